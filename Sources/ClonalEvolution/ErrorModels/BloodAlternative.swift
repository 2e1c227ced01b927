import Glibc
import NumericalMethods
public import TumorModel

/// Whether a clone of blood cells gave the reads that plasma shows.
///
/// Most free DNA in plasma comes from blood cells. Where the matched normal is blood, a clone in it
/// shows at one frequency in both; a tumour's mutation shows in plasma alone. With `e` log-uniform
/// on [0.001, 1/2],
/// ```
/// blood:  ∫ BB(k_P; n_P, e, s) BB(k_N; n_N, e, s) q(e) de
/// tumour: ∫ BB(k_P; n_P, e, s) q(e) de · BB(k_N; n_N, g, s0)
/// ```
/// where `g` is what errors and tumour cells among the blood explain.
///
/// Derived here. Clonal haematopoiesis as the source of plasma variants: P. Razavi et al., *Nat. Med.* 25,
/// 1928–1937 (2019), doi:10.1038/s41591-019-0652-7.
public struct BloodAlternative: Hashable, Sendable {
  /// `ln P(reads | blood) - ln P(reads | tumour)`.
  public let logLikelihoodRatio: Double

  /// Nodes over the frequency, evenly spaced in its logarithm.
  private static let nodes = 240
  private static let range = 1e-3...0.5

  /// Compares the two accounts.
  ///
  /// - Parameters:
  ///   - plasma: Reads in plasma.
  ///   - normal: Reads in the matched normal.
  ///   - expected: `g`: the share of alternate reads that the normal shows without such a clone, in
  ///     `(0, 1)`.
  ///   - precision: `s`: the beta-binomial precision of allele counts.
  ///   - errorPrecision: `s0`: that of errors.
  /// - Returns: `nil` without reads in both.
  /// - Complexity: O(1), some 500 beta-binomial probabilities.
  public init?(
    plasma: ReadCounts, normal: ReadCounts, expected: Double = 1e-3, precision: Double = 300,
    errorPrecision: Double = 1e4
  ) {
    guard plasma.depth > 0, normal.depth > 0, expected > 0, expected < 1 else { return nil }
    let (low, high) = (log(Self.range.lowerBound), log(Self.range.upperBound))
    var (both, one) = (-Double.infinity, -Double.infinity)
    for node in 0..<Self.nodes {
      let mean = exp(low + (high - low) * (Double(node) + 0.5) / Double(Self.nodes))
      // Low frequencies scatter as errors do, high ones as alleles.
      let spread = min(errorPrecision, precision / mean)
      let here = Self.logProbability(of: plasma, mean, spread)
      one = logSum(one, here)
      both = logSum(both, here + Self.logProbability(of: normal, mean, spread))
    }
    logLikelihoodRatio = both - one - Self.logProbability(of: normal, expected, errorPrecision)
  }

  /// Whether blood explains the reads better than a tumour.
  public var isLikelier: Bool { logLikelihoodRatio > 0 }

  private static func logProbability(
    of counts: ReadCounts, _ mean: Double, _ precision: Double
  ) -> Double {
    BetaBinomial(trials: Int(counts.depth), mean: mean, precision: precision)
      .logProbability(of: Int(counts.alternate))
  }
}
