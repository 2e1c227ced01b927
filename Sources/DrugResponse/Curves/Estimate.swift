/// A value with an interval.
public struct Estimate: Hashable, Sendable {
  /// The estimate.
  public let value: Double
  /// The lower end; minus infinity (0 for a dose) where the data do not limit it.
  public let lower: Double
  /// The upper end; infinity where the data do not limit it.
  public let upper: Double

  /// Creates an estimate.
  public init(value: Double, lower: Double, upper: Double) {
    self.value = value
    self.lower = lower
    self.upper = upper
  }

  /// Whether a value lies inside, ends included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}
