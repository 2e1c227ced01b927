import Glibc
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
///
/// With few reads that half read alone exceeds the rate of any site. Where the usual rate `ε` of the
/// kind of change is given, a site is therefore either ordinary or noisy,
/// ```
/// ordinary: rate ~ Beta(1/2, 1/(2 ε) - 1/2), mean ε;  noisy, 1 in 20: rate ~ Beta(1/2, 1/2)
/// ```
/// and `μ0` is the posterior mean. It starts at about `ε`, comes to the formula above as soon as the
/// reads tell that a site is noisy, and falls below `ε` as more reads show nothing.
public struct PanelBackground: Hashable, Sendable {
  /// `μ0`: the expected share of alternate reads, in `1e-6...1 - 1e-6`.
  public let mean: Double
  /// `ρ0` before it is kept in range.
  public let rawCorrelation: Double
  /// `ρ0`: the correlation of two reads, in `1e-4...0.1`.
  public let correlation: Double
  /// The normals that were used.
  public let normals: Int
  /// `X` and `N`: their alternate reads, and all of them.
  public let alternateReads: Int
  /// See ``alternateReads``.
  public let reads: Int

  /// Normals above this share of alternate reads are left out.
  public static let carrierFrequency = 0.1
  private static let correlationRange = 1e-4...0.1
  private static let meanRange = 1e-6...(1 - 1e-6)

  /// The share of sites that are noisy, before any read is seen.
  private static let noisyShare = 0.05

  /// Learns the background from the site's counts in normal samples.
  ///
  /// - Parameters:
  ///   - normals: The counts, one a normal sample.
  ///   - usualRate: `ε`, the usual rate of this kind of change, in `(0, 1/2)`; `nil` for the formula
  ///     that knows none.
  /// - Returns: `nil` where no normal that may be used has a read.
  /// - Complexity: O(normals).
  public init?(normals: [ReadCounts], usualRate: Double? = nil) {
    let used = normals.filter {
      $0.variantAlleleFrequency.map { $0 <= Self.carrierFrequency } ?? false
    }
    guard !used.isEmpty else { return nil }
    let alternate = used.reduce(0) { $0 + Double($1.alternate) }
    let depth = used.reduce(0) { $0 + Double($1.depth) }
    let mean =
      usualRate.map { Self.mean(alternate, depth, usualRate: $0) }
      ?? (alternate + 0.5) / (depth + 1)
    self.mean = min(max(mean, Self.meanRange.lowerBound), Self.meanRange.upperBound)
    rawCorrelation = MomentDispersion(used).correlation
    correlation = min(
      max(rawCorrelation, Self.correlationRange.lowerBound), Self.correlationRange.upperBound)
    self.normals = used.count
    (alternateReads, reads) = (Int(alternate), Int(depth))
  }

  private static func mean(_ alternate: Double, _ depth: Double, usualRate: Double) -> Double {
    let ordinary = 0.5 / usualRate
    // ln of B(X + 1/2, N - X + b) / B(1/2, b).
    func evidence(_ b: Double) -> Double {
      SpecialFunctions.logBeta(alternate + 0.5, depth - alternate + b)
        - SpecialFunctions.logBeta(0.5, b)
    }
    let odds =
      noisyShare / (1 - noisyShare) * exp(min(700, evidence(0.5) - evidence(ordinary - 0.5)))
    let noisy = odds / (1 + odds)
    return (alternate + 0.5) * (noisy / (depth + 1) + (1 - noisy) / (depth + ordinary))
  }

  /// `s0`: the beta-binomial precision of errors, in `9...9999`.
  public var precision: Double { (1 - correlation) / correlation }

  /// P(at least so many alternate reads | error alone), in `0...1`.
  public func upperTailProbability(of counts: ReadCounts) -> Double {
    BetaBinomial(trials: Int(counts.depth), mean: mean, precision: precision)
      .upperTailProbability(above: Int(counts.alternate) - 1)
  }
}
