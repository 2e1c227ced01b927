public import DrugResponse

/// The assessments of one patient, in order, and how follow-up ended.
public struct PatientCourse: Hashable, Sendable {
  /// The patient's identifier.
  public let patient: String
  /// The assessments by day from the start of treatment, from the baseline on.
  public let assessments: [TumorAssessment]
  /// The day on which progression was found, where that is stated beside the assessments.
  public let progressionDay: Double?
  /// The day of death.
  public let deathDay: Double?
  /// The day on which the patient was last known to be alive.
  public let lastDay: Double?
  /// The day on which treatment began, in the table's own days; `nil` where it is not stated.
  public let startDay: Double?
  /// The patient's group; `nil` where it is not recorded.
  public let group: String?

  /// Reads the assessments by RECIST 1.1.
  ///
  /// - Throws: What prevents that; never for a course that ``CourseReading`` returned.
  public func course(
    rules: ResponseRules = ResponseRules()
  ) throws(CourseProblem) -> TumorCourse {
    try TumorCourse(assessments, rules: rules, deathDay: deathDay)
  }
}
