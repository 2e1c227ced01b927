import Glibc

/// The posterior of a cancer cell fraction: exactly 0 and exactly 1 with a probability each, and points
/// between that stand for their surroundings.
struct CloneDistribution {
  /// Fractions, rising, with their probabilities.
  private var values: [Double]
  private var masses: [Double]
  private let exact: (absent: Double, clonal: Double)
  private let leastTold: Double

  /// Takes ln of the likelihood at the nodes of a grid.
  ///
  /// - Parameters:
  ///   - logs: As many as nodes.
  ///   - fractions: The grid.
  ///   - deviation: The standard deviation of the ln of a factor that all fractions of the sample share:
  ///     1 / purity.
  ///   - leastTold: The fraction below which the sample may as well have no cell.
  init(
    _ logs: UnsafePointer<Double>, _ fractions: CloneFractions, deviation: Double = 0,
    leastTold: Double = 0
  ) {
    self.leastTold = leastTold
    values = fractions.points
    masses = [Double](unsafeUninitializedCapacity: values.count) { room, count in
      count = fractions.points.count
      guard let room = room.baseAddress else { return }
      fractions.posterior(logs, into: room)
    }
    let last = values.count - 1
    var untold = 0.0
    for index in 0..<last where values[index] <= leastTold { untold += masses[index] }
    exact = (min(1, untold), masses[last])
    guard deviation > 1e-4 else { return }
    var all: [(value: Double, mass: Double)] = [(0, masses[0]), (1, masses[last])]
    let kept = (1..<last).filter { masses[$0] > 1e-9 }
    all.reserveCapacity(2 + kept.count * Self.normal.count)
    // Runs that rise, which are soon merged.
    for (z, share) in Self.normal {
      let factor = exp(deviation * z)
      for index in kept { all.append((min(1, values[index] * factor), masses[index] * share)) }
    }
    all.sort { $0.value < $1.value }
    values = all.map(\.value)
    masses = all.map(\.mass)
  }

  /// A standard normal variable at some points.
  static let normal: [(z: Double, share: Double)] = {
    let values = (-8...8).map { z -> (z: Double, share: Double) in
      (0.35 * Double(z), exp(-0.5 * 0.35 * 0.35 * Double(z * z)))
    }
    let total = values.reduce(0) { $0 + $1.share }
    return values.map { ($0.z, $0.share / total) }
  }()

  /// The fraction below which a part of the posterior lies.
  private func quantile(_ part: Double) -> Double {
    values.withUnsafeBufferPointer { values in
      masses.withUnsafeBufferPointer { masses in
        var sum = 0.0
        for index in values.indices {
          let next = sum + masses[index]
          if next >= part {
            // Within a point's surroundings as if its mass were even, up to the exact ends.
            guard index > 0, index < values.count - 1, masses[index] > 0, values[index] < 1 else {
              return values[index]
            }
            let before = 0.5 * (values[index - 1] + values[index])
            let after = min(1, 0.5 * (values[index] + values[index + 1]))
            return before + (part - sum) / masses[index] * (after - before)
          }
          sum = next
        }
        return values.last ?? 1
      }
    }
  }

  /// What is reported of it.
  var summary: CloneFraction {
    var (mean, square) = (0.0, 0.0)
    for (value, mass) in zip(values, masses) {
      mean += value * mass
      square += value * value * mass
    }
    let low = quantile(0.05)
    return CloneFraction(
      median: quantile(0.5), low: low < leastTold ? 0 : low, high: quantile(0.95), mean: mean,
      deviation: max(0, square - mean * mean).squareRoot(), absent: exact.absent,
      clonal: exact.clonal)
  }
}
