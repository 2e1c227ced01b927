import CohortStatistics
public import TumorModel

/// A row of `exclusivity.tsv`: two genes.
public struct CohortExclusivityRow: JSONRow, Hashable {
  /// One gene.
  public var geneA = ""
  /// The class of its mutations that counts.
  public var classA = MutationClass.any
  /// Another gene.
  public var geneB = ""
  /// The class of its mutations that counts.
  public var classB = MutationClass.any
  /// Patients with both.
  public var both = 0
  /// Patients with the first alone.
  public var onlyA = 0
  /// Patients with the second alone.
  public var onlyB = 0
  /// Patients with neither.
  public var neither = 0
  /// Patients whose assay covers both.
  public var profiled = 0
  /// Patients with both if independent, by patients' own rates.
  public var expected: Double?
  /// P(overlap <= observed).
  public var pExclusive: Double?
  /// P(overlap >= observed).
  public var pCooccurring: Double?
  /// ``pExclusive`` with half of the probability of the overlap seen.
  public var midPExclusive: Double?
  /// ``pCooccurring`` with half of the probability of the overlap seen.
  public var midPCooccurring: Double?
  /// ``pExclusive`` after Benjamini and Hochberg.
  public var qExclusive: Double?
  /// ``pCooccurring`` after Benjamini and Hochberg.
  public var qCooccurring: Double?
  /// Conditional estimate of the odds ratio.
  public var oddsRatio: Double?
  /// Lower end of its exact 95 % interval.
  public var oddsLow: Double?
  /// Upper end of it.
  public var oddsHigh: Double?
  /// Fisher's exact test, two-sided.
  public var pFisher: Double?
  /// The least that ``pExclusive`` could be.
  public var smallestP: Double?
  /// P(``pExclusive`` at most ``level`` where no patient has both).
  public var power: Double?
  /// Why something is empty.
  public var note: CohortNote?

  /// Creates an empty row.
  public init() {}

  /// How often two genes are mutated together, against what burdens explain.
  public enum Departure: Hashable, Sendable, CaseIterable {
    /// Less often.
    case lessOften
    /// As often, as far as the test tells.
    case asExpected
    /// More often.
    case moreOften
  }

  /// The level of one test, before any correction for the number of pairs.
  public static let level = OverlapTest.level

  /// What the pair's own tests show at ``level``; `nil` where there was none.
  public var departure: Departure? {
    guard let pExclusive, let pCooccurring else { return nil }
    if pExclusive <= Self.level { return .lessOften }
    return pCooccurring <= Self.level ? .moreOften : .asExpected
  }

  /// Whether the test can tell nothing of exclusivity; `false` where there was none.
  public var isInconclusive: Bool {
    guard let pExclusive, let power else { return false }
    return OverlapTest.isInconclusive(pExclusive: pExclusive, power: power)
  }

  /// The table.
  public static let table = Table<CohortExclusivityRow>(
    "exclusivity.tsv",
    rows: "Written by `metachron cohort`: one row per pair of genes: whether they are mutated "
      + "together less or more often than the patients' own numbers of mutated genes explain.",
    note: "patients with a non-primary sample; each counts once"
  ) {
    Column("gene_a", \.geneA, meaning: "One gene")
    ColumnSet.classOfMutations("class_a", \.classA, of: "`gene_a`")
    Column("gene_b", \.geneB, meaning: "Another gene")
    ColumnSet.classOfMutations("class_b", \.classB, of: "`gene_b`")
    ColumnSet.patients("both", \.both, meaning: "Patients with both")
    ColumnSet.patients("only_a", \.onlyA, meaning: "Patients with `gene_a` alone")
    ColumnSet.patients("only_b", \.onlyB, meaning: "Patients with `gene_b` alone")
    ColumnSet.patients(
      "neither", \.neither, meaning: "Patients with neither; all have a non-primary sample")
    ColumnSet.patients(
      "profiled", \.profiled,
      meaning: "Patients whose later samples are taken to cover both: all, where no panel is known")
    Column(
      "expected", \.expected, unit: .patients, .nonNegative,
      meaning: "Patients with both if the two were independent, given each patient's own rate")
    ColumnSet.probability("p_exclusive", \.pExclusive, meaning: "P(overlap <= observed)")
    ColumnSet.probability("p_cooccurring", \.pCooccurring, meaning: "P(overlap >= observed)")
    ColumnSet.probability(
      "mid_p_exclusive", \.midPExclusive,
      meaning: "`p_exclusive` with half of the probability of the overlap seen")
    ColumnSet.probability(
      "mid_p_cooccurring", \.midPCooccurring,
      meaning: "`p_cooccurring` with half of the probability of the overlap seen")
    ColumnSet.probability(
      "q_exclusive", \.qExclusive,
      meaning: "`p_exclusive` adjusted by Benjamini–Hochberg over this table")
    ColumnSet.probability(
      "q_cooccurring", \.qCooccurring,
      meaning: "`p_cooccurring` adjusted by Benjamini–Hochberg over this table")
    ColumnSet.oddsRatio(
      "odds_ratio", \.oddsRatio, values: "empty where the margins allow only one table",
      meaning: "Conditional maximum-likelihood odds ratio; it ignores patients' own rates")
    ColumnSet.oddsRatio(
      "odds_low", \.oddsLow, meaning: "Lower end of its exact 95 % interval")
    ColumnSet.oddsRatio(
      "odds_high", \.oddsHigh, meaning: "Upper end of its exact 95 % interval")
    ColumnSet.probability("p_fisher", \.pFisher, meaning: "Fisher's exact test, two-sided")
    ColumnSet.probability(
      "smallest_p_exclusive", \.smallestP,
      meaning: "Smallest `p_exclusive` that this cohort could give")
    ColumnSet.probability(
      "power_exclusive", \.power,
      values: "empty where patients' numbers of mutated genes force an overlap",
      meaning: "P(`p_exclusive` <= \(level) in a cohort of these rates where no patient has both)")
    Column("note", \.note, values: "see Notes", meaning: "Why a value is empty")
  }
}
