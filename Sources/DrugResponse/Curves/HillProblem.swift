import Glibc
import NumericalMethods

/// The residuals of a Hill curve in `(E0, E∞, ln EC50, ln h)`, some of them held fixed.
struct HillProblem: LeastSquaresProblem {
  let data: CollapsedDoses
  /// The values of what is fixed.
  let base: SIMD4<Double>
  /// The positions of the free parameters in `base`.
  let free: [Int]

  var parameterCount: Int { free.count }
  var residualCount: Int { data.means.count }

  func full(_ parameters: UnsafePointer<Double>) -> SIMD4<Double> {
    var values = base
    for (index, position) in free.enumerated() { values[position] = parameters[index] }
    return values
  }

  func residuals(
    at parameters: UnsafePointer<Double>, into residuals: UnsafeMutablePointer<Double>
  ) {
    let values = full(parameters)
    let slope = exp(values[3])
    for index in data.means.indices {
      let unaffected = 1 / (1 + exp(slope * (data.logDoses[index] - values[2])))
      let response = values[1] + (values[0] - values[1]) * unaffected
      residuals[index] = data.rootWeights[index] * (response - data.means[index])
    }
  }

  func jacobian(at parameters: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let values = full(parameters)
    var cell = 0
    for index in data.means.indices {
      let gradient =
        data.rootWeights[index] * Self.gradient(values, atLogDose: data.logDoses[index])
      for position in free {
        jacobian[cell] = gradient[position]
        cell += 1
      }
    }
  }

  /// The derivatives of the response with respect to the four parameters.
  static func gradient(_ values: SIMD4<Double>, atLogDose logDose: Double) -> SIMD4<Double> {
    let slope = exp(values[3])
    let exponent = slope * (logDose - values[2])
    let unaffected = 1 / (1 + exp(exponent))
    let change = (values[0] - values[1]) * unaffected * (1 - unaffected)
    // Far from the EC50 the change vanishes faster than the exponent grows.
    return SIMD4(
      unaffected, 1 - unaffected, change * slope, change == 0 ? 0 : -change * exponent)
  }

  /// The best `E0` and `E∞` for a position and slope, which enter linearly, and the sum of squares.
  static func linearPart(
    _ data: CollapsedDoses, logEC50: Double, slope: Double, fixedE0: Double?
  ) -> (e0: Double, eInfinity: Double, sumOfSquares: Double) {
    linearPart(
      data, powers: data.logDoses.map { exp(slope * ($0 - logEC50)) }, factor: 1, fixedE0: fixedE0)
  }

  /// The same, for powers of the doses that share a factor: `(x / EC50)^h = factor · power`.
  static func linearPart(
    _ data: CollapsedDoses, powers: [Double], factor: Double, fixedE0: Double?
  ) -> (e0: Double, eInfinity: Double, sumOfSquares: Double) {
    var (w, s, y, ss, sy, yy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    let shift = fixedE0 ?? 0
    for index in data.means.indices {
      let unaffected = 1 / (1 + factor * powers[index])
      let weight = data.rootWeights[index] * data.rootWeights[index]
      let column = fixedE0 == nil ? unaffected : 1 - unaffected
      let value = data.means[index] - shift
      w += weight
      s += weight * column
      y += weight * value
      ss += weight * column * column
      sy += weight * column * value
      yy += weight * value * value
    }
    if let fixedE0 {
      guard ss > 0 else { return (fixedE0, fixedE0, yy) }
      return (fixedE0, fixedE0 + sy / ss, max(0, yy - sy * sy / ss))
    }
    let spread = ss - s * s / w
    guard spread > 1e-12 * w else { return (y / w, y / w, max(0, yy - y * y / w)) }
    let rise = (sy - s * y / w) / spread
    let floor = (y - rise * s) / w
    return (floor + rise, floor, max(0, yy - y * y / w - rise * rise * spread))
  }
}
