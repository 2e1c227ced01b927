#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import NumericalMethods
import TumorModel

/// How likely a sample's reads at an inherited variant are under each genotype.
///
/// A homozygous genotype gives wrong reads at one of two rates, each as likely as the other. In
/// normal tissue a heterozygous one gives half of each allele. A tumour may have lost or gained an
/// allele in a share of its cells that is not known: half of its heterozygous variants keep a share
/// of 1/2, and the other half may have any share from 0 to 1,
/// ```
/// P(k | het) = 1/2 Bin(k; n, 1/2) + 1/2 · 1/(n + 1).
/// ```
/// Any genotype can be misread as a whole, by an allele that was not captured or a variant that lies
/// elsewhere: no variant alone weighs more than ``misread`` allows.
struct GenotypeEmission {
  /// Shares of wrong reads at a homozygous variant.
  static let errorRates = [0.005, 0.02]
  /// The probability that the reads do not show the genotype.
  static let misread = 1e-3

  /// Whether alleles may be out of balance.
  let isTumor: Bool

  /// The likelihoods of none, one and two alternate alleles over the greatest of them.
  func relativeLikelihoods(_ counts: ReadCounts) -> SIMD3<Double> {
    let alternate = Double(counts.alternate)
    let reference = Double(counts.depth) - alternate
    let coefficient = SpecialFunctions.logChoose(Int(counts.depth), Int(counts.alternate))
    func logMass(_ share: Double) -> Double {
      coefficient + alternate * log(share) + reference * log1p(-share)
    }
    let none = Self.errorRates.map { logMass($0) }
    let both = Self.errorRates.map { logMass(1 - $0) }
    var one = logMass(0.5)
    if isTumor {
      one = log(0.5) + SpecialFunctions.logSumExp(one, -log(Double(counts.depth) + 1))
    }
    let logs = SIMD3(
      SpecialFunctions.logSumExp(none) - log(2.0), one,
      SpecialFunctions.logSumExp(both) - log(2.0))
    let best = logs.max()
    let relative = SIMD3(exp(logs.x - best), exp(logs.y - best), exp(logs.z - best))
    return (1 - Self.misread) * relative + Self.misread
  }
}
