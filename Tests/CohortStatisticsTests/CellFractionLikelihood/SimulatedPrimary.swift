import CohortStatistics
import Foundation
import NumericalMethods
import _TestSupport

/// Reads of a primary tumour of two copies, and the curve that a caller would make of them.
enum SimulatedPrimary {
  static let errorRate = 1e-3

  static func alleleFraction(_ fraction: Double, _ purity: Double, error: Double = errorRate)
    -> Double
  { error + (1 - 2 * error) * purity * fraction / 2 }

  /// The curve of counts; `floor` is the least log-likelihood relative to the largest.
  static func curve(
    _ k: Int, of n: Int, purity: Double, error: Double = errorRate, floor: Double = -1e9,
    grid: CellFractionGrid = .standard
  ) throws -> CellFractionCurve {
    if n == 0 { return .flat(grid) }
    let logs = grid.points.map { fraction -> Double in
      let f = alleleFraction(fraction, purity, error: error)
      return Double(k) * log(f) + Double(n - k) * log1p(-f)
    }
    let largest = logs.max() ?? 0
    return try CellFractionCurve(logLikelihoods: logs.map { max($0 - largest, floor) }, grid: grid)
  }

  /// The cohort of a reference case.
  static func curves(of row: CohortReference.Case) throws -> CellFractionCurves {
    var curves = CellFractionCurves()
    for (reads, weight) in zip(row.patients, row.weights) {
      try curves.add(
        curve(reads.k, of: reads.n, purity: reads.purity, error: reads.eps, floor: -270),
        weight: weight)
    }
    return curves
  }
}
