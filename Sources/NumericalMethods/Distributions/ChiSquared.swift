import CGSL

/// The chi-squared distribution: the sum of squares of independent standard normal numbers.
public struct ChiSquared: Hashable, Sendable {
  /// The degrees of freedom, above 0.
  public let degreesOfFreedom: Double

  /// Creates a distribution.
  ///
  /// - Parameter degreesOfFreedom: Above 0; anything else traps.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom above 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a sum above `x`, computed directly; 1 for a sum of at most 0.
  public func upperTailProbability(above x: Double) -> Double {
    precondition(GSLRuntime.isPrepared)
    return x <= 0 ? 1 : gsl_cdf_chisq_Q(x, degreesOfFreedom)
  }
}
