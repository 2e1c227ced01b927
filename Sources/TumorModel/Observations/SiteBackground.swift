/// How often normal samples show an alternate base at a site where none has it.
public struct SiteBackground: Hashable, Sendable {
  /// Where the background was learnt.
  public enum Source: String, Hashable, Sendable, CaseIterable {
    /// A panel of normal samples.
    case panel
    /// The study's own normal samples.
    case normals
  }

  /// `μ0`: the expected share of alternate reads, in (0, 1).
  public let mean: Double
  /// `s0`: the beta-binomial precision of that share.
  public let precision: Double
  /// The normal samples behind it.
  public let normals: Int
  /// Where it was learnt.
  public let source: Source

  /// Creates a background, or `nil` unless `0 < mean < 1` and `precision > 0`.
  public init?(mean: Double, precision: Double, normals: Int, source: Source) {
    guard mean > 0, mean < 1, precision > 0, normals > 0 else { return nil }
    (self.mean, self.precision, self.normals, self.source) = (mean, precision, normals, source)
  }
}
