import Glibc
import NumericalMethods

/// The residuals of a surface in the four responses and the logarithms of the other terms.
struct MuSyCProblem: LeastSquaresProblem {
  /// The logarithms of the doses.
  let logA: [Double]
  let logB: [Double]
  let means: [Double]
  let rootWeights: [Double]
  /// 10 without cooperativity, 12 with it.
  let parameterCount: Int

  var residualCount: Int { means.count }

  init(_ board: Checkerboard, fitsCooperativity: Bool) {
    func logarithm(_ dose: Double) -> Double { dose > 0 ? log(dose) : CollapsedDoses.logOfZero }
    logA = board.cells.map { logarithm($0.doseA) }
    logB = board.cells.map { logarithm($0.doseB) }
    means = board.cells.map(\.response)
    rootWeights = board.cells.map { Double($0.wells).squareRoot() }
    parameterCount = fitsCooperativity ? 12 : 10
  }

  /// The response and its derivatives.
  struct Value {
    var response: Double
    var gradient: SIMD16<Double>
  }

  /// The response at one pair of doses, without derivatives for what is not needed.
  static func evaluate(_ values: [Double], logA: Double, logB: Double) -> Value {
    values.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return Value(response: .nan, gradient: .zero) }
      return evaluate(start, count: values.count, logA, logB)
    }
  }

  /// Powers of doses are kept below e^200, so that products of three of them are finite.
  private static func power(_ exponent: Double) -> Double { exp(min(exponent, 200)) }

  static func evaluate(
    _ p: UnsafePointer<Double>, count: Int, _ logA: Double, _ logB: Double
  ) -> Value {
    let (slopeA, slopeB) = (exp(p[6]), exp(p[7]))
    let (gammaA, gammaB) = count == 12 ? (exp(p[10]), exp(p[11])) : (1, 1)
    // Exponents, and those with the other drug present.
    let (reachA, reachB) = (slopeA * (logA - p[4]), slopeB * (logB - p[5]))
    let reachA2 = gammaA * slopeA * (logA - p[4] + p[8])
    let reachB2 = gammaB * slopeB * (logB - p[5] + p[9])
    let (x, y) = (power(reachA), power(reachB))
    let (x2, y2) = (power(reachA2), power(reachB2))
    let n0 = 2 + x2 + y2
    let nA = 2 * x + x2 * (x + y)
    let nB = 2 * y + y2 * (x + y)
    let nAB = x * y2 + y * x2 + x2 * y2 * (x + y)
    let total = n0 + nA + nB + nAB
    let response = (n0 * p[0] + nA * p[1] + nB * p[2] + nAB * p[3]) / total
    let (d0, dA, dB, dAB) = (
      p[0] - response, p[1] - response, p[2] - response, p[3] - response
    )
    let byX = ((2 + x2) * dA + y2 * dB + (y2 + x2 * y2) * dAB) / total
    let byY = (x2 * dA + (2 + y2) * dB + (x2 + x2 * y2) * dAB) / total
    let byX2 = (d0 + (x + y) * dA + (y + y2 * (x + y)) * dAB) / total
    let byY2 = (d0 + (x + y) * dB + (x + x2 * (x + y)) * dAB) / total
    let (tX, tY, tX2, tY2) = (byX * x, byY * y, byX2 * x2, byY2 * y2)
    // A power of 0 has no derivative, however far below the exponent is.
    func product(_ term: Double, _ exponent: Double) -> Double { term == 0 ? 0 : term * exponent }
    var gradient = SIMD16<Double>.zero
    (gradient[0], gradient[1], gradient[2], gradient[3]) = (
      n0 / total, nA / total, nB / total, nAB / total
    )
    gradient[4] = -slopeA * (tX + gammaA * tX2)
    gradient[5] = -slopeB * (tY + gammaB * tY2)
    gradient[6] = product(tX, reachA) + product(tX2, reachA2)
    gradient[7] = product(tY, reachB) + product(tY2, reachB2)
    gradient[8] = slopeA * gammaA * tX2
    gradient[9] = slopeB * gammaB * tY2
    if count == 12 {
      gradient[10] = product(tX2, reachA2)
      gradient[11] = product(tY2, reachB2)
    }
    return Value(response: response, gradient: gradient)
  }

  func residuals(
    at parameters: UnsafePointer<Double>, into residuals: UnsafeMutablePointer<Double>
  ) {
    for index in means.indices {
      let value = Self.evaluate(parameters, count: parameterCount, logA[index], logB[index])
      residuals[index] = rootWeights[index] * (value.response - means[index])
    }
  }

  func jacobian(at parameters: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    var cell = 0
    for index in means.indices {
      let value = Self.evaluate(parameters, count: parameterCount, logA[index], logB[index])
      for column in 0..<parameterCount {
        jacobian[cell] = rootWeights[index] * value.gradient[column]
        cell += 1
      }
    }
  }
}
