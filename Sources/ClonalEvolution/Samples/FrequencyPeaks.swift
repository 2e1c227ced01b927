import Glibc
import NumericalMethods
public import TumorModel

/// The peaks of a sample's variant allele frequencies.
///
/// A mixture of one to three beta-binomials of one precision `s`, fitted by EM and chosen by
/// ```
/// BIC = −2 ln L + (2 K − 1) ln N
/// ```
/// In the M-step a mean is the pooled frequency, each count weighted by `1 / (1 + (n − 1)/(s + 1))`.
/// Give it base changes of one copy number that were seen in the sample: what a caller's least count
/// cuts off is not modelled.
///
/// The criterion: G. Schwarz, *Ann. Stat.* 6, 461–464 (1978), doi:10.1214/aos/1176344136; EM as in
/// A. P. Dempster, N. M. Laird and D. B. Rubin, *J. R. Stat. Soc. B* 39, 1–38 (1977),
/// doi:10.1111/j.2517-6161.1977.tb01600.x.
public struct FrequencyPeaks: Hashable, Sendable {
  /// One peak.
  public struct Peak: Hashable, Sendable {
    /// The mean variant allele frequency.
    public let frequency: Double
    /// The share of the mutations.
    public let share: Double
  }

  /// The peaks, by falling frequency; their shares add to 1.
  public let peaks: [Peak]
  /// The mutations they rest on.
  public let mutations: Int

  /// The least share of the mutations of a peak that may be the clonal one.
  public static let leastShare = 0.15
  /// The least depth of a mutation that is used.
  public static let leastDepth = 30
  /// The fewest mutations that peaks are looked for among.
  public static let leastMutations = 8
  /// At most so many mutations are used, evenly spread.
  static let mutationLimit = 128
  private static let rounds = 40

  /// The highest peak of at least ``leastShare`` of the mutations.
  ///
  /// Not the tallest: that may be a sub-clone's.
  public var highest: Peak? { peaks.first { $0.share >= Self.leastShare } }

  /// Finds the peaks.
  ///
  /// - Parameters:
  ///   - counts: Reads of mutations; those of depth under ``leastDepth`` are left out.
  ///   - precision: `s`, the beta-binomial precision of allele counts; may be infinite.
  /// - Returns: `nil` with fewer than ``leastMutations`` mutations.
  /// - Complexity: O(mutations), of which at most 128 are used; about 2 ms.
  public init?(_ counts: [ReadCounts], precision: Double) {
    let deep = counts.filter { $0.depth >= Self.leastDepth }
    guard deep.count >= Self.leastMutations else { return nil }
    let used = SampleModelFit.spread(Array(deep.indices), limit: Self.mutationLimit).map {
      deep[$0]
    }
    mutations = deep.count
    var best: (score: Double, peaks: [Peak])?
    for count in 1...3 {
      let fit = Self.fit(used, peaks: count, precision: precision)
      let score = -2 * fit.logLikelihood + Double(2 * count - 1) * log(Double(used.count))
      if score < best?.score ?? .infinity { best = (score, fit.peaks) }
    }
    peaks = (best?.peaks ?? []).sorted { $0.frequency > $1.frequency }
  }

  private static func fit(
    _ counts: [ReadCounts], peaks count: Int, precision: Double
  ) -> (peaks: [Peak], logLikelihood: Double) {
    let sorted = counts.map { Double($0.alternate) / Double($0.depth) }.sorted()
    var means = (0..<count).map { sorted[(2 * $0 + 1) * sorted.count / (2 * count)] }
    var shares = [Double](repeating: 1 / Double(count), count: count)
    let weights = counts.map { 1 / (1 + (Double($0.depth) - 1) / (precision + 1)) }
    var logLikelihood = -Double.infinity
    var terms = [Double](repeating: 0, count: count)
    for _ in 0..<rounds {
      var sums = [(share: Double, alternate: Double, depth: Double)](
        repeating: (0, 0, 0), count: count)
      var total = 0.0
      for (index, reads) in counts.enumerated() {
        for peak in 0..<count {
          terms[peak] =
            log(max(shares[peak], 1e-12))
            + BetaBinomial(
              trials: Int(reads.depth), mean: min(max(means[peak], 1e-4), 1 - 1e-4),
              precision: precision
            ).logProbability(of: Int(reads.alternate))
        }
        let top = terms.max() ?? 0
        let sum = terms.reduce(0) { $0 + exp($1 - top) }
        total += top + log(sum)
        for peak in 0..<count {
          let share = exp(terms[peak] - top) / sum
          sums[peak].share += share
          sums[peak].alternate += share * weights[index] * Double(reads.alternate)
          sums[peak].depth += share * weights[index] * Double(reads.depth)
        }
      }
      for peak in 0..<count where sums[peak].depth > 0 {
        shares[peak] = sums[peak].share / Double(counts.count)
        means[peak] = sums[peak].alternate / sums[peak].depth
      }
      let isDone = total - logLikelihood < 1e-3
      logLikelihood = total
      if isDone { break }
    }
    return (
      zip(means, shares).map { Peak(frequency: $0, share: $1) }, logLikelihood
    )
  }
}
