/// The outcome of one patient for one gene.
public enum CohortOutcome: String, Hashable, Sendable, CaseIterable {
  /// At least one mutation of the gene is new, and none of those present later was present before.
  ///
  /// Another one may be lost.
  case acquired
  /// At least one mutation of the gene was present before and still is.
  case preexisting
  /// The reads do not decide.
  case indeterminate
  /// The gene's mutations were present before and are gone.
  case lost
  /// The reads that were seen are artefacts: the mutation is in neither sample.
  case artefact
  /// No comparison is informative.
  case notAssessable = "not_assessable"
}
