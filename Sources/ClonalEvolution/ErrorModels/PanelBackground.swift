import NumericalMethods
public import TumorModel

/// How often normal samples show an alternate base at a site where none has it.
///
/// ```
/// μ0 = (X + 1/2) / (N + 1),  s0 = 1/ρ0 - 1
/// ```
/// with `X` alternate reads of `N` in the panel, and `ρ0` the correlation of reads by the method of
/// moments, kept within `1e-4...0.1`. Normals with more than a tenth of alternate reads carry the
/// variant and are left out.
public struct PanelBackground: Hashable, Sendable {
  /// `μ0`: the expected share of alternate reads, in `1e-6...1 - 1e-6`.
  public let mean: Double
  /// `ρ0` before it is kept in range.
  public let rawCorrelation: Double
  /// `ρ0`: the correlation of two reads, in `1e-4...0.1`.
  public let correlation: Double
  /// The normals that were used.
  public let normals: Int

  /// Normals above this share of alternate reads are left out.
  public static let carrierFrequency = 0.1
  private static let correlationRange = 1e-4...0.1
  private static let meanRange = 1e-6...(1 - 1e-6)

  /// Learns the background from the site's counts in normal samples.
  ///
  /// - Returns: `nil` where no normal that may be used has a read.
  public init?(normals: [ReadCounts]) {
    let used = normals.filter {
      $0.variantAlleleFrequency.map { $0 <= Self.carrierFrequency } ?? false
    }
    guard !used.isEmpty else { return nil }
    let alternate = used.reduce(0) { $0 + Double($1.alternate) }
    let depth = used.reduce(0) { $0 + Double($1.depth) }
    let mean = (alternate + 0.5) / (depth + 1)
    self.mean = min(max(mean, Self.meanRange.lowerBound), Self.meanRange.upperBound)
    rawCorrelation = MomentDispersion(used).correlation
    correlation = min(
      max(rawCorrelation, Self.correlationRange.lowerBound), Self.correlationRange.upperBound)
    self.normals = used.count
  }

  /// `s0`: the beta-binomial precision of errors, in `9...9999`.
  public var precision: Double { (1 - correlation) / correlation }

  /// P(at least so many alternate reads | error alone), in `0...1`.
  public func upperTailProbability(of counts: ReadCounts) -> Double {
    BetaBinomial(trials: Int(counts.depth), mean: mean, precision: precision)
      .upperTailProbability(above: Int(counts.alternate) - 1)
  }
}
