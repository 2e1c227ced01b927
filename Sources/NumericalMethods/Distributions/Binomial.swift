import CGSL

/// The distribution of successes in a fixed number of independent trials.
///
/// ```
/// P(K = k) = C(n, k) p^k (1 - p)^(n - k),  k = 0, 1, …, n
/// ```
/// where `n` is ``trials`` and `p` is ``probability``.
public struct Binomial: Hashable, Sendable {
  /// The number of trials.
  public let trials: Int
  /// The probability of a success, in `0...1`.
  public let probability: Double

  /// Creates a distribution.
  ///
  /// - Parameters:
  ///   - trials: From 0 to 4,294,967,295.
  ///   - probability: In `0...1`; anything else traps.
  public init(trials: Int, probability: Double) {
    precondition(trials >= 0 && trials <= Int(UInt32.max), "trials within 0...2^32-1")
    precondition(probability >= 0 && probability <= 1, "a probability within 0...1")
    self.trials = trials
    self.probability = probability
  }

  /// The mean, `n p`.
  public var mean: Double { Double(trials) * probability }

  /// The variance, `n p (1 - p)`.
  public var variance: Double { mean * (1 - probability) }

  /// The log-probability of a number of successes, in nats.
  ///
  /// `ln C(n, k) + k ln p + (n - k) ln(1 - p)` with `0 ln 0 = 0`; minus infinity outside `0...trials`.
  public func logProbability(of successes: Int) -> Double {
    guard successes >= 0, successes <= trials else { return -.infinity }
    var result = SpecialFunctions.logChoose(trials, successes)
    if successes > 0 { result += Double(successes) * log(probability) }
    if successes < trials { result += Double(trials - successes) * log1p(-probability) }
    return result
  }

  /// The probability of at most a number of successes, `P(K ≤ k)`.
  public func cumulativeProbability(upTo successes: Int) -> Double {
    guard successes >= 0 else { return 0 }
    guard successes < trials else { return 1 }
    if probability == 0 { return 1 }
    if probability == 1 { return 0 }
    return BetaDistribution(alpha: Double(successes) + 1, beta: Double(trials - successes))
      .upperTailProbability(above: probability)
  }

  /// The probability of more than a number of successes, `P(K > k)`.
  ///
  /// Computed directly, not as a complement, so that small tails keep their digits. `P(K ≥ k)` is
  /// the tail above `k - 1`, which is 1 at `k = 0`.
  public func upperTailProbability(above successes: Int) -> Double {
    guard successes >= 0 else { return 1 }
    guard successes < trials else { return 0 }
    if probability == 0 { return 0 }
    if probability == 1 { return 1 }
    return BetaDistribution(alpha: Double(successes) + 1, beta: Double(trials - successes))
      .cumulativeProbability(upTo: probability)
  }

  /// The smallest number of successes `k` with `P(K ≤ k) ≥ level`.
  ///
  /// - Parameter level: In `0...1`; anything else traps.
  /// - Complexity: O(log `trials`) tail probabilities.
  public func quantile(at level: Double) -> Int {
    leastCount(upTo: trials, reaching: level) { cumulativeProbability(upTo: $0) }
  }

  /// Draws a number of successes.
  public func sample(using source: RandomSource) -> Int {
    source.binomial(trials: trials, probability: probability)
  }
}
