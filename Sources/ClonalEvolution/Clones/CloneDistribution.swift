import Glibc
import NumericalMethods

/// The posterior of a cancer cell fraction between the points of a grid: exactly 0 and exactly 1 with a
/// probability each, and a density between that is smooth in `√c`.
struct CloneDistribution {
  /// Fractions, rising, with their probabilities.
  private var values: [Double] = []
  private var masses: [Double] = []
  private let absent: Double
  private let clonal: Double

  /// Pieces that a step of the grid is cut into.
  private static let pieces = 6

  /// Takes ln of the posterior at the points of a grid.
  ///
  /// - Parameters:
  ///   - logs: As many as fractions.
  ///   - fractions: The grid.
  ///   - deviation: The standard deviation of the ln of a factor that all fractions of the sample share:
  ///     1 / purity.
  init(_ logs: UnsafePointer<Double>, _ fractions: CloneFractions, deviation: Double = 0) {
    let inner = fractions.count - 2
    let last = fractions.count - 1
    var best = max(logs[0], logs[last])
    for g in 1...inner { best = max(best, logs[g]) }
    let roots = (0..<inner).map { fractions.values[$0 + 1].squareRoot() }
    let step = fractions.rootStep
    // Catmull–Rom splines through the logarithms, which lose nothing where many mutations make a peak
    // narrower than a step.
    var (points, weights): ([Double], [Double]) = ([], [])
    points.reserveCapacity(inner * Self.pieces)
    weights.reserveCapacity(inner * Self.pieces)
    let count = Double(Self.pieces)
    for i in 0..<inner {
      let p = (
        logs[max(i, 1)], logs[i + 1], logs[min(i + 2, inner)], logs[min(i + 3, inner)]
      )
      if max(p.1, p.2) - best < -60 { continue }
      for piece in 0..<Self.pieces {
        let x = Double(piece) / count
        let value =
          p.1 + 0.5 * x
          * (p.2 - p.0 + x * (2 * p.0 - 5 * p.1 + 4 * p.2 - p.3 + x * (3 * (p.1 - p.2) + p.3 - p.0)))
        let root = roots[i] + x * step
        points.append(root * root)
        weights.append(exp(value - best) / count)
      }
    }
    let ends = (exp(logs[0] - best), exp(logs[last] - best))
    let total = ends.0 + ends.1 + weights.reduce(0, +)
    (absent, clonal) = (ends.0 / total, ends.1 / total)
    let inverse = 1 / total
    guard deviation > 1e-4 else {
      values = [0] + points + [1]
      masses = [absent] + weights.map { $0 * inverse } + [clonal]
      return
    }
    var all: [(value: Double, mass: Double)] = [(0, absent), (1, clonal)]
    for (z, share) in Self.normal {
      let factor = exp(deviation * z)
      for (point, weight) in zip(points, weights) {
        all.append((min(1, point * factor), weight * inverse * share))
      }
    }
    all.sort { $0.value < $1.value }
    values = all.map(\.value)
    masses = all.map(\.mass)
  }

  /// A standard normal variable at seven points.
  private static let normal: [(Double, Double)] = [
    (-2.4, 0.018), (-1.6, 0.089), (-0.8, 0.233), (0, 0.32), (0.8, 0.233), (1.6, 0.089), (2.4, 0.018),
  ]

  /// The fraction below which a part of the posterior lies.
  func quantile(_ part: Double) -> Double {
    var sum = 0.0
    for index in values.indices {
      let next = sum + masses[index]
      if next >= part {
        // Within a piece as if its mass were even, up to the exact ends.
        guard index > 0, index < values.count - 1, masses[index] > 0, values[index] < 1 else {
          return values[index]
        }
        let share = (part - sum) / masses[index]
        let before = 0.5 * (values[index - 1] + values[index])
        let after = min(1, 0.5 * (values[index] + values[index + 1]))
        return before + share * (after - before)
      }
      sum = next
    }
    return values.last ?? 1
  }

  /// What is reported of it.
  var summary: CloneFraction {
    CloneFraction(
      median: quantile(0.5), low: quantile(0.05), high: quantile(0.95), absent: absent,
      clonal: clonal)
  }
}
