package import CohortStatistics
package import DrugResponse

/// One patient under treatment: the course of the tumour, follow-up, and a group as far as it is known.
package struct ClinicalPatient: Hashable, Sendable {
  /// The time to an end point.
  package struct FollowUp: Hashable, Sendable {
    /// Days from the start.
    package var time: SurvivalTime
    /// The day on which time starts, from diagnosis as the days of samples; `nil` where it is not known.
    package var origin: Double?

    /// Creates a follow-up.
    package init(_ days: Double, isEvent: Bool, origin: Double?) {
      time = SurvivalTime(time: days, isEvent: isEvent)
      self.origin = origin
    }
  }

  /// How far it is known where the mutation of a gene came from.
  package struct Origin: Hashable, Sendable {
    /// P(the mutation was acquired), of those who had it acquired or before.
    package var acquired: Double
    /// The day of the later biopsy, from diagnosis; `nil` where it is not known.
    package var told: Double?
  }

  /// Whether a gene is mutated.
  package struct Mutation: Hashable, Sendable {
    /// Whether a sample shows a mutation.
    package var isMutated: Bool
    /// The day of the first sample that shows one, from diagnosis.
    package var shown: Double?
    /// The day of the first sample that was looked at before, and shows none.
    package var notSeen: Double?
    /// The day of the last sample of the patient in the results, up to which nobody could die; `nil` where no
    /// day is known.
    package var last: Double?
    /// Whether the day of each sample is known, so that none may be later.
    package var areDated: Bool
  }

  /// The patient's identifier.
  package let id: String
  /// The assessments by RECIST; `nil` for none.
  package var course: TumorCourse?
  /// The day on which treatment began, from diagnosis; `nil` where it is not known.
  package var treatmentStart: Double?
  /// Follow-up by end point.
  package var followUps: [String: FollowUp] = [:]
  /// The group; `nil` where none is recorded.
  package var group: String?
  /// The origin of the mutation; `nil` where no call tells.
  package var origin: Origin?
  /// Whether the gene is mutated; `nil` where nobody looked.
  package var mutation: Mutation?

  /// Creates a patient of whom nothing is known.
  package init(id: String) { self.id = id }
}
