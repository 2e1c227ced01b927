import TumorModel
@testable import Results

/// Rows of a cohort's tables, made by hand.
enum CohortRows {
  static func fraction(_ gene: String, _ patients: Int, className: MutationClass = .any)
    -> CohortFractionRow
  {
    var row = CohortFractionRow()
    (row.gene, row.className) = (gene, className)
    (row.patients, row.effective) = (patients, 1)
    (row.estimate, row.low, row.high) = (0.5, 0.2, 0.8)
    return row
  }

  static func gene(
    _ gene: String, _ observed: Double, expected: Double? = 1, p: Double, q: Double
  ) -> CohortGeneRow {
    var row = CohortGeneRow()
    (row.gene, row.observed, row.expected, row.p, row.q) = (gene, observed, expected, p, q)
    return row
  }

  static func pair(_ first: String, _ second: String, _ p: Double) -> CohortExclusivityRow {
    var row = CohortExclusivityRow()
    (row.geneA, row.geneB, row.both) = (first, second, 1)
    (row.classA, row.classB) = (.any, .any)
    (row.expected, row.pExclusive, row.pCooccurring) = (2.34, p, 1)
    (row.midPExclusive, row.midPCooccurring) = (p / 2, 1)
    return row
  }
}
