import CohortStatistics

extension CohortNote {
  /// One note of each kind, for the documentation and for tests.
  public static let examples: [CohortNote] = [
    .notMutated("GENE"), .forcedOverlap(2), .undefined(.marginsDiffer), .oneSided,
    .notProfiledTogether,
  ]
}
