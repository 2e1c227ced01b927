package import CohortStatistics
package import DrugResponse

/// One patient under treatment: the course of the tumour, follow-up, and a group as far as it is known.
package struct ClinicalPatient: Hashable, Sendable {
  /// The patient's identifier.
  package let id: String
  /// The assessments by RECIST; `nil` for none.
  package var course: TumorCourse?
  /// Follow-up by end point, in days from the start.
  package var followUps: [String: SurvivalTime] = [:]
  /// The group; `nil` where none was given.
  package var group: String?
  /// P(the mutation was acquired), of those who had it acquired or before; `nil` where no call tells.
  package var acquired: Double?
  /// By end point, days from the start of follow-up to the biopsy that the call rests on, where known.
  package var known: [String: Double] = [:]

  /// Creates a patient of whom nothing is known.
  package init(id: String) { self.id = id }
}
