import CohortStatistics

/// A row of `genes.tsv`: how often a gene is mutated, and whether it is acquired in excess.
public struct CohortGeneRow: JSONRow, Hashable {
  /// The gene.
  public var gene = ""
  /// Patients with a mutation in a non-primary sample.
  public var mutated = 0
  /// Patients with calls that say something.
  public var assessable = 0
  /// Of these, acquired.
  public var acquired = 0
  /// Of these, pre-existing.
  public var preexisting = 0
  /// Of these, indeterminate.
  public var indeterminate = 0
  /// Of these, lost.
  public var lost = 0
  /// Share of the patients with a non-primary sample in whom it is mutated there.
  public var frequency: Double?
  /// Mutations that are tested.
  public var mutations = 0
  /// Sum of P(earlier cancer cell fraction below `c*`) over them.
  public var observed: Double?
  /// Its mean were the gene any other of the patients' mutations.
  public var expected: Double?
  /// Its variance then: the information of the test.
  public var information: Double?
  /// P(as large a sum by exchange), 0 to 1.
  public var p: Double?
  /// The same with half of the probability of what was seen.
  public var midP: Double?
  /// The least that ``p`` could be.
  public var smallestP: Double?
  /// ``p`` after Benjamini and Hochberg.
  public var q: Double?
  /// Share of patients that gained a mutation, for genes asked for.
  public var gained: Double?
  /// Share of patients that lost one.
  public var lostShare: Double?
  /// P of equal shares, two-sided.
  public var pGainedLost: Double?

  /// Creates an empty row.
  public init() {}

  /// ``observed`` over ``expected``.
  public var ratio: Double? {
    guard let observed, let expected, expected > 0 else { return nil }
    return observed / expected
  }

  /// The table.
  public static let table = Table<CohortGeneRow>(
    "genes.tsv",
    rows: "Written by `metachron cohort`: one row per gene with a call in a comparable patient, by "
      + "increasing `p`: whether its mutations were acquired more often than the other mutations of the "
      + "same patients. A gene that is frequent among acquired and earlier mutations alike has a high "
      + "`frequency` and no small `p`.",
    note: "\(GateText.note); p: which of a patient's mutations bears the gene's name is "
      + "exchangeable"
  ) {
    Column("gene", \.gene, meaning: "Gene symbol, as in the results")
    ColumnSet.patients(
      "mutated", \.mutated,
      meaning: "Patients with a protein-changing mutation in a non-primary sample")
    ColumnSet.patients(
      "assessable", \.assessable, meaning: "Patients with informative calls")
    ColumnSet.patients("acquired", \.acquired, meaning: "Of these, called acquired")
    ColumnSet.patients("preexisting", \.preexisting, meaning: "Of these, called pre-existing")
    ColumnSet.patients("indeterminate", \.indeterminate, meaning: "Of these, indeterminate")
    ColumnSet.patients("lost", \.lost, meaning: "Of these, present earlier and absent later")
    ColumnSet.shareOfPatients(
      "frequency", \.frequency,
      meaning:
        "`mutated` as a share of the patients with a non-primary sample whose assay looks at "
        + "the gene")
    Column(
      "mutations", \.mutations, unit: .mutations, .count,
      meaning: "The gene's mutations in later samples, each patient's own counted once")
    Column(
      "observed", \.observed, unit: .mutations, .nonNegative,
      meaning: "Sum over them of P(earlier cancer cell fraction below "
        + "\(ProportionBelowThreshold.mainThreshold) | reads), under one distribution for all genes"
    )
    Column(
      "expected", \.expected, unit: .mutations, .nonNegative,
      meaning: "Its mean if any of the patient's mutations, seen as easily, bore the gene's name")
    Column(
      "information", \.information, .nonNegative,
      values: "0: the reads cannot tell, and `p` is 1",
      meaning: "The variance of the sum then")
    ColumnSet.probability("p", \.p, meaning: "P(sum >= `observed` | exchange), exact")
    ColumnSet.probability(
      "mid_p", \.midP, meaning: "The same with half of the probability of what was seen")
    ColumnSet.probability(
      "smallest_p", \.smallestP, meaning: "The least `p` that these patients could have given")
    ColumnSet.probability(
      "q", \.q, meaning: "`p` adjusted by Benjamini–Hochberg over the genes of this table")
    ColumnSet.shareOfPatients(
      "gained", \.gained, values: "empty for genes that were not asked for",
      meaning: "Share of patients whose cancer cell fraction went from below to above "
        + "\(ProportionBelowThreshold.mainThreshold)")
    ColumnSet.shareOfPatients(
      "lost_share", \.lostShare, meaning: "Share of patients in whom it went the other way")
    ColumnSet.probability(
      "p_gained_lost", \.pGainedLost,
      meaning: "P-value of equal shares: a likelihood ratio of both samples' curves")
  }
}
