/// By what patients are compared.
public enum ClinicalGrouping: String, Hashable, Sendable, CaseIterable, NamedFieldValue {
  /// Not at all.
  case none
  /// By what a column of the input says.
  case column
  /// By whether the mutation of a gene was acquired; calls are uncertain.
  case origin
  /// By whether a gene is mutated.
  case mutation
}

/// Why a patient is in no group, or not from the start.
public enum ClinicalExclusion: String, Hashable, Sendable, CaseIterable, NamedFieldValue {
  /// The column of the groups has no value.
  case notRecorded = "not_recorded"
  /// The patient's samples have different values.
  case differs = "differs_between_samples"
  /// The results do not have the patient.
  case notInResults = "not_in_results"
  /// No sample was looked at for mutations of the gene.
  case notAssessed = "not_assessed"
  /// No call tells where a mutation came from: there is none, or no earlier sample.
  case withoutCall = "without_call"
  /// The biopsy that tells the group was taken after treatment had begun, so that the rate of responses cannot be asked for it.
  case toldLater = "told_after_start"
  /// Follow-up ended by the biopsy that tells the group.
  case endedBefore = "ended_before_biopsy"
  /// Used from the start, since the day of the biopsy relative to the start is not known.
  case undated = "biopsy_without_day"
}

/// What was found of patients: what `response clinical --json` prints.
package struct ClinicalSummary: JSONObject, Hashable {
  /// Patients who are in no group.
  package struct LeftOut: JSONObject, Hashable {
    package var endpoint: String?
    package var reason = ClinicalExclusion.notRecorded
    package var patients = 0

    package init() {}

    package init(_ reason: ClinicalExclusion, _ patients: Int, endpoint: String? = nil) {
      (self.reason, self.patients, self.endpoint) = (reason, patients, endpoint)
    }

    package static let properties: [JSONProperty<LeftOut>] = [
      JSONProperty("endpoint", \.endpoint, meaning: "End point; absent where it holds for all"),
      JSONProperty("reason", \.reason, meaning: "Why"),
      JSONProperty("patients", \.patients, unit: .patients, .count, meaning: "Patients"),
    ]
  }

  package var patients = 0
  package var grouping = ClinicalGrouping.none
  /// The column or gene of the groups.
  package var groupedBy: String?
  package var leftOut: [LeftOut] = []
  /// Days that a month was counted as; `nil` where no time was in months.
  package var daysPerMonth: Double?
  /// The time of which every recorded value counts as an event.
  package var withoutStatus: String?
  package var courses: [CourseRow] = []
  package var rates: [ResponseRateRow] = []
  package var survival: [SurvivalComparisonRow] = []

  package init() {}

  package static let properties: [JSONProperty<ClinicalSummary>] = [
    JSONProperty("patients", \.patients, unit: .patients, .count, meaning: "Patients"),
    JSONProperty("grouping", \.grouping, meaning: "By what patients are compared"),
    JSONProperty(
      "grouped_by", \.groupedBy, meaning: "Column or gene of the groups; absent without groups"),
    JSONProperty(
      "left_out", \.leftOut, meaning: "Patients who are in no group, or not from the start"),
    JSONProperty(
      "days_per_month", \.daysPerMonth, unit: .days, .positive,
      meaning: "What a month was counted as; absent where no time was in months"),
    JSONProperty(
      "time_without_status", \.withoutStatus,
      meaning: "End point of which every recorded time counts as an event; absent for none"),
    JSONProperty("courses", \.courses, meaning: "Patients with assessments, as in courses.tsv"),
    JSONProperty("rates", \.rates, meaning: "Rates of responses, as in response_rates.tsv"),
    JSONProperty(
      "survival", \.survival, meaning: "Numbers of groups, as in survival_comparisons.tsv"),
  ]
}
