import Glibc
import TumorModel

/// A sample's error rate as the bases around its sites show it.
///
/// Mismatched bases and all bases are pooled over the sites. A site whose share exceeds both 1 % and
/// ten times the median share is left out: a germline variant or misplaced reads lie there. One
/// wrong base in three is the alternate one of a given change.
struct MismatchRate: Hashable, Sendable {
  /// P(read shows one given wrong base | reference).
  let rate: Double
  /// The mismatched bases that were pooled.
  let mismatches: Double

  /// The deviation of the log rate around sites from that at them.
  private static let deviation = 0.5

  /// Pools a sample's sites; `nil` where no site tells its background.
  init?(_ supports: [ReadSupport?]) {
    let all = supports.compactMap { $0?.background }.filter { $0.bases > 0 && $0.mismatches >= 0 }
    guard !all.isEmpty else { return nil }
    func share(_ site: (mismatches: Int32, bases: Int32)) -> Double {
      Double(site.mismatches) / Double(site.bases)
    }
    let shares = all.map(share).sorted()
    let limit = max(0.01, 10 * shares[shares.count / 2])
    var (wrong, bases) = (0.0, 0.0)
    for site in all where share(site) <= limit {
      wrong += Double(site.mismatches)
      bases += Double(site.bases)
    }
    guard bases > 0 else { return nil }
    mismatches = wrong
    rate = (wrong + 0.5) / (bases + 1) / 3
  }

  /// A prior of the rate, `ln ε` normal, moved toward the rate that was seen by their precisions.
  func moving(_ prior: LogNormalPrior) -> LogNormalPrior {
    let seen = log(rate)
    let own = 1 / (Self.deviation * Self.deviation + 1 / (mismatches + 0.5))
    let before = 1 / (prior.deviation * prior.deviation)
    return LogNormalPrior(
      mean: (own * seen + before * prior.mean) / (own + before),
      deviation: 1 / (own + before).squareRoot())
  }
}
