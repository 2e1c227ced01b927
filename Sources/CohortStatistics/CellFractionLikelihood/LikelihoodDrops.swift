import Glibc
import NumericalMethods

/// How far the profile log-likelihood may fall on either side before a proportion is excluded.
///
/// Wilks' `z²/2` (1.92 for 95 %) holds for large cohorts. Few patients need more: the drop at which `y`
/// of `m` perfectly clear patients would get their mid-p interval of Clopper and Pearson, and never
/// less than `z²/2`. At a limit `t` of that interval
/// ```
/// drop = y ln(y / (m t)) + (m - y) ln((m - y) / (m (1 - t)))
/// ```
/// `y` and `m` need not be whole: binomial tails are incomplete beta functions. 5 of 5 give 3.00, 150 of
/// 300 give 1.92. With clear data the profile interval thus *is* the mid-p interval. H. O. Lancaster,
/// *J. Am. Stat. Assoc.* 56, 223–234 (1961), doi:10.1080/01621459.1961.10482105.
public struct LikelihoodDrops: Hashable, Sendable {
  /// The fall allowed below the estimate, in nats.
  public let lower: Double
  /// The fall allowed above the estimate, in nats.
  public let upper: Double

  /// Creates the drops.
  ///
  /// - Parameters:
  ///   - y: The successes, from 0 to `m`; anything else traps.
  ///   - m: The trials, at least 0; 0 gives the limit of ever less information, `ln(share / tail)`.
  ///   - tail: The probability beyond either limit, above 0 and below `observedShare`.
  ///   - observedShare: The share of the observed count's own probability that counts as beyond: 1/2
  ///     for mid-p, 1 for Clopper and Pearson.
  /// - Throws: ``CellFractionError/invalidLevel``.
  public init(
    successes y: Double, trials m: Double, tail: Double = 0.025, observedShare: Double = 0.5
  ) throws(CellFractionError) {
    precondition(y >= 0 && y <= m && m.isFinite, "successes within 0...trials")
    guard tail > 0, tail < 0.5, observedShare > tail, observedShare <= 1 else {
      throw .invalidLevel
    }
    let z = StandardNormal.quantile(at: 1 - tail)
    let floor = 0.5 * z * z
    guard m >= 1e-6 else {
      lower = max(floor, log(observedShare / tail))
      upper = lower
      return
    }
    lower = max(floor, Self.drop(y, m, tail, observedShare))
    // Above the estimate, failures play the part of successes.
    upper = max(floor, Self.drop(m - y, m, tail, observedShare))
  }

  /// The drop at the lower limit; 0 where the limit is 0.
  private static func drop(_ y: Double, _ m: Double, _ tail: Double, _ share: Double) -> Double {
    guard y > 1e-9 else { return 0 }
    let atLeast = BetaDistribution(alpha: y, beta: m - y + 1)
    let more = m - y > 1e-9 ? BetaDistribution(alpha: y + 1, beta: m - y) : nil
    func beyond(_ limit: Double) -> Double {
      share * atLeast.cumulativeProbability(upTo: limit)
        + (1 - share) * (more?.cumulativeProbability(upTo: limit) ?? 0)
    }
    // The tail grows with the limit. A limit below 1e-14 is none: so little evidence excludes nothing.
    var (low, high) = (log(1e-14), 0.0)
    guard beyond(exp(low)) < tail else { return 0 }
    var (atLow, atHigh) = (beyond(exp(low)) - tail, 1 - tail)
    for step in 0..<200 where high - low > 1e-13 * max(1, -low) {
      // Illinois steps, with a halving now and then for safety.
      var middle =
        step % 3 == 2 ? 0.5 * (low + high) : low - atLow * (high - low) / (atHigh - atLow)
      if !(middle > low && middle < high) { middle = 0.5 * (low + high) }
      let value = beyond(exp(middle)) - tail
      if value == 0 { (low, high) = (middle, middle) }
      if value < 0 {
        (low, atLow) = (middle, value)
        atHigh *= 0.5
      } else {
        (high, atHigh) = (middle, value)
        atLow *= 0.5
      }
    }
    let limit = 0.5 * (low + high)
    let successes = y * (log(y / m) - limit)
    let rest = m - y
    return successes + (rest > 0 ? rest * (log(rest / m) - log1p(-exp(limit))) : 0)
  }
}
