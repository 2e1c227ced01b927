import CGSL

/// The beta distribution on `0...1`.
///
/// ```
/// f(x) = x^(α - 1) (1 - x)^(β - 1) / B(α, β)
/// ```
public struct BetaDistribution: Hashable, Sendable {
  /// The shape parameter `α`, above 0; a greater one favours values near 1.
  public let alpha: Double
  /// The shape parameter `β`, above 0; a greater one favours values near 0.
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
    if alpha + beta < Self.narrow {
      let value = gsl_cdf_beta_P(x, alpha, beta)
      if value.isFinite { return value }
    }
    return incompleteBeta(x, alpha, beta).lower
  }

  /// The probability of a value above `x`, `P(X > x)`, computed directly.
  public func upperTailProbability(above x: Double) -> Double {
    precondition(GSLRuntime.isPrepared)
    if x <= 0 { return 1 }
    if x >= 1 { return 0 }
    if alpha + beta < Self.narrow {
      let value = gsl_cdf_beta_Q(x, alpha, beta)
      if value.isFinite { return value }
    }
    return incompleteBeta(x, alpha, beta).upper
  }

  /// The weight from which the library loses digits, and near the mean the number altogether.
  private static let narrow = 1e5

  /// The value `x` with `P(X ≤ x) = level`.
  ///
  /// The library's inverse is not used: it returns `nan` on ordinary counts (31 alternate reads of
  /// 1,000 at 97.5 %) and never returns on narrow distributions (`alpha = beta = 1e6` at 50 %). Here
  /// Newton's method runs on `ln P` against `ln(x / (1 - x))`, inside a bracket that falls back to
  /// halving.
  ///
  /// - Parameter level: In `0...1`; anything else traps.
  /// - Returns: A value in `0...1`; also 0 or 1 where the quantile cannot be distinguished from an
  ///   end.
  /// - Complexity: About 6 tail probabilities, 80 at worst.
  public func quantile(at level: Double) -> Double {
    precondition(GSLRuntime.isPrepared)
    precondition(level >= 0 && level <= 1, "a level within 0...1")
    if level == 0 { return 0 }
    if level == 1 { return 1 }
    // The half that holds the quantile comes to the left, where small numbers keep their digits.
    if level <= cumulativeProbability(upTo: 0.5) {
      return leftQuantile(lower: level, upper: 1 - level)
    }
    return 1
      - BetaDistribution(alpha: beta, beta: alpha).leftQuantile(lower: 1 - level, upper: level)
  }

  /// Draws a value.
  public func sample(using source: RandomSource) -> Double {
    source.beta(alpha, beta)
  }

  /// The quantile in `0...0.5` with these tail probabilities.
  private func leftQuantile(lower: Double, upper: Double) -> Double {
    // Over y = ln(x / (1 - x)); doubles end at y = -745.
    var low = -745.0
    var high = 0.0
    // Near 0, P(X ≤ x) = x^α / (α B(α, β)).
    let nearZero = (log(lower) + log(alpha) + SpecialFunctions.logBeta(alpha, beta)) / alpha
    if nearZero <= low { return exp(nearZero) }
    var y =
      alpha < 1
      ? nearZero
      : log(alpha / beta) + gsl_cdf_ugaussian_Pinv(lower) * (1 / alpha + 1 / beta).squareRoot()
    // The smaller tail decides: it has the more digits.
    let target = log(min(lower, upper))
    let sign = lower <= upper ? 1.0 : -1.0
    var x = 0.0
    for _ in 0..<200 {
      if !(y > low && y < high) { y = 0.5 * (low + high) }
      x = exp(y) / (1 + exp(y))
      let tail = sign > 0 ? cumulativeProbability(upTo: x) : upperTailProbability(above: x)
      let excess = sign * (log(tail) - target)
      if excess < 0 { low = y } else { high = y }
      let next = y - excess * tail / exp(logPeak(x, alpha, beta))
      if abs(excess) < 1e-14 || abs(next - y) < 1e-15 * max(1, abs(y)) { break }
      if high - low < 1e-15 * max(1, abs(low)) { break }
      y = next
    }
    return x
  }
}
