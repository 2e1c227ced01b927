import CGSL

/// Student's t distribution: that of the mean of normal numbers in units of its estimated standard error.
public struct StudentT: Hashable, Sendable {
  /// The degrees of freedom, above 0.
  public let degreesOfFreedom: Double

  /// Creates a distribution.
  ///
  /// - Parameter degreesOfFreedom: Above 0; anything else traps. Not necessarily whole.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom above 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value above `t`, computed directly.
  public func upperTailProbability(above t: Double) -> Double {
    precondition(GSLRuntime.isPrepared)
    return gsl_cdf_tdist_Q(t, degreesOfFreedom)
  }

  /// The probability of a value at least as far from 0 as `t`, on either side.
  public func twoSidedProbability(beyond t: Double) -> Double {
    min(1, 2 * upperTailProbability(above: abs(t)))
  }

  /// The value `t` with `P(T ≤ t) = level`.
  ///
  /// - Parameter level: In `0...1`; anything else traps. The ends give infinities.
  public func quantile(at level: Double) -> Double {
    precondition(GSLRuntime.isPrepared)
    precondition(level >= 0 && level <= 1, "a level within 0...1")
    return gsl_cdf_tdist_Pinv(level, degreesOfFreedom)
  }
}
