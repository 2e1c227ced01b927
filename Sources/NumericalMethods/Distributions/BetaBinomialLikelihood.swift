import CGSL

/// The beta-binomial probability of one observation as a function of the mean and the precision.
///
/// With `α = μ s` and `β = (1 - μ) s`,
/// ```
/// ln P = ln C(n, k) + Σ_{i<k} ln(μ + i/s) + Σ_{i<n-k} ln(1 - μ + i/s) - Σ_{i<n} ln(1 + i/s)
/// ```
/// which tends to the binomial as `s` grows, where differences of log-beta functions lose all
/// digits. Each sum is a ratio of gamma functions; it is evaluated with Stirling's formula applied
/// within the difference, which is as accurate as the sum and takes constant time.
///
/// Derived here from ``BetaBinomial``. Differences of the remainders of Stirling's formula serve the beta
/// function in Algorithm 708: A. R. DiDonato and A. H. Morris, *ACM Trans. Math. Softw.* 18, 360–373
/// (1992), doi:10.1145/131766.131776.
public struct BetaBinomialLikelihood: Hashable, Sendable {
  /// The observed successes.
  public let successes: Int
  /// The trials.
  public let trials: Int
  /// `ln C(n, k)`, in nats: the part that does not depend on the parameters.
  public let logCoefficient: Double

  /// Creates a likelihood.
  ///
  /// - Parameters:
  ///   - successes: Within `0...trials`; anything else traps.
  ///   - trials: At least 0.
  public init(successes: Int, trials: Int) {
    precondition(successes >= 0 && successes <= trials, "successes within 0...trials")
    self.successes = successes
    self.trials = trials
    logCoefficient = SpecialFunctions.logChoose(trials, successes)
  }

  /// The log-probability of the observation, in nats.
  ///
  /// - Parameters:
  ///   - mean: The mean success probability, in `0...1`.
  ///   - precision: Above 0; infinity gives the binomial.
  /// - Complexity: O(1).
  public func logProbability(mean: Double, precision: Double) -> Double {
    let failures = trials - successes
    if mean <= 0 { return successes == 0 ? 0 : -.infinity }
    if mean >= 1 { return failures == 0 ? 0 : -.infinity }
    var result = logCoefficient
    if precision == .infinity {
      if successes > 0 { result += Double(successes) * log(mean) }
      if failures > 0 { result += Double(failures) * log1p(-mean) }
      return result
    }
    if successes > 0 {
      result += risingProduct(successes, mean * precision, log(mean), precision)
    }
    if failures > 0 {
      result += risingProduct(failures, (1 - mean) * precision, log1p(-mean), precision)
    }
    return result - risingProduct(trials, precision, 0, precision)
  }
}

/// `Σ_{i<count} ln((weight + i) / precision)`, where `logShare = ln(weight / precision)`.
@inline(__always)
private func risingProduct(
  _ count: Int, _ weight: Double, _ logShare: Double, _ precision: Double
) -> Double {
  if weight >= 10 { return risingStirling(Double(count), weight, logShare) }
  // Stirling's formula needs a weight of 10: the first factors are multiplied out.
  var product = 1.0
  let first = min(count, 10)
  for index in 0..<first { product *= weight + Double(index) }
  let head = log(product) - Double(first) * log(precision)
  if count == first { return head }
  let shifted = weight + 10
  return head + risingStirling(Double(count - first), shifted, log(shifted / precision))
}

/// ``risingProduct`` for a weight of at least 10.
@inline(__always)
private func risingStirling(_ count: Double, _ weight: Double, _ logShare: Double) -> Double {
  let sum = weight + count
  return count * logShare + (sum - 0.5) * log1p(count / weight) - count
    + SpecialFunctions.stirlingCorrection(sum) - SpecialFunctions.stirlingCorrection(weight)
}
