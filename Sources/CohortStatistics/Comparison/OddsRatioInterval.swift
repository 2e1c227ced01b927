/// An interval for an odds ratio, from 0 to infinity.
public struct OddsRatioInterval: Hashable, Sendable {
  /// The lower end; 0 where the data set no limit.
  public let lower: Double
  /// The upper end; infinite where the data set no limit.
  public let upper: Double

  /// Creates an interval.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether an odds ratio lies inside, ends included.
  public func contains(_ oddsRatio: Double) -> Bool { lower <= oddsRatio && oddsRatio <= upper }
}
