import Glibc

extension HillFit {
  /// The same fit for responses multiplied by a factor.
  func scaled(by factor: Double, options: CurveOptions) -> HillFit {
    let units = SIMD4(factor, factor, 1, 1)
    return HillFit(
      curve: HillCurve(
        e0: factor * curve.e0, eInfinity: factor * curve.eInfinity, ec50: curve.ec50,
        slope: curve.slope),
      fixed: fixed, sumOfSquares: factor * factor * sumOfSquares,
      constantSumOfSquares: factor * factor * constantSumOfSquares, points: points, doses: doses,
      options: options, converged: converged,
      covariance: covariance.enumerated().map { units[$0] * units * $1 },
      data: data.scaled(by: factor),
      residualStandardDeviation: factor * residualStandardDeviation)
  }
}

extension FlatResponse {
  /// The same response multiplied by a factor.
  func scaled(by factor: Double) -> FlatResponse {
    FlatResponse(
      mean: Estimate(
        value: factor * mean.value, lower: factor * mean.lower, upper: factor * mean.upper),
      points: points, doses: doses, bicDifference: bicDifference)
  }
}

extension HillFitter {
  /// A power of two near the largest response, by which raw counts and signals are divided before a fit,
  /// so that the solver's criteria mean the same in every unit; exact, since only exponents change.
  static func scale(_ points: [DosePoint]) -> Double {
    scale(largest: points.reduce(0) { max($0, abs($1.response)) })
  }

  /// The same for the largest response.
  static func scale(largest: Double) -> Double {
    guard largest.isFinite, largest > 0 else { return 1 }
    return (1e-2...1e2).contains(largest) ? 1 : exp2(Double(largest.exponent))
  }

  /// The points in units of a scale, and a fitter for them.
  func rescaled(_ points: [DosePoint], by scale: Double) -> (HillFitter, [DosePoint]) {
    var options = options
    options.fixedE0 = options.fixedE0.map { $0 / scale }
    return (
      HillFitter(options: options),
      points.map { DosePoint(dose: $0.dose, response: $0.response / scale) }
    )
  }
}

extension DoseQuestion {
  /// The same question for responses multiplied by a factor.
  func scaled(by factor: Double) -> DoseQuestion {
    switch self {
    case .relativeIC50: self
    case .absolute(let level): .absolute(level: factor * level)
    }
  }
}
