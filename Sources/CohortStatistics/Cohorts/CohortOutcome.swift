/// What a cohort says of one patient and one gene.
public enum CohortOutcome: String, Hashable, Sendable, CaseIterable {
  /// No mutation of the gene that is there later was there before, and at least one is new.
  ///
  /// Another one may be lost.
  case acquired
  /// At least one mutation of the gene was there before and still is.
  case preexisting
  /// The reads cannot tell.
  case indeterminate
  /// The gene's mutations were there before and are gone.
  case lost
  /// What was seen is in neither sample.
  case artefact
  /// No comparison says anything.
  case notAssessable = "not_assessable"
}
