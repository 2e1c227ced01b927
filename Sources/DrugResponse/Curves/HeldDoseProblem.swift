import Glibc
import NumericalMethods

/// The residuals of a Hill curve whose dose of interest is held at a value.
///
/// With the position held, the parameters are `(E0, E∞, ln h)`. With the dose of a response `t` held,
/// they are `(a, b, ln h)` in `E0 = t ± eᵃ`, `E∞ = t ∓ eᵇ`, which keeps `t` strictly between both.
struct HeldDoseProblem: LeastSquaresProblem {
  let data: CollapsedDoses
  let question: DoseQuestion
  /// The logarithm of the dose held.
  var logDose: Double
  /// Whether the response falls with the dose.
  let falls: Bool
  /// Whether the response without drug is free; otherwise it has the value given.
  let fixedE0: Double?

  var parameterCount: Int { fixedE0 == nil ? 3 : 2 }
  var residualCount: Int { data.means.count }

  /// `(E0, E∞, shift of the exponent, ln h)`.
  private func curve(_ parameters: UnsafePointer<Double>) -> (SIMD4<Double>) {
    let offset = fixedE0 == nil ? 1 : 0
    let (first, second, logSlope) = (
      fixedE0 == nil ? parameters[0] : 0, parameters[offset], parameters[offset + 1]
    )
    switch question {
    case .relativeIC50: return SIMD4(fixedE0 ?? first, second, 0, logSlope)
    case .absolute(let level):
      let sign: Double = falls ? 1 : -1
      let e0 = fixedE0 ?? (level + sign * exp(first))
      let upper = fixedE0.map { log(abs($0 - level)) } ?? first
      return SIMD4(e0, level - sign * exp(second), upper - second, logSlope)
    }
  }

  func residuals(
    at parameters: UnsafePointer<Double>, into residuals: UnsafeMutablePointer<Double>
  ) {
    let curve = curve(parameters)
    let slope = exp(curve[3])
    for index in data.means.indices {
      let unaffected = 1 / (1 + exp(slope * (data.logDoses[index] - logDose) + curve[2]))
      residuals[index] =
        data.rootWeights[index]
        * (curve[1] + (curve[0] - curve[1]) * unaffected - data.means[index])
    }
  }

  func jacobian(at parameters: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let curve = curve(parameters)
    let slope = exp(curve[3])
    var cell = 0
    var (byE0, byInfinity, shifts) = (1.0, 1.0, 0.0)
    if case .absolute(let level) = question {
      (byE0, byInfinity, shifts) = (curve[0] - level, curve[1] - level, 1)
    }
    for index in data.means.indices {
      let weight = data.rootWeights[index]
      let reach = slope * (data.logDoses[index] - logDose)
      let unaffected = 1 / (1 + exp(reach + curve[2]))
      let change = -(curve[0] - curve[1]) * unaffected * (1 - unaffected)
      if fixedE0 == nil {
        jacobian[cell] = weight * (byE0 * unaffected + shifts * change)
        cell += 1
      }
      jacobian[cell] = weight * (byInfinity * (1 - unaffected) - shifts * change)
      jacobian[cell + 1] = change == 0 ? 0 : weight * change * reach
      cell += 2
    }
  }

  /// The parameters of a curve.
  func start(from curve: HillCurve) -> [Double] {
    let pair: [Double]
    switch question {
    case .relativeIC50: pair = [curve.e0, curve.eInfinity]
    case .absolute(let level):
      pair = [
        log(max(abs(curve.e0 - level), 1e-9)), log(max(abs(level - curve.eInfinity), 1e-9)),
      ]
    }
    return (fixedE0 == nil ? pair : [pair[1]]) + [log(curve.slope)]
  }
}
