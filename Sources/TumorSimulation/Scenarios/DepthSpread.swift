/// How reads are spread over samples and sites.
public struct DepthSpread: Hashable, Sendable {
  /// The median over samples of the mean depth, in reads.
  public var median: Double
  /// The standard deviation of the log mean depth over samples.
  public var logDeviation: Double
  /// The shape of the gamma distribution over the sites of a sample; its coefficient of variation
  /// is one over the root of it.
  public var siteShape: Double

  /// Creates a spread.
  public init(median: Double, logDeviation: Double, siteShape: Double) {
    (self.median, self.logDeviation, self.siteShape) = (median, logDeviation, siteShape)
  }
}
