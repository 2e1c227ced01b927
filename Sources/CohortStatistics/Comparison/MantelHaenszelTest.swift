import Glibc
import NumericalMethods

/// The association of exposure and outcome over strata, by Mantel and Haenszel.
///
/// With `nₖ` patients in stratum `k`, `Rₖ = aₖdₖ / nₖ` and `Sₖ = bₖcₖ / nₖ`:
/// ```
/// ψ = Σ R / Σ S,  χ² = (Σ (aₖ - E aₖ))² / Σ Var aₖ
/// ```
/// with the hypergeometric mean and variance and no continuity correction. N. Mantel and W. Haenszel,
/// *J. Natl. Cancer Inst.* 22, 719–748 (1959), doi:10.1093/jnci/22.4.719. The standard error of `ln ψ`
/// holds for few large and for many small strata: J. Robins, N. Breslow and S. Greenland, *Biometrics*
/// 42, 311–323 (1986), doi:10.2307/2531052. With a cell below 5 use ``ExactConditionalTest``.
public struct MantelHaenszelTest: Hashable, Sendable {
  /// The pooled odds ratio; infinite without discordant patients on one side, `nil` on both.
  public let oddsRatio: Double?
  /// The standard error of the logarithm of ``oddsRatio``; `nil` where that is not finite.
  public let logStandardError: Double?
  /// Cochran, Mantel and Haenszel's statistic, with one degree of freedom; `nil` without variance.
  public let chiSquared: Double?
  /// The p-value of ``chiSquared``.
  public let pValue: Double?
  /// The strata with both exposures and both outcomes.
  public let informativeStrata: Int
  /// Why a value is absent; `nil` where none is.
  public let remark: Remark?

  /// Why a value is absent.
  public enum Remark: Hashable, Sendable {
    /// No stratum has both exposures and both outcomes.
    case noInformativeStratum
    /// Exposure and outcome are completely separated within every stratum; the exact test gives one
    /// bound only.
    case separated
  }

  /// Creates the test.
  ///
  /// - Parameter strata: Any number of tables; empty ones are allowed.
  public init(strata: [TwoByTwoTable]) {
    let strata = strata.filter(\.isInformative)
    informativeStrata = strata.count
    var r = 0.0
    var s = 0.0
    // The sums of Robins, Breslow and Greenland: P R, P S + Q R, Q S.
    var sums = (0.0, 0.0, 0.0)
    var excess = 0.0
    var variance = 0.0
    for table in strata {
      let (a, b) = (Double(table.a), Double(table.b))
      let (c, d) = (Double(table.c), Double(table.d))
      let n = a + b + c + d
      let (rk, sk) = (a * d / n, b * c / n)
      let (pk, qk) = ((a + d) / n, (b + c) / n)
      r += rk
      s += sk
      sums.0 += pk * rk
      sums.1 += pk * sk + qk * rk
      sums.2 += qk * sk
      excess += a - (a + b) * (a + c) / n
      variance += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1))
    }
    oddsRatio = r == 0 && s == 0 ? nil : r / s
    logStandardError =
      r > 0 && s > 0
      ? (sums.0 / (2 * r * r) + sums.1 / (2 * r * s) + sums.2 / (2 * s * s)).squareRoot() : nil
    chiSquared = variance > 0 ? excess * excess / variance : nil
    pValue = chiSquared.map { 2 * StandardNormal.upperTailProbability(above: $0.squareRoot()) }
    remark =
      strata.isEmpty
      ? .noInformativeStratum : r == 0 || s == 0 ? .separated : nil
  }

  /// The interval of the odds ratio, `ψ exp(±z SE)`; `nil` without a standard error.
  ///
  /// - Parameter level: Within `0..<1`; anything else traps.
  public func interval(level: Double = 0.95) -> OddsRatioInterval? {
    requireLevel(level)
    guard let oddsRatio, let logStandardError else { return nil }
    let reach = StandardNormal.quantile(at: 0.5 * (1 + level)) * logStandardError
    return OddsRatioInterval(lower: oddsRatio * exp(-reach), upper: oddsRatio * exp(reach))
  }
}
