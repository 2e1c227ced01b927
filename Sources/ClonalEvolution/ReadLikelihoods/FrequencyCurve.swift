import NumericalMethods

/// A likelihood along a ``FrequencyAxis``, with its integrals over `ln q` from either end.
///
/// All that is read from it is a sum of the values at the points with weights that do not depend on
/// the reads. So a range's likelihood is a proper mixture, and it never falls where that of every
/// point in it rises.
struct FrequencyCurve {
  /// Values relative to ``logScale``; the greatest is 1.
  private(set) var values: [Double]
  private(set) var fromLeft: [Double]
  private(set) var fromRight: [Double]
  /// ln of what the values are relative to.
  private(set) var logScale = 0.0
  private var peak: Int32 = 0

  /// Creates a curve to be filled.
  init(points: Int) {
    values = [Double](repeating: 0, count: points)
    fromLeft = values
    fromRight = values
  }

  /// Takes ln of the values at all points.
  mutating func fill(axis: FrequencyAxis, logValues: UnsafePointer<Double>) {
    let count = values.count
    var best = -Double.infinity
    for i in 0..<count where logValues[i] > best {
      best = logValues[i]
      peak = Int32(i)
    }
    logScale = best
    values.withUnsafeMutableBufferPointer { values in
      guard let values = values.baseAddress else { return }
      LaneFunctions.exponentials(of: logValues, minus: best, count: count, into: values)
    }
    integrate(axis)
  }

  /// Takes values that are not to be scaled.
  mutating func fill(axis: FrequencyAxis, values new: [Double]) {
    values = new
    logScale = 0
    peak = 0
    for i in values.indices where values[i] > values[Int(peak)] { peak = Int32(i) }
    integrate(axis)
  }

  private mutating func integrate(_ axis: FrequencyAxis) {
    let count = values.count
    fromLeft[0] = 0
    for i in 0..<(count - 1) {
      fromLeft[i + 1] = fromLeft[i] + 0.5 * (values[i] + values[i + 1]) * axis.logSteps[i]
    }
    fromRight[count - 1] = 0
    for i in stride(from: count - 2, through: 0, by: -1) {
      fromRight[i] = fromRight[i + 1] + 0.5 * (values[i] + values[i + 1]) * axis.logSteps[i]
    }
  }

  /// The value at a place.
  @inline(__always)
  func value(_ place: FrequencyAxis.Place) -> Double {
    let i = Int(place.index)
    return values[i] + Double(place.fraction) * (values[i + 1] - values[i])
  }

  /// The integral over `ln q` between two places.
  @inline(__always)
  func integral(_ low: FrequencyAxis.Place, _ high: FrequencyAxis.Place) -> Double {
    let (i, j) = (Int(low.index), Int(high.index))
    // From the side that has no peak between, so that no digits cancel.
    if high.index < peak {
      let b = fromLeft[j] + Double(high.fraction) * (fromLeft[j + 1] - fromLeft[j])
      return b - (fromLeft[i] + Double(low.fraction) * (fromLeft[i + 1] - fromLeft[i]))
    }
    if low.index >= peak {
      let a = fromRight[i] + Double(low.fraction) * (fromRight[i + 1] - fromRight[i])
      return a - (fromRight[j] + Double(high.fraction) * (fromRight[j + 1] - fromRight[j]))
    }
    let a = fromLeft[i] + Double(low.fraction) * (fromLeft[i + 1] - fromLeft[i])
    let b = fromRight[j] + Double(high.fraction) * (fromRight[j + 1] - fromRight[j])
    return fromLeft[values.count - 1] - a - b
  }
}
