import Glibc
import NumericalMethods
public import TumorModel

/// How much tumour a matched normal sample holds.
///
/// Clonal mutations of the tumour show in a normal with a share `τ` of tumour cells at
/// ```
/// f = τ m / (τ N_T + (1 - τ) N_N),  g = ε + (1 - 2ε) f
/// ```
/// Blood with circulating tumour cells, or tissue beside the tumour, would otherwise make callers
/// drop the clonal mutations first.
///
/// The problem is that of A. Taylor-Weiner et al., *Nat. Methods* (2018), doi:10.1038/s41592-018-0036-9.
public struct TumorInNormal: Hashable, Sendable {
  /// A clonal mutation's reads in the normal sample.
  public struct Site: Hashable, Sendable {
    /// The reads.
    public let counts: ReadCounts
    /// `N_T`: copies per tumour cell.
    public let tumorCopies: Int
    /// `N_N`: copies per normal cell.
    public let normalCopies: Int
    /// `m`: mutated copies per tumour cell.
    public let multiplicity: Int

    /// Creates a site, or `nil` unless `0 < m <= N_T` and `N_N >= 0`.
    public init?(
      counts: ReadCounts, tumorCopies: Int, normalCopies: Int = 2, multiplicity: Int
    ) {
      guard multiplicity > 0, multiplicity <= tumorCopies, normalCopies >= 0 else { return nil }
      self.counts = counts
      self.tumorCopies = tumorCopies
      self.normalCopies = normalCopies
      self.multiplicity = multiplicity
    }

    /// `g`: the expected share of alternate reads.
    func frequency(share: Double, errorRate: Double) -> Double {
      let molecules = share * Double(tumorCopies) + (1 - share) * Double(normalCopies)
      let mutated = molecules > 0 ? share * Double(multiplicity) / molecules : 0
      return errorRate + (1 - 2 * errorRate) * mutated
    }
  }

  /// `τ`: the share of tumour cells of greatest likelihood, in `0...0.9`.
  public let share: Double
  /// The 95 % interval of the profile likelihood.
  public let interval: ClosedRange<Double>
  /// The log-likelihood at ``share``, in nats.
  public let logLikelihood: Double
  /// The log-likelihood without tumour, in nats.
  public let cleanLogLikelihood: Double
  /// `ε`: the error rate assumed.
  public let errorRate: Double

  /// Shares above this are not considered: such a sample is no normal.
  public static let greatestShare = 0.9
  /// Half the 95 % quantile of chi-squared with one degree of freedom.
  private static let profileDrop = 1.920_729_410_347_062
  /// Above this tail probability contamination explains the normal's reads.
  public static let significance = 1e-3

  /// Estimates the share by maximum likelihood.
  ///
  /// - Parameters:
  ///   - sites: Clonal mutations of the tumour.
  ///   - errorRate: `ε`, P(read alternate | molecule reference), in `(0, 1/2)`.
  /// - Returns: `nil` without a site that has reads, or for an error rate out of range.
  public init?(sites: [Site], errorRate: Double = 1e-3) {
    guard errorRate > 0, errorRate < 0.5, sites.contains(where: { $0.counts.depth > 0 }) else {
      return nil
    }
    let logValue = { (share: Double) -> Double in
      sites.reduce(0) { sum, site in
        let (k, n) = (Int(site.counts.alternate), Int(site.counts.depth))
        let frequency = site.frequency(share: share, errorRate: errorRate)
        return sum + SpecialFunctions.logChoose(n, k) + Double(k) * log(frequency)
          + Double(n - k) * log1p(-frequency)
      }
    }
    // Shares span decades; a grid of squares keeps the small ones apart.
    guard
      let fit = try? BrentMinimum.find(
        in: 0...Self.greatestShare.squareRoot(), tolerance: 1e-10,
        { root in -logValue(root * root) })
    else { return nil }
    cleanLogLikelihood = logValue(0)
    let isClean = -fit.value <= cleanLogLikelihood
    share = isClean ? 0 : fit.estimate * fit.estimate
    logLikelihood = isClean ? cleanLogLikelihood : -fit.value
    self.errorRate = errorRate
    let floor = logLikelihood - Self.profileDrop
    let (best, end) = (share.squareRoot(), Self.greatestShare.squareRoot())
    let low = cleanLogLikelihood >= floor ? 0 : Self.edge(from: best, to: 0, floor, logValue)
    let high =
      logValue(Self.greatestShare) >= floor ? end : Self.edge(from: best, to: end, floor, logValue)
    interval = low * low...high * high
  }

  /// Where the likelihood falls to a floor, as the root of a share.
  private static func edge(
    from inside: Double, to outside: Double, _ floor: Double, _ logValue: (Double) -> Double
  ) -> Double {
    var (inside, outside) = (inside, outside)
    for _ in 0..<40 {
      let middle = 0.5 * (inside + outside)
      if logValue(middle * middle) >= floor { inside = middle } else { outside = middle }
    }
    return inside
  }

  /// Whether the 95 % interval of the profile likelihood excludes a clean normal.
  public var isContaminated: Bool { logLikelihood - cleanLogLikelihood > Self.profileDrop }

  /// Whether contamination explains the normal's reads at a site, so that they are no reason to
  /// take the variant for germline.
  ///
  /// - Parameters:
  ///   - site: The site, as if the mutation were clonal.
  ///   - precision: The beta-binomial precision of allele counts.
  /// - Returns: `false` in a clean normal, where alternate reads speak for themselves.
  public func explains(_ site: Site, precision: Double = .infinity) -> Bool {
    guard isContaminated else { return false }
    let reads = BetaBinomial(
      trials: Int(site.counts.depth), mean: site.frequency(share: share, errorRate: errorRate),
      precision: precision)
    return reads.upperTailProbability(above: Int(site.counts.alternate) - 1) >= Self.significance
  }
}
