import Glibc

extension HillFit {
  /// The response without drug, with a t interval.
  public func e0(level: Double = 0.95) -> Estimate {
    estimate(curve.e0, SIMD4(1, 0, 0, 0), level)
  }

  /// The response far above the EC50, with a t interval.
  public func eInfinity(level: Double = 0.95) -> Estimate {
    estimate(curve.eInfinity, SIMD4(0, 1, 0, 0), level)
  }

  /// The slope, with a t interval on the logarithmic scale.
  public func slope(level: Double = 0.95) -> Estimate {
    let half = critical(level) * standardErrors.logSlope
    let center = log(curve.slope)
    return Estimate(
      value: curve.slope, lower: exp(center - half), upper: exp(center + half))
  }

  /// The response at a dose, with a t interval for the curve (not for a further well).
  public func response(at dose: Double, level: Double = 0.95) -> Estimate {
    let logDose = dose > 0 ? log(dose) : CollapsedDoses.logOfZero
    return estimate(
      curve.response(at: dose), HillProblem.gradient(values, atLogDose: logDose), level)
  }

  /// The largest effect observed: the fitted response at the highest dose tested, Emax.
  public func maximumEffect(level: Double = 0.95) -> Estimate {
    response(at: doses.upperBound, level: level)
  }

  /// The mean response over the doses tested on a logarithmic axis, with a t interval: the area under
  /// the curve divided by its width.
  ///
  /// - Parameters:
  ///   - range: The doses; by default those tested. Give one range to all curves to be compared.
  ///   - level: The level of confidence.
  public func meanResponse(
    over range: ClosedRange<Double>? = nil, level: Double = 0.95
  ) -> Estimate {
    let range = range ?? doses
    let (low, high) = (log(range.lowerBound), log(range.upperBound))
    let share = curve.meanAffected(over: range)
    let (first, last) = (
      curve.unaffected(at: range.lowerBound), curve.unaffected(at: range.upperBound)
    )
    let rise = curve.eInfinity - curve.e0
    // With S(u) = ln(1 + e^u) and S' = 1 - unaffected, the share is (S(u2) - S(u1)) / (h w).
    let width = high - low
    let byPosition = -rise * (first - last) / width
    let center = log(curve.ec50)
    let bySlope =
      rise
      * (((1 - last) * (high - center) - (1 - first) * (low - center)) / width - share)
    return estimate(
      curve.meanResponse(over: range), SIMD4(1 - share, share, byPosition, bySlope), level)
  }
}
