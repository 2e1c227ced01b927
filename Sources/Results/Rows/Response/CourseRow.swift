public import DrugResponse

/// One row of `courses.tsv`: the response of one patient's tumour.
public struct CourseRow: JSONRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The group; empty for none.
  public var group = ""
  /// P(the patient is of the group that is asked for).
  public var probability: Double?
  /// The sum of target lesions at the start, in mm.
  public var baseline: Double?
  /// Assessments after the start.
  public var visits = 0
  /// The best response.
  public var best = ResponseCategory.notEvaluable
  /// The largest fall of the sum, as a share of the baseline.
  public var bestChange: Double?
  /// The day of the first progression.
  public var progressionDay: Double?
  /// Days to the first response.
  public var timeToResponse: Double?
  /// Days from response to progression or the last look.
  public var duration: Double?
  /// Whether the response ended.
  public var hasEnded: Bool?
  /// Days to progression, death or the last look.
  public var progressionFree: Double?
  /// Whether there was progression or death.
  public var isProgressed: Bool?
  /// Whether the patient had a response, or stable disease for long enough.
  public var hasBenefit = false
  /// Days to death or to the last day on which the patient was known to be alive.
  public var overall: Double?
  /// Whether the patient died.
  public var hasDied: Bool?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CourseRow>(
    "courses.tsv",
    rows:
      "Written by `metachron response clinical`: one row per patient with assessments, by RECIST 1.1."
  ) {
    ColumnSet.patient(\.patient)
    Column(
      "group", \.group, values: "empty for none",
      meaning: "Group, as in the input, or of the origin of the mutation")
    ColumnSet.probability(
      "p_group", \.probability,
      meaning: "P(the mutation was acquired), of patients whose calls were given")
    Column(
      "baseline_mm", \.baseline, unit: .millimetres, .nonNegative, values: "empty without lesions",
      meaning: "Sum of target lesions at the start")
    Column("visits", \.visits, .count, meaning: "Assessments after the start")
    Column(
      "best_response", \.best, values: ColumnSet.names(ResponseCategory.self),
      meaning: "Best response before the first progression")
    Column(
      "best_change", \.bestChange, .any, values: "empty without sums",
      meaning: "Largest fall of the sum relative to the start, below 0 for a fall")
    Column(
      "progression_day", \.progressionDay, unit: .days, .any, values: "empty for none",
      meaning: "Day of the first progression")
    Column(
      "time_to_response", \.timeToResponse, unit: .days, .any, values: "empty without a response",
      meaning: "Days to the first response")
    Column(
      "duration_of_response", \.duration, unit: .days, .any, values: "empty without a response",
      meaning: "Days from the first response to progression, death or the last look")
    Column(
      "response_ended", \.hasEnded, values: "`true`, `false`; empty without a response",
      meaning: "Whether the response ended")
    Column(
      "pfs_days", \.progressionFree, unit: .days, .any, values: "empty where nothing is known",
      meaning: "Days to progression, death or the last look")
    Column(
      "pfs_event", \.isProgressed, values: "`true`, `false`; empty where nothing is known",
      meaning: "Whether there was progression or death")
    Column(
      "clinical_benefit", \.hasBenefit, values: "`true`, `false`",
      meaning: "Whether there was a response, or stable disease for at least 24 weeks")
    Column(
      "overall_days", \.overall, unit: .days, .any, values: "empty where nothing is known",
      meaning: "Days to death, or to the last day on which the patient was known to be alive")
    Column(
      "overall_event", \.hasDied, values: "`true`, `false`; empty where nothing is known",
      meaning: "Whether the patient died")
  }
}

/// One row of `course_visits.tsv`: one assessment.
public struct CourseVisitRow: ResultRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The day, from the start of treatment.
  public var day = 0.0
  /// The sum relative to the start, less 1.
  public var change: Double?
  /// The sum relative to the smallest before, less 1.
  public var changeFromNadir: Double?
  /// The response.
  public var response = ResponseCategory.notEvaluable
  /// Whether there was a new lesion.
  public var hasNewLesion = false

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CourseVisitRow>(
    "course_visits.tsv",
    rows: "Written by `metachron response clinical`: one row per assessment after the start."
  ) {
    ColumnSet.patient(\.patient)
    Column("day", \.day, unit: .days, .any, meaning: "Day from the start of treatment")
    Column(
      "change", \.change, .any, values: "empty without a sum",
      meaning: "Change of the sum relative to the start")
    Column(
      "change_from_nadir", \.changeFromNadir, .any, values: "empty without a sum",
      meaning: "Change relative to the smallest sum before")
    Column(
      "response", \.response, values: ColumnSet.names(ResponseCategory.self),
      meaning: "Response at this assessment")
    Column(
      "new_lesion", \.hasNewLesion, values: "`true`, `false`",
      meaning: "Whether there was a new lesion")
  }
}
