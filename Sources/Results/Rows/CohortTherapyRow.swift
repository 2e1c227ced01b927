public import TumorModel

/// A row of `therapy.tsv`: a class of treatment and acquisition.
public struct CohortTherapyRow: JSONRow, Hashable {
  /// The gene.
  public var gene = ""
  /// The class of mutations that are counted.
  public var className = MutationClass.any
  /// The class of treatment.
  public var treatment = ""
  /// Days between the biopsies, or all strata together for the test.
  public var stratum = DayStratum.all
  /// Patients who acquired the mutation, with the treatment.
  public var acquiredExposed = 0
  /// The same without it.
  public var acquiredUnexposed = 0
  /// Patients without a mutation, with the treatment.
  public var withoutExposed = 0
  /// The same without it.
  public var withoutUnexposed = 0
  /// How the strata were combined; `nil` for a single one.
  public var method: StratifiedMethod?
  /// Odds ratio common to the strata.
  public var oddsRatio: Double?
  /// Lower end of its 95 % interval.
  public var low: Double?
  /// Upper end of it.
  public var high: Double?
  /// P of no association, two-sided.
  public var p: Double?
  /// What to know.
  public var note: CohortNote?

  /// Creates an empty row.
  public init() {}

  /// The table.
  public static let table = Table<CohortTherapyRow>(
    "therapy.tsv",
    rows:
      "Written by `metachron cohort`: one row per requested gene, class of treatment, and stratum "
      + "of the time between the biopsies, then one over all strata (`stratum` is `all`): whether "
      + "patients who acquired the mutation began such a treatment between the biopsies more often "
      + "than those without it. Association, not causation.",
    note:
      "association, not causation: a treatment counts if it began on or after the day of the earlier "
      + "biopsy and before the later one"
  ) {
    ColumnSet.geneAndClass(\.gene, \.className)
    Column("treatment", \.treatment, values: "as in `timeline.tsv`", meaning: "Class of treatment")
    Column(
      "stratum", \.stratum,
      values: "`1-365`, `366-730`, `731-1825`, `1826-`; `all` for the test over strata",
      meaning: "Days between the biopsies")
    ColumnSet.patients(
      "acquired_exposed", \.acquiredExposed,
      meaning: "Patients who acquired the mutation, with the treatment")
    ColumnSet.patients(
      "acquired_unexposed", \.acquiredUnexposed, meaning: "The same without the treatment")
    ColumnSet.patients(
      "without_exposed", \.withoutExposed,
      meaning: "Patients without a mutation of the gene, with the treatment")
    ColumnSet.patients(
      "without_unexposed", \.withoutUnexposed, meaning: "The same without the treatment")
    Column(
      "method", \.method,
      values: "`mantel_haenszel`, or `exact_conditional` where a number is below 5; for `all` only",
      meaning: "How the strata were combined")
    ColumnSet.oddsRatio("odds_ratio", \.oddsRatio, meaning: "Odds ratio common to the strata")
    ColumnSet.oddsRatio("low", \.low, meaning: "Lower end of its 95 % interval")
    ColumnSet.oddsRatio("high", \.high, meaning: "Upper end of its 95 % interval")
    ColumnSet.probability("p", \.p, meaning: "P-value of no association, two-sided")
    Column("note", \.note, values: "see Notes", meaning: "Remark")
  }
}
