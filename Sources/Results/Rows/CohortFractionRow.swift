public import TumorModel

/// A row of `fractions.tsv`: an estimate of the acquired fraction.
public struct CohortFractionRow: JSONRow, Hashable {
  /// The gene.
  public var gene = ""
  /// The class of mutations that are counted.
  public var className = MutationClass.any
  /// How the fraction was estimated.
  public var method = FractionMethod.mixture
  /// What differs from the main analysis; `nil` for nothing.
  public var varied: FractionVariation?
  /// What it was changed to.
  public var value = ""
  /// Patients that the estimate rests on.
  public var patients = 0
  /// Of these, acquired.
  public var acquired = 0
  /// Of these, pre-existing.
  public var preexisting = 0
  /// Of these, indeterminate.
  public var indeterminate = 0
  /// Posterior mean, or the share of the calls, 0 to 1.
  public var estimate: Double?
  /// Posterior median, 0 to 1.
  public var median: Double?
  /// Lower end of the 95 % interval, 0 to 1.
  public var low: Double?
  /// Upper end of the 95 % interval, 0 to 1.
  public var high: Double?
  /// What to know.
  public var note: CohortNote?

  /// Creates an empty row.
  public init() {}

  /// Whether the row is the estimate of the main analysis: by likelihood ratios, with nothing varied.
  public var isMain: Bool { method == .mixture && varied == nil }

  /// The table.
  public static let table = Table<CohortFractionRow>(
    "fractions.tsv",
    rows: "Written by `metachron cohort`: one row per gene and way to estimate the fraction of "
      + "patients in whom its mutation was acquired, among those in whom it was acquired or "
      + "pre-existing. Other genes have only the rows `mixture` and "
      + "`clopper_pearson`.",
    note: ColumnSet.patientRule
  ) {
    ColumnSet.geneAndClass(\.gene, \.className)
    Column(
      "method", \.method,
      values: "`mixture`: beta mixture of the likelihood ratios; `clopper_pearson`, `wilson`, "
        + "`jeffreys`: from the calls, without the indeterminate ones",
      meaning: "How the fraction was estimated")
    Column(
      "varied", \.varied,
      values: "empty: nothing; `prior`, `abstention`, `threshold`, `missing`, or an assumption of "
        + "`sensitivity.tsv`",
      meaning: "What differs from the main analysis")
    Column("value", \.value, meaning: "The value it was changed to")
    ColumnSet.patients("patients", \.patients, meaning: "Patients behind the estimate")
    ColumnSet.patients("acquired", \.acquired, meaning: "Of these, called acquired")
    ColumnSet.patients("preexisting", \.preexisting, meaning: "Of these, called pre-existing")
    ColumnSet.patients("indeterminate", \.indeterminate, meaning: "Of these, indeterminate")
    ColumnSet.shareOfPatients(
      "estimate", \.estimate, values: "empty where nothing is known",
      meaning: "Posterior mean, or the share of the calls")
    ColumnSet.shareOfPatients("median", \.median, meaning: "Posterior median")
    ColumnSet.shareOfPatients("low", \.low, meaning: "Lower end of the 95 % interval")
    ColumnSet.shareOfPatients("high", \.high, meaning: "Upper end of the 95 % interval")
    Column("note", \.note, values: "see Notes; empty where there is none", meaning: "Remark")
  }
}
