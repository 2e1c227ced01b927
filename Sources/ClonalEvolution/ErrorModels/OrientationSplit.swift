import Glibc
import TumorModel

/// The alternate reads of a site by the orientation of their pairs.
struct OrientationSplit: Hashable, Sendable {
  /// Alternate reads in F1R2 and in F2R1.
  let first: Int32
  let second: Int32
  /// `π1`: the share of reference reads in F1R2.
  let depthShare: Double

  /// Beyond these shares the design, not damage, decides the orientation.
  static let informative = 0.05...0.95

  /// The split, or `nil` where nothing is known or the site's reads have one orientation.
  init?(_ support: ReadSupport?) {
    guard let first = support?.firstOrientation, let second = support?.secondOrientation,
      min(first.alternate, second.alternate, first.reference, second.reference) >= 0
    else { return nil }
    (self.first, self.second) = (first.alternate, second.alternate)
    // One read of each orientation besides: where few reference reads are left, an even share.
    let (one, other) = (Double(first.reference) + 1, Double(second.reference) + 1)
    depthShare = one / (one + other)
    guard Self.informative.contains(depthShare) else { return nil }
  }

  /// The splits of a sample's sites; empty where the sample's reads have one orientation by design.
  static func splits(_ supports: [ReadSupport?]) -> [OrientationSplit?] {
    var (first, all) = (0.0, 0.0)
    for support in supports {
      guard let one = support?.firstOrientation, let other = support?.secondOrientation else {
        continue
      }
      first += Double(one.reference) + Double(one.alternate)
      all += Double(one.reference) + Double(one.alternate)
      all += Double(other.reference) + Double(other.alternate)
    }
    guard all > 0, informative.contains(first / all) else { return [] }
    return supports.map { OrientationSplit($0) }
  }

  /// `ln P(k1 | real) - ln P(k1 | absent)`, within ±6.
  ///
  /// Not every error read of damaged tissue is damage. A share `q` of them are ordinary errors, in
  /// either orientation, so that `q/2` of an artefact's reads lie on the other side; and a share `u`
  /// of absent sites are artefacts that know no orientation.
  ///
  /// - Parameters:
  ///   - ordinaryErrors: `q`, in `0...1`.
  ///   - plainArtefacts: `u`, in `0...1`.
  func logRatio(ordinaryErrors: Double, plainArtefacts: Double) -> Double {
    let leakage = Self.leakage * (1 - ordinaryErrors) + 0.5 * ordinaryErrors
    guard first + second > 0,
      let evidence = OrientationEvidence(
        firstOrientation: Int(first), alternate: Int(first) + Int(second), depthShare: depthShare,
        leakage: leakage)
    else { return 0 }
    let ratio = evidence.logLikelihoodRatio
    let mixed =
      plainArtefacts > 0
      ? -logSum(log1p(-min(plainArtefacts, 1 - 1e-12)) - ratio, log(plainArtefacts)) : ratio
    return min(max(mixed, -OrientationEvidence.cap), OrientationEvidence.cap)
  }

  /// δ of ``OrientationEvidence``: the share of damaged reads in the other orientation.
  private static let leakage = 0.02
}
