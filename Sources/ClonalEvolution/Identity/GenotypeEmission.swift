import Glibc
import NumericalMethods
import TumorModel

/// How likely a sample's reads at an inherited variant are under each genotype.
///
/// A homozygous genotype gives wrong reads at a rate that is not known either: beta distributed with
/// ``errors``, mean 0.005 and mostly less, so that thousands of reads without an error, as of a deep
/// panel, and a noisy site are both what it gives. In normal tissue a heterozygous one gives half of
/// each allele. A tumour may have lost or gained an allele in a share of its cells that is not known:
/// half of its heterozygous variants keep a share of 1/2, three eighths may have any share from 0 to
/// 1, and an eighth shows one allele alone,
/// ```
/// P(k | het) = 1/2 Bin(k; n, 1/2) + 3/8 · 1/(n + 1) + 1/16 P(k | none) + 1/16 P(k | both).
/// ```
/// Any genotype can be misread as a whole, by an allele that was not captured or a variant that lies
/// elsewhere: no variant alone weighs more than ``misread`` allows.
///
/// Derived here. Genotype concordance of tumour and normal: E. A. Bergmann et al., *Bioinformatics* 32,
/// 3196–3198 (2016), doi:10.1093/bioinformatics/btw389.
struct GenotypeEmission {
  /// The beta distribution of the share of wrong reads at a homozygous variant.
  static let errors = (alpha: 0.5, beta: 99.5)
  /// The probability that the reads do not show the genotype.
  static let misread = 1e-3

  /// Whether alleles may be out of balance.
  let isTumor: Bool

  /// The likelihoods of none, one and two alternate alleles over the greatest of them.
  func relativeLikelihoods(_ counts: ReadCounts) -> SIMD3<Double> {
    let alternate = Double(counts.alternate)
    let reference = Double(counts.depth) - alternate
    let coefficient = SpecialFunctions.logChoose(Int(counts.depth), Int(counts.alternate))
    func homozygous(wrong: Double, right: Double) -> Double {
      coefficient + SpecialFunctions.logBeta(wrong + Self.errors.alpha, right + Self.errors.beta)
        - SpecialFunctions.logBeta(Self.errors.alpha, Self.errors.beta)
    }
    let none = homozygous(wrong: alternate, right: reference)
    let both = homozygous(wrong: reference, right: alternate)
    var one = coefficient - Double(counts.depth) * log(2.0)
    if isTumor {
      one = SpecialFunctions.logSumExp([
        one + log(0.5), log(0.375 / (Double(counts.depth) + 1)), none - log(16.0),
        both - log(16.0),
      ])
    }
    let logs = SIMD3(none, one, both)
    let best = logs.max()
    let relative = SIMD3(exp(logs.x - best), exp(logs.y - best), exp(logs.z - best))
    return (1 - Self.misread) * relative + Self.misread
  }
}
