public import TumorModel
public import CohortStatistics

/// A row of `cohort_patients.tsv`: a patient with a mutation of a gene.
public struct CohortPatientRow: ResultRow, Hashable {
  /// The gene.
  public var gene = ""
  /// The class of mutations that are counted.
  public var className = MutationClass.any
  /// The patient.
  public var patient = ""
  /// The folder of results, from 1.
  public var folder = 1
  /// What the calls come to; `nil` without a call.
  public var outcome: CohortOutcome?
  /// The step of the funnel that is not reached; `nil` for assessed patients.
  public var excludedAt: FunnelStep?
  /// Why the outcome is indeterminate, or why the patient is excluded.
  public var reasons: FieldList<CohortReason> = []
  /// The patient's mutations of the gene.
  public var mutations: FieldList<String> = []
  /// The mutation of the deciding call.
  public var mutation = ""
  /// Its class.
  public var functionalClass = ""
  /// The earlier sample of the deciding call; `nil` without a call.
  public var earlierSample: ComparedSample?
  /// The later sample.
  public var laterSample: ComparedSample?
  /// The earlier sample's day.
  public var earlierDay: Int?
  /// The later sample's day.
  public var laterDay: Int?
  /// Days between the two.
  public var daysBetween: Int?
  /// log10 Bayes factor for absence.
  public var log10BayesFactor: Double?
  /// P(acquired), 0 to 1.
  public var acquired: Double?
  /// P(pre-existing), 0 to 1.
  public var preexisting: Double?
  /// P(earlier fraction at or above the threshold), 0 to 1.
  public var aboveThreshold: Double?
  /// P(detect a cancer cell fraction of 0.25), 0 to 1.
  public var detectionPower: Double?
  /// Agents begun between the biopsies.
  public var agents: FieldList<String> = []
  /// Their classes.
  public var treatments: FieldList<String> = []

  /// Creates an empty row.
  public init() {}

  /// The table.
  public static let table = Table<CohortPatientRow>(
    "cohort_patients.tsv",
    rows:
      "Written by `metachron cohort`: one row per requested gene and patient with a mutation of "
      + "it, in the order of the results. Where a patient has several mutations or later samples, "
      + "the row is that of the deciding call: pre-existing if any call says so, otherwise acquired "
      + "if any does, then indeterminate, lost, artefact; among calls with that outcome, the one "
      + "with the least evidence of absence.",
    note: ColumnSet.patientRule
  ) {
    ColumnSet.geneAndClass(\.gene, \.className)
    Column(
      "patient", \.patient,
      meaning: "Identifier of the patient, prefixed by the folder's name where that was requested")
    Column(
      "folder", \.folder, .positiveCount,
      meaning: "Results folder that the patient is from, numbered in the order given")
    Column(
      "outcome", \.outcome,
      values: "`acquired`, `preexisting`, `indeterminate`, `lost`, `artefact`, `not_assessable`; "
        + "empty without a call",
      meaning: "Overall outcome of the patient's calls")
    Column(
      "excluded_at", \.excludedAt,
      values: "`mutated`, `of_class`, `compared`, `assessable`; empty for assessed patients",
      meaning: "Step of the funnel that the patient does not reach")
    Column(
      "reason", \.reasons,
      values: "as in `origins.tsv` for assessed patients, else one of Exclusions; joined by `;`",
      meaning: "Why the outcome is indeterminate, or why the patient is excluded")
    Column(
      "mutations", \.mutations, values: "joined by `;`",
      meaning: "The patient's mutations of the gene")
    Column("mutation", \.mutation, meaning: "Mutation of the deciding call")
    Column("functional_class", \.functionalClass, meaning: "Its class in the knowledge table")
    Column(
      "earlier_sample", \.earlierSample, values: "`*` for several together",
      meaning: "Earlier sample of the call")
    Column(
      "later_sample", \.laterSample, values: "`*` for several together",
      meaning: "Later sample of the call")
    ColumnSet.day("earlier_day", \.earlierDay, of: "the earlier sample")
    ColumnSet.day("later_day", \.laterDay, of: "the later sample")
    Column("days_between", \.daysBetween, unit: .days, .any, meaning: "Days between the two")
    Column(
      "log10_bf_absent", \.log10BayesFactor, unit: .log10, .any, meaning: "As in `origins.tsv`")
    ColumnSet.probability("p_acquired", \.acquired, meaning: "P(acquired) of the call")
    ColumnSet.probability("p_preexisting", \.preexisting, meaning: "P(pre-existing) of the call")
    ColumnSet.probability(
      "p_earlier_above_threshold", \.aboveThreshold, meaning: "As in `origins.tsv`")
    ColumnSet.probability(
      "detection_power", \.detectionPower, meaning: GateText.detectionPower)
    Column(
      "treatments_between", \.agents, values: "joined by `;`; empty without days",
      meaning:
        "Agents of treatments that began on or after the day of the earlier sample and before "
        + "the later one")
    Column(
      "classes_between", \.treatments, values: "joined by `;`, each once",
      meaning: "Classes of those treatments")
  }
}
