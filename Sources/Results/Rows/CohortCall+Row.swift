public import CohortStatistics

extension CohortCall {
  /// Takes what a cohort needs of a row of `origins.tsv`.
  public init(_ row: OriginRow) {
    self.init(
      label: row.call, reason: row.reason, log10BayesFactor: row.log10BayesFactorAbsent,
      acquired: row.acquired, subclonal: row.preexistingSubclonal, clonal: row.preexistingClonal,
      detectionPower: row.earlier.detectionPower, aboveThreshold: row.earlierAboveThreshold)
  }
}
