import CGSL

/// Snedecor's F distribution: the ratio of two independent mean squares of equal expectation.
public struct FDistribution: Hashable, Sendable {
  /// The degrees of freedom of the mean square in the numerator, above 0.
  public let numerator: Double
  /// The degrees of freedom of the mean square in the denominator, above 0.
  public let denominator: Double

  /// Creates a distribution.
  ///
  /// - Parameters:
  ///   - numerator: Above 0; anything else traps.
  ///   - denominator: Above 0; anything else traps.
  public init(numerator: Double, denominator: Double) {
    precondition(numerator > 0 && denominator > 0, "degrees of freedom above 0")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The probability of a ratio above `f`, computed directly; 1 for a ratio of at most 0.
  public func upperTailProbability(above f: Double) -> Double {
    precondition(GSLRuntime.isPrepared)
    return f <= 0 ? 1 : gsl_cdf_fdist_Q(f, numerator, denominator)
  }
}
