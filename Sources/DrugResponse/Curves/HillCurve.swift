import Glibc

/// A log-logistic curve with four parameters, also known as the Hill equation.
///
/// ```
/// E(x) = E∞ + (E0 - E∞) / (1 + (x / EC50)^h),  E(0) = E0
/// ```
/// The parameters are those of the review of C. Ritz and others, *PLoS ONE* 10, e0146021 (2015),
/// doi:10.1371/journal.pone.0146021, with `h` positive and `E∞` on either side of `E0`.
public struct HillCurve: Hashable, Sendable {
  /// The response without drug, `E0`.
  public let e0: Double
  /// The response far above the EC50, `E∞`.
  public let eInfinity: Double
  /// The dose half-way between both, above 0, in the unit of the doses.
  public let ec50: Double
  /// The slope `h`, above 0.
  public let slope: Double

  /// Creates a curve.
  ///
  /// - Parameters:
  ///   - e0: The response without drug.
  ///   - eInfinity: The response far above the EC50.
  ///   - ec50: Above 0; anything else traps.
  ///   - slope: Above 0; anything else traps.
  public init(e0: Double, eInfinity: Double, ec50: Double, slope: Double) {
    precondition(ec50 > 0 && slope > 0, "an EC50 and a slope above 0")
    self.e0 = e0
    self.eInfinity = eInfinity
    self.ec50 = ec50
    self.slope = slope
  }

  /// The response at a dose of at least 0.
  public func response(at dose: Double) -> Double {
    eInfinity + (e0 - eInfinity) * unaffected(at: dose)
  }

  /// The share of the effect that is still absent, `1 / (1 + (x / EC50)^h)`.
  public func unaffected(at dose: Double) -> Double {
    dose <= 0 ? 1 : 1 / (1 + exp(slope * log(dose / ec50)))
  }

  /// The dose with a response, `EC50 ((E0 - t) / (t - E∞))^(1/h)`, or `nil` where none has it.
  ///
  /// - Parameter response: The response `t`; defined strictly between `E0` and `E∞`.
  public func dose(forResponse response: Double) -> Double? {
    let odds = (e0 - response) / (response - eInfinity)
    guard odds > 0, odds.isFinite else { return nil }
    return ec50 * exp(log(odds) / slope)
  }

  /// The mean response over a range of doses on a logarithmic axis: the area under the curve divided
  /// by the width of the range.
  ///
  /// ```
  /// E0 + (E∞ - E0) / (h ln(x2 / x1)) · ln((EC50^h + x2^h) / (EC50^h + x1^h))
  /// ```
  /// - Parameter doses: A range that starts above 0 and has some width; anything else traps.
  public func meanResponse(over doses: ClosedRange<Double>) -> Double {
    precondition(doses.lowerBound > 0 && doses.upperBound > doses.lowerBound, "a range of doses")
    return e0 + (eInfinity - e0) * meanAffected(over: doses)
  }

  /// The mean of `1 - unaffected` over a range of doses on a logarithmic axis.
  func meanAffected(over doses: ClosedRange<Double>) -> Double {
    let (low, high) = (log(doses.lowerBound), log(doses.upperBound))
    let center = log(ec50)
    let rise = softplus(slope * (high - center)) - softplus(slope * (low - center))
    return rise / (slope * (high - low))
  }
}

/// `ln(1 + e^u)` without overflow.
func softplus(_ u: Double) -> Double { u > 0 ? u + log1p(exp(-u)) : log1p(exp(u)) }
