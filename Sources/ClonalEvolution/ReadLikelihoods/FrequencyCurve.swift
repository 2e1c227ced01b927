import NumericalMethods

/// A likelihood along a ``FrequencyAxis``, with its integrals over `ln q` from either end.
///
/// All that is read from it is a sum of the values at the points with weights that do not depend on
/// the reads. So a range's likelihood is a proper mixture, and it never falls where that of every
/// point in it rises.
struct FrequencyCurve {
  /// Values relative to ``logScale``; the greatest is 1.
  private(set) var values: [Double]
  /// The integral from the left up to each point up to the peak, then, one place further on, the negative
  /// integral from the right down to each point from the peak on: so that no digits cancel.
  private var integrals: [Double]
  private var whole = 0.0
  /// ln of what the values are relative to.
  private(set) var logScale = 0.0
  private var peak = 0

  /// Creates a curve to be filled.
  init(points: Int) {
    values = [Double](repeating: 0, count: points)
    integrals = [Double](repeating: 0, count: points + 1)
  }

  /// Takes ln of the values at all points.
  ///
  /// - Parameter isIntegrated: Whether integrals are asked for.
  mutating func fill(
    axis: FrequencyAxis, logValues: UnsafePointer<Double>, isIntegrated: Bool = true
  ) {
    let count = values.count
    var best = -Double.infinity
    for i in 0..<count where logValues[i] > best {
      best = logValues[i]
      peak = i
    }
    logScale = best
    values.withUnsafeMutableBufferPointer { values in
      guard let values = values.baseAddress else { return }
      LaneFunctions.exponentials(of: logValues, minus: best, count: count, into: values)
    }
    if isIntegrated { integrate(axis) }
  }

  /// Takes values that are not to be scaled.
  mutating func fill(axis: FrequencyAxis, values new: [Double]) {
    values = new
    logScale = 0
    peak = 0
    for i in values.indices where values[i] > values[peak] { peak = i }
    integrate(axis)
  }

  private mutating func integrate(_ axis: FrequencyAxis) {
    values.withUnsafeBufferPointer { values in
      axis.logSteps.withUnsafeBufferPointer { steps in
        integrals.withUnsafeMutableBufferPointer { integrals in
          guard let start = values.baseAddress, let steps = steps.baseAddress,
            let integrals = integrals.baseAddress
          else { return }
          whole = LaneKernels.integrals(
            of: start, steps: steps, count: values.count, peak: peak, into: integrals)
        }
      }
    }
  }

  /// Writes for each node of a grid the sums over its copy numbers of the integrals over `ln q` between
  /// the ends of the ranges of fractions, eight numbers a node of which the last is of no use.
  func writeRanges(_ places: RangePlaces, into sums: UnsafeMutablePointer<Double>) {
    if places.isEmpty { return sums.update(repeating: 0, count: 8 * places.nodes) }
    integrals.withUnsafeBufferPointer { integrals in
      places.read { indices, fractions, weights, ends in
        guard let integrals = integrals.baseAddress else { return }
        LaneKernels.rangeIntegrals(
          integrals, whole: whole, peak: peak, indices: indices, fractions: fractions,
          weights: weights, ends: ends, nodes: places.nodes, into: sums)
      }
    }
  }

  /// Writes for each node of a grid the sum of the values at its places.
  func writeValues(_ places: RangePlaces, into sums: UnsafeMutablePointer<Double>) {
    if places.isEmpty { return sums.update(repeating: 0, count: places.nodes) }
    values.withUnsafeBufferPointer { values in
      places.read { indices, fractions, weights, ends in
        guard let values = values.baseAddress else { return }
        LaneKernels.placeSums(
          values, indices: indices, fractions: fractions, weights: weights, ends: ends,
          nodes: places.nodes, into: sums)
      }
    }
  }

  /// The value at a place.
  @inline(__always)
  func value(_ place: FrequencyAxis.Place) -> Double {
    let i = Int(place.index)
    return values[i] + Double(place.fraction) * (values[i + 1] - values[i])
  }
}
