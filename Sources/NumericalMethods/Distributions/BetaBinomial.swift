import CGSL

/// The distribution of successes in a fixed number of trials whose success probability is itself
/// beta distributed.
///
/// ```
/// P(K = k) = C(n, k) B(k + α, n - k + β) / B(α, β),  k = 0, 1, …, n
/// ```
/// where `n` is ``trials``, `α = mean · precision` and `β = (1 - mean) · precision`. Use it for allele
/// counts whose variance exceeds the binomial one. An infinite precision is the binomial
/// distribution.
///
/// J. G. Skellam, *J. R. Stat. Soc. B* 10, 257–261 (1948). For read counts: M. Gerstung,
/// E. Papaemmanuil and P. J. Campbell, *Bioinformatics* 30, 1198–1204 (2014),
/// doi:10.1093/bioinformatics/btt750.
public struct BetaBinomial: Hashable, Sendable {
  /// The number of trials.
  public let trials: Int
  /// The mean success probability, in `0...1`.
  public let successProbability: Double
  /// `α + β`, above 0; the correlation of two trials is `1 / (precision + 1)`.
  public let precision: Double

  /// Creates a distribution.
  ///
  /// - Parameters:
  ///   - trials: From 0 to 4,294,967,295.
  ///   - mean: The mean success probability, in `0...1`; anything else traps.
  ///   - precision: Above 0, or infinite; anything else traps.
  public init(trials: Int, mean: Double, precision: Double) {
    precondition(trials >= 0 && trials <= Int(UInt32.max), "trials within 0...2^32-1")
    precondition(mean >= 0 && mean <= 1, "a mean probability within 0...1")
    precondition(precision > 0, "a precision above 0")
    self.trials = trials
    self.successProbability = mean
    self.precision = precision
  }

  /// The weight of a success, `mean · precision`.
  public var alpha: Double { successProbability * precision }

  /// The weight of a failure, `(1 - mean) · precision`.
  public var beta: Double { (1 - successProbability) * precision }

  /// The expected number of successes.
  public var mean: Double { Double(trials) * successProbability }

  /// The variance, `n μ (1 - μ) (1 + (n - 1) / (s + 1))`.
  public var variance: Double {
    mean * (1 - successProbability) * (1 + (Double(trials) - 1) / (precision + 1))
  }

  /// Whether every trial has the same probability or the same outcome.
  private var isBinomial: Bool {
    precision == .infinity || successProbability == 0 || successProbability == 1
  }

  private var binomial: Binomial { Binomial(trials: trials, probability: successProbability) }

  /// The log-probability of a number of successes, in nats; minus infinity outside `0...trials`.
  ///
  /// - Complexity: O(1), about a dozen logarithms. See ``BetaBinomialLikelihood`` for the formula.
  public func logProbability(of successes: Int) -> Double {
    guard successes >= 0, successes <= trials else { return -.infinity }
    return BetaBinomialLikelihood(successes: successes, trials: trials)
      .logProbability(mean: successProbability, precision: precision)
  }

  /// The probability of at most a number of successes, `P(K ≤ k)`.
  ///
  /// - Complexity: O(`trials`) at worst; see ``upperTailProbability(above:)``.
  public func cumulativeProbability(upTo successes: Int) -> Double {
    if isBinomial { return binomial.cumulativeProbability(upTo: successes) }
    guard successes >= 0 else { return 0 }
    guard successes < trials else { return 1 }
    if Double(successes) < mean { return lowerSum(upTo: successes) }
    let upper = upperSum(above: successes)
    return upper < 0.9 ? 1 - upper : lowerSum(upTo: successes)
  }

  /// The probability of more than a number of successes, `P(K > k)`.
  ///
  /// Computed directly: a small tail is summed term by term from its largest end, by recurrence,
  /// and the sum stops once the rest cannot matter. A large tail is the complement of the small
  /// one.
  ///
  /// - Complexity: O(`trials`) at worst, usually a few standard deviations of counts.
  public func upperTailProbability(above successes: Int) -> Double {
    if isBinomial { return binomial.upperTailProbability(above: successes) }
    guard successes >= 0 else { return 1 }
    guard successes < trials else { return 0 }
    if Double(successes) >= mean { return upperSum(above: successes) }
    let lower = lowerSum(upTo: successes)
    return lower < 0.9 ? 1 - lower : upperSum(above: successes)
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
    source.betaBinomial(trials: trials, mean: successProbability, precision: precision)
  }

  private func upperSum(above successes: Int) -> Double {
    tail(from: successes + 1, weight: alpha, otherWeight: beta) {
      logProbability(of: successes + 1)
    }
  }

  /// The upper tail of the failures.
  private func lowerSum(upTo successes: Int) -> Double {
    tail(from: trials - successes, weight: beta, otherWeight: alpha) {
      logProbability(of: successes)
    }
  }

  /// The sum of the probabilities of `first...trials` successes when a success weighs `a`.
  private func tail(
    from first: Int, weight a: Double, otherWeight b: Double, logFirst: () -> Double
  ) -> Double {
    let n = Double(trials)
    var k = Double(first)
    var term = 1.0
    var sum = 1.0
    while k < n {
      let ratio = (n - k) * (k + a) / ((k + 1) * (n - k - 1 + b))
      term *= ratio
      sum += term
      k += 1
      // All later ratios stay below this bound, so the rest is below a geometric series. With a
      // weight under 1 on the far side the probabilities may rise again: then nothing is skipped.
      if b >= 1 {
        let bound = a >= 1 ? ratio : (n - k) / (n - k - 1 + b)
        if bound < 1, term * bound < 1e-17 * sum * (1 - bound) { break }
      }
    }
    return min(1, exp(logFirst() + log(sum)))
  }
}
