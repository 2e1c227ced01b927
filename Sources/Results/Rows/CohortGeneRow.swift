/// A row of `genes.tsv`: a gene and its acquired excess.
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
  /// Sum over patients of P(acquired).
  public var observed: Double = 0
  /// The same by chance.
  public var expected: Double?
  /// ``observed`` over ``expected``.
  public var ratio: Double?
  /// Share of acquired mutations that chance puts into the gene, 0 to 1.
  public var share: Double?
  /// P(as large a sum by chance), 0 to 1.
  public var p: Double?
  /// ``p`` after Benjamini and Hochberg.
  public var q: Double?
  /// McNemar's exact test of acquired against lost.
  public var mcNemar: Double?
  /// The same, mid-p.
  public var mcNemarMid: Double?

  /// Creates an empty row.
  public init() {}

  /// The table.
  public static let table = Table<CohortGeneRow>(
    "genes.tsv",
    rows: "Written by `metachron cohort`: one row per gene with a call in a comparable patient, by "
      + "increasing `p`: whether it was acquired in more patients than their own numbers of acquired "
      + "mutations explain.",
    note: "\(GateText.note); each patient counts once per gene"
  ) {
    Column("gene", \.gene, meaning: "Gene symbol, as in the results")
    ColumnSet.patients(
      "mutated", \.mutated,
      meaning: "Patients with a protein-changing mutation in a non-primary sample")
    ColumnSet.patients(
      "assessable", \.assessable, meaning: "Patients with informative calls")
    ColumnSet.patients("acquired", \.acquired, meaning: "Of these, acquired")
    ColumnSet.patients("preexisting", \.preexisting, meaning: "Of these, pre-existing")
    ColumnSet.patients("indeterminate", \.indeterminate, meaning: "Of these, indeterminate")
    ColumnSet.patients("lost", \.lost, meaning: "Of these, present earlier and absent later")
    Column(
      "observed", \.observed, unit: .patients, .nonNegative,
      meaning: "Sum over patients of P(at least one mutation of the gene was acquired)")
    Column(
      "expected", \.expected, unit: .patients, .nonNegative,
      values: "empty where the share is unknown",
      meaning:
        "The same if each patient's acquired mutations were distributed over genes according to `share`"
    )
    Column("ratio", \.ratio, .ratio, meaning: "`observed` over `expected`")
    Column(
      "share", \.share, unit: .shareOfMutations, .fraction,
      values: "by gene length where given, else the gene's share of the cohort's pre-existing "
        + "mutations, shrunk to the mean of all genes",
      meaning: "Share of acquired mutations that chance assigns to the gene")
    ColumnSet.probability(
      "p", \.p,
      meaning:
        "P(sum >= observed | chance), Poisson-binomial, mid-p, averaged over the uncertainty "
        + "of an estimated `share`")
    ColumnSet.probability(
      "q", \.q, meaning: "`p` adjusted by Benjamini–Hochberg over the genes of this table")
    ColumnSet.probability(
      "p_mcnemar", \.mcNemar, values: "empty without either",
      meaning:
        "McNemar's exact test of patients who acquired a mutation and lost none against `lost`")
    ColumnSet.probability("p_mcnemar_mid", \.mcNemarMid, meaning: "The same, mid-p")
  }
}
