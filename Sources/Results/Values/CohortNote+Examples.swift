import CohortStatistics

extension CohortNote {
  /// One note of each kind, for the documentation and for tests.
  public static let examples: [CohortNote] = [
    .betaPrior(1, 1), .binned(0.05), .noAssessablePatient, .noDefiniteCall, .changedFor(3, of: 10),
    .noneMissing, .missing(3, lowest: 0.2, highest: 0.6), .notMutated("GENE"), .forcedOverlap(2),
    .undefined(.marginsDiffer), .noCompleteStratum, .separated,
  ]
}
