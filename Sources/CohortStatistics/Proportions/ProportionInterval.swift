import NumericalMethods

/// An interval for a proportion, within `0...1`.
public struct ProportionInterval: Hashable, Sendable {
  /// The lower end.
  public let lower: Double
  /// The upper end, at least ``lower``.
  public let upper: Double

  /// Creates an interval.
  ///
  /// - Parameters:
  ///   - lower: From 0 to `upper`; anything else traps.
  ///   - upper: At most 1.
  public init(lower: Double, upper: Double) {
    precondition(0 <= lower && lower <= upper && upper <= 1, "0 ≤ lower ≤ upper ≤ 1")
    self.lower = lower
    self.upper = upper
  }

  /// The whole range: the interval when there are no observations.
  public static let whole = ProportionInterval(lower: 0, upper: 1)

  /// The distance between the ends.
  public var width: Double { upper - lower }

  /// Whether a proportion lies inside, ends included.
  public func contains(_ proportion: Double) -> Bool { lower <= proportion && proportion <= upper }

  /// The exact interval of Clopper and Pearson.
  ///
  /// The proportions that neither one-sided binomial test at `(1 - level) / 2` rejects:
  /// ```
  /// lower = Beta⁻¹(γ; x, n - x + 1),  upper = Beta⁻¹(1 - γ; x + 1, n - x),  γ = (1 - level) / 2
  /// ```
  /// It covers at least as often as stated, and in small series more often. C. J. Clopper and E. S.
  /// Pearson, *Biometrika* 26, 404–413 (1934), doi:10.1093/biomet/26.4.404.
  ///
  /// - Parameters:
  ///   - successes: From 0 to `trials`; anything else traps.
  ///   - trials: The number of observations; 0 gives ``whole``.
  ///   - level: Within `0..<1`; anything else traps.
  /// - Returns: The interval; its lower end is 0 without a success, its upper 1 without a failure.
  public static func clopperPearson(
    _ successes: Int, of trials: Int, level: Double = 0.95
  ) -> ProportionInterval {
    requireCounts(successes, trials, level)
    let tail = 0.5 * (1 - level)
    let x = Double(successes)
    let rest = Double(trials - successes)
    return ProportionInterval(
      lower: successes == 0 ? 0 : BetaDistribution(alpha: x, beta: rest + 1).quantile(at: tail),
      upper: successes == trials
        ? 1 : BetaDistribution(alpha: x + 1, beta: rest).quantile(at: 1 - tail))
  }

  /// The interval of Wilson, which inverts the score test.
  ///
  /// ```
  /// (x + z²/2 ± z √(x (n - x) / n + z²/4)) / (n + z²)
  /// ```
  /// where `z` is the normal quantile at `(1 + level) / 2`. It covers about as often as stated.
  /// E. B. Wilson, *J. Am. Stat. Assoc.* 22, 209–212 (1927), doi:10.1080/01621459.1927.10502953.
  ///
  /// - Parameters:
  ///   - successes: From 0 to `trials`; anything else traps.
  ///   - trials: The number of observations; 0 gives ``whole``.
  ///   - level: Within `0..<1`; anything else traps.
  public static func wilson(
    _ successes: Int, of trials: Int, level: Double = 0.95
  ) -> ProportionInterval {
    requireCounts(successes, trials, level)
    if trials == 0 { return whole }
    let interval = score(Double(successes), Double(trials), level)
    return ProportionInterval(
      lower: successes == 0 ? 0 : interval.lower, upper: successes == trials ? 1 : interval.upper)
  }

  /// The equal-tailed interval of the posterior under Jeffreys' prior, `Beta(1/2, 1/2)`.
  ///
  /// ```
  /// Beta⁻¹(γ; x + 1/2, n - x + 1/2) … Beta⁻¹(1 - γ; x + 1/2, n - x + 1/2),  γ = (1 - level) / 2
  /// ```
  /// Its coverage is compared with that of the others by L. D. Brown, T. T. Cai and A. DasGupta,
  /// *Stat. Sci.* 16, 101–133 (2001), doi:10.1214/ss/1009213286.
  ///
  /// - Parameters:
  ///   - successes: From 0 to `trials`; anything else traps.
  ///   - trials: The number of observations; 0 gives ``whole``.
  ///   - level: Within `0..<1`; anything else traps.
  /// - Returns: The interval; by convention its lower end is 0 without a success, its upper end 1
  ///   without a failure.
  public static func jeffreys(
    _ successes: Int, of trials: Int, level: Double = 0.95
  ) -> ProportionInterval {
    requireCounts(successes, trials, level)
    let tail = 0.5 * (1 - level)
    let posterior = BetaDistribution(
      alpha: Double(successes) + 0.5, beta: Double(trials - successes) + 0.5)
    return ProportionInterval(
      lower: successes == 0 ? 0 : posterior.quantile(at: tail),
      upper: successes == trials ? 1 : posterior.quantile(at: 1 - tail))
  }

  /// Wilson's interval for any real number of successes.
  static func score(_ x: Double, _ n: Double, _ level: Double) -> ProportionInterval {
    let z = StandardNormal.quantile(at: 0.5 * (1 + level))
    let middle = x + 0.5 * z * z
    let half = z * (x * (n - x) / n + 0.25 * z * z).squareRoot()
    return ProportionInterval(
      lower: max(0, (middle - half) / (n + z * z)), upper: min(1, (middle + half) / (n + z * z)))
  }

  private static func requireCounts(_ successes: Int, _ trials: Int, _ level: Double) {
    precondition(0 <= successes && successes <= trials, "successes within 0...trials")
    requireLevel(level)
  }
}

/// Traps unless a level of confidence is within `0..<1`.
func requireLevel(_ level: Double) {
  precondition(level >= 0 && level < 1, "a level within 0..<1")
}
