import CGSL

/// The beta distribution on `0...1`.
///
/// ```
/// f(x) = x^(α - 1) (1 - x)^(β - 1) / B(α, β)
/// ```
public struct BetaDistribution: Hashable, Sendable {
  /// The weight of 1, above 0.
  public let alpha: Double
  /// The weight of 0, above 0.
  public let beta: Double

  /// Creates a distribution.
  ///
  /// - Parameters:
  ///   - alpha: Above 0 and finite; anything else traps.
  ///   - beta: Above 0 and finite; anything else traps.
  public init(alpha: Double, beta: Double) {
    precondition(alpha > 0 && alpha.isFinite && beta > 0 && beta.isFinite, "alpha and beta above 0")
    self.alpha = alpha
    self.beta = beta
  }

  /// The mean, `α / (α + β)`.
  public var mean: Double { alpha / (alpha + beta) }

  /// The variance, `α β / ((α + β)² (α + β + 1))`.
  public var variance: Double { mean * (beta / (alpha + beta)) / (alpha + beta + 1) }

  /// The logarithm of the density, in nats; minus infinity outside `0...1`.
  ///
  /// Infinite at an end whose weight is below 1.
  public func logDensity(at x: Double) -> Double {
    guard x >= 0, x <= 1 else { return -.infinity }
    var result = -SpecialFunctions.logBeta(alpha, beta)
    if alpha != 1 { result += (alpha - 1) * log(x) }
    if beta != 1 { result += (beta - 1) * log1p(-x) }
    return result
  }

  /// The probability of a value at most `x`, `P(X ≤ x)`, the regularised incomplete beta function.
  public func cumulativeProbability(upTo x: Double) -> Double {
    precondition(GSLRuntime.isPrepared)
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let value = gsl_cdf_beta_P(x, alpha, beta)
    // The library gives up near the mean of very narrow distributions.
    return value.isFinite ? value : incompleteBeta(x, alpha, beta).lower
  }

  /// The probability of a value above `x`, `P(X > x)`, computed as such.
  public func upperTailProbability(above x: Double) -> Double {
    precondition(GSLRuntime.isPrepared)
    if x <= 0 { return 1 }
    if x >= 1 { return 0 }
    let value = gsl_cdf_beta_Q(x, alpha, beta)
    return value.isFinite ? value : incompleteBeta(x, alpha, beta).upper
  }

  /// The value `x` with `P(X ≤ x) = level`.
  ///
  /// The library's inverse fails on ordinary counts (31 alternate reads of 1,000 at 97.5 %), so its
  /// answer is kept only when it is finite and gives the level back within 1e-9 of probability.
  /// Otherwise the level is bracketed by bisection, in `ln x` when `alpha` is below 0.1.
  ///
  /// - Parameter level: In `0...1`; anything else traps.
  public func quantile(at level: Double) -> Double {
    precondition(GSLRuntime.isPrepared)
    precondition(level >= 0 && level <= 1, "a level within 0...1")
    if level == 0 { return 0 }
    if level == 1 { return 1 }
    let direct = gsl_cdf_beta_Pinv(level, alpha, beta)
    if direct > 0, direct < 1,
      abs(cumulativeProbability(upTo: direct) - level) < quantileTolerance(level)
    {
      return direct
    }
    return bisectedQuantile(at: level)
  }

  /// Draws a value.
  public func sample(using source: RandomSource) -> Double {
    source.beta(alpha, beta)
  }

  /// 1e-9, and less for levels near 0 and 1, where it would be most of the tail.
  private func quantileTolerance(_ level: Double) -> Double {
    min(1e-9, 1e-6 * min(level, 1 - level))
  }

  /// The quantile by halving an interval that holds it.
  package func bisectedQuantile(at level: Double) -> Double {
    // The tail nearer to its end decides, so that levels near 1 keep their digits.
    func isBelow(_ x: Double) -> Bool {
      level <= 0.5
        ? cumulativeProbability(upTo: x) < level : upperTailProbability(above: x) > 1 - level
    }
    if alpha < 0.1 {
      var low = -745.0
      var high = 0.0
      if !isBelow(exp(low)) { return exp(logOfTinyQuantile(at: level)) }
      for _ in 0..<200 where low < high {
        let middle = 0.5 * (low + high)
        if middle == low || middle == high { break }
        if isBelow(exp(middle)) { low = middle } else { high = middle }
      }
      return exp(0.5 * (low + high))
    }
    var low = 0.0
    var high = 1.0
    for _ in 0..<200 {
      let middle = 0.5 * (low + high)
      if middle == low || middle == high { break }
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }

  /// `ln x` from `P(X ≤ x) ≈ x^α / (α B(α, β))`, which is exact for numbers this small.
  private func logOfTinyQuantile(at level: Double) -> Double {
    (log(level) + log(alpha) + SpecialFunctions.logBeta(alpha, beta)) / alpha
  }
}
