/// How a quantity in (0, 1) is spread: a beta distribution, kept within a range.
public struct ShareSpread: Hashable, Sendable {
  /// The beta distribution's first parameter.
  public var alpha: Double
  /// The beta distribution's second parameter.
  public var beta: Double
  /// Draws outside are moved to the nearer end.
  public var range: ClosedRange<Double>

  /// Creates a spread.
  public init(alpha: Double, beta: Double, range: ClosedRange<Double>) {
    (self.alpha, self.beta, self.range) = (alpha, beta, range)
  }
}
