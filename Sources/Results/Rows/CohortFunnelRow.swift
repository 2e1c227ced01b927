public import TumorModel
import CohortStatistics

/// A row of `funnel.tsv`: a step from all patients to an outcome.
public struct CohortFunnelRow: JSONRow, Hashable {
  /// The gene.
  public var gene = ""
  /// The class of mutations that are counted.
  public var className = MutationClass.any
  /// The step, or the outcome.
  public var stage = FunnelPlace.step(.patients)
  /// Patients that reach the step.
  public var patients = 0
  /// Patients of the step before that do not; `nil` of an outcome.
  public var excluded: Int?
  /// Why they do not; of `indeterminate`, the reasons of the calls.
  public var reasons: FieldList<CountedReason> = []

  /// Creates an empty row.
  public init() {}

  /// The table.
  public static let table = Table<CohortFunnelRow>(
    "funnel.tsv",
    rows: "Written by `metachron cohort`: one row per requested gene and step from all patients to "
      + "an outcome. The outcomes partition the assessable patients.",
    note: ColumnSet.patientRule
  ) {
    ColumnSet.geneAndClass(\.gene, \.className)
    Column(
      "step", \.stage,
      values: "`patients`, `profiled`: tested for the gene, `mutated`: in a non-primary sample, "
        + "`of_class`, `compared`: with an earlier sample, `assessable`, then the outcomes `acquired`, `preexisting`, "
        + "`indeterminate`, `lost`, `artefact`",
      meaning: "Step of the funnel")
    ColumnSet.patients("patients", \.patients, meaning: "Patients who reach the step")
    Column(
      "excluded", \.excluded, unit: .patients, .count, values: "empty for an outcome",
      meaning: "Patients of the previous step who do not")
    Column(
      "reason", \.reasons, values: "`name:patients`, joined by `;`; see Exclusions",
      meaning: "Why they do not; for `indeterminate`, the reasons for the calls")
  }
}
