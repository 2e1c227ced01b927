import CohortStatistics
public import TumorModel

/// A row of `therapy.tsv`: a class of treatment and acquisition.
public struct CohortTherapyRow: JSONRow, Hashable {
  /// The gene.
  public var gene = ""
  /// The class of mutations that are counted.
  public var className = MutationClass.any
  /// The class of treatment.
  public var treatment = ""
  /// Patients with the mutation and the treatment.
  public var exposed = 0
  /// Patients with the mutation, without the treatment.
  public var unexposed = 0
  /// Lower end of the 95 % interval of the fraction below `c*` of those with the treatment.
  public var exposedLow: Double?
  /// Upper end of it.
  public var exposedHigh: Double?
  /// Lower end of that of those without.
  public var unexposedLow: Double?
  /// Upper end of it.
  public var unexposedHigh: Double?
  /// Least difference of the two fractions, with the treatment minus without, -1 to 1.
  public var differenceLow: Double?
  /// Greatest difference.
  public var differenceHigh: Double?
  /// The standardised score, above 0 where those with the treatment are more often below `c*`.
  public var z: Double?
  /// P of no association, two-sided.
  public var p: Double?
  /// The variance of what the reads say as a share of that of clear reads, 0 to 1.
  public var information: Double?
  /// What to know.
  public var note: CohortNote?

  /// Creates an empty row.
  public init() {}

  /// The table.
  public static let table = Table<CohortTherapyRow>(
    "therapy.tsv",
    rows: "Written by `metachron cohort`: one row per requested gene and class of treatment: "
      + "whether, among patients with the mutation in a later sample, those who began such a treatment between "
      + "the biopsies had it below \(ProportionBelowThreshold.mainThreshold) of the primary's tumour cells more often. "
      + "Nobody is called and nobody dropped for a call; patients are compared with those of about the "
      + "same time between the biopsies. Association, not causation.",
    note:
      "association, not causation: a treatment counts if it began on or after the day of the earlier "
      + "biopsy and before the later one"
  ) {
    ColumnSet.geneAndClass(\.gene, \.className)
    Column("treatment", \.treatment, values: "as in `timeline.tsv`", meaning: "Class of treatment")
    ColumnSet.patients(
      "exposed", \.exposed, meaning: "Patients with the mutation and the treatment")
    ColumnSet.patients(
      "unexposed", \.unexposed, meaning: "Patients with the mutation, without the treatment")
    ColumnSet.shareOfPatients(
      "exposed_low", \.exposedLow,
      meaning:
        "Lower end of the 95 % interval of the fraction below \(ProportionBelowThreshold.mainThreshold), "
        + "with the treatment")
    ColumnSet.shareOfPatients("exposed_high", \.exposedHigh, meaning: "Upper end of it")
    ColumnSet.shareOfPatients(
      "unexposed_low", \.unexposedLow, meaning: "Lower end of the same without the treatment")
    ColumnSet.shareOfPatients("unexposed_high", \.unexposedHigh, meaning: "Upper end of it")
    Column(
      "difference_low", \.differenceLow, unit: .shareOfPatients, Bounds(-1, 1),
      meaning: "Least difference of the two fractions, treated minus untreated; conservative")
    Column(
      "difference_high", \.differenceHigh, unit: .shareOfPatients, Bounds(-1, 1),
      meaning: "Greatest difference")
    Column(
      "z", \.z, values: "above 0: more often acquired with the treatment",
      meaning: "Standardised score of the association")
    ColumnSet.probability(
      "p", \.p,
      meaning: "P-value of no association, two-sided; it needs some ten patients on a side")
    Column(
      "information", \.information, .fraction,
      meaning: "Variance of what the reads say as a share of that of clear reads")
    Column("note", \.note, values: "see Notes", meaning: "Remark")
  }
}
