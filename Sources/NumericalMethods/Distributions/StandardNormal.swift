import CGSL

/// The normal distribution with mean 0 and standard deviation 1.
///
/// The quantile is that of M. J. Wichura, *Appl. Stat.* 37, 477–484 (1988), doi:10.2307/2347330.
public enum StandardNormal {
  /// The probability of a value at most `z`.
  public static func cumulativeProbability(upTo z: Double) -> Double {
    precondition(GSLRuntime.isPrepared)
    return gsl_cdf_ugaussian_P(z)
  }

  /// The probability of a value above `z`, computed directly.
  public static func upperTailProbability(above z: Double) -> Double {
    precondition(GSLRuntime.isPrepared)
    return gsl_cdf_ugaussian_Q(z)
  }

  /// The value `z` with `P(Z ≤ z) = level`.
  ///
  /// - Parameter level: In `0...1`; anything else traps. The ends give infinities.
  public static func quantile(at level: Double) -> Double {
    precondition(GSLRuntime.isPrepared)
    precondition(level >= 0 && level <= 1, "a level within 0...1")
    return gsl_cdf_ugaussian_Pinv(level)
  }
}
