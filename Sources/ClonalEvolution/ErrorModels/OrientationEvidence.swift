import Glibc
import NumericalMethods

/// What the orientation of read pairs says of a change that fixation may have caused.
///
/// Damage of one strand before amplification shows in pairs of one orientation. With `k1` of `k`
/// alternate reads in the first orientation and a share `π1` of all reads in it,
/// ```
/// real:     Bin(k1; k, π1)
/// artefact: 1/2 Bin(k1; k, 1 - δ) + 1/2 Bin(k1; k, δ)
/// ```
/// Amplicons have one orientation by design; leave them out.
///
/// The likelihoods are derived here. One-sided orientation of damage: M. Costello et al., *Nucleic Acids
/// Res.* 41, e67 (2013), doi:10.1093/nar/gks1443.
public struct OrientationEvidence: Hashable, Sendable {
  /// `log P(k1 | real) - log P(k1 | artefact)`, in nats.
  public let logLikelihoodRatio: Double

  /// The greatest evidence that counts, in nats: model error lies beyond.
  public static let cap = 6.0

  /// Creates the evidence, or `nil` when a value is out of range.
  ///
  /// - Parameters:
  ///   - firstOrientation: `k1`, alternate reads in F1R2.
  ///   - alternate: `k`, alternate reads in either orientation.
  ///   - depthShare: `π1`, the share of all reads in F1R2, in `(0, 1)`.
  ///   - leakage: `δ`, the share of an artefact's reads in the other orientation, in `(0, 1)`.
  public init?(
    firstOrientation: Int, alternate: Int, depthShare: Double = 0.5, leakage: Double = 0.02
  ) {
    guard firstOrientation >= 0, firstOrientation <= alternate, depthShare > 0, depthShare < 1,
      leakage > 0, leakage < 1
    else { return nil }
    let (first, second) = (Double(firstOrientation), Double(alternate - firstOrientation))
    // The binomial coefficient is common to both sides.
    let logMass = { (share: Double) in
      first * log(share) + second * log1p(-share)
    }
    let artefact = SpecialFunctions.logSumExp(logMass(1 - leakage), logMass(leakage)) - log(2)
    logLikelihoodRatio = logMass(depthShare) - artefact
  }
}
