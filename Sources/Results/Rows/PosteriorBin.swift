/// A range of cancer cell fractions and how probable it is.
public struct PosteriorBin: Hashable, Sendable {
  /// The range; both ends equal for an atom at 0 or 1.
  public var low: Double
  /// The upper end.
  public var high: Double
  /// The posterior probability of the range.
  public var mass: Double

  /// Creates a range.
  public init(low: Double, high: Double, mass: Double) {
    (self.low, self.high, self.mass) = (low, high, mass)
  }
}
