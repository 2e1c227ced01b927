import Glibc
import NumericalMethods
public import TumorModel

/// Whether two samples carry the same germline genotypes.
///
/// Over common SNPs, with Hardy–Weinberg genotype probabilities `π_G`,
/// ```
/// LLR = Σ ln [ Σ_G π_G P(k1|G) P(k2|G) / (Σ_G π_G P(k1|G) · Σ_G π_G P(k2|G)) ]
/// ```
/// A heterozygous SNP of a tumour may have lost an allele; with an allelic imbalance its reads are a
/// mixture of a half at 1/2 and a quarter at 1/2 less and more the imbalance. A matching SNP yields
/// about a nat: below some 20 SNPs no verdict is to be expected.
///
/// The log odds of one donor against two are those of N. Javed et al., *Nat. Commun.* 11, 3697 (2020),
/// doi:10.1038/s41467-020-17453-5, here for single SNPs; the imbalance is derived here. Genotype
/// probabilities: G. H. Hardy, *Science* 28, 49–50 (1908), doi:10.1126/science.28.706.49.
public struct SampleIdentity: Hashable, Sendable {
  /// One common SNP in two samples.
  public struct Locus: Hashable, Sendable {
    /// Reads in one sample.
    public let first: ReadCounts
    /// Reads in the other.
    public let second: ReadCounts
    /// The population frequency of the alternate allele, in `(0, 1)`.
    public let alternateFrequency: Double

    /// Creates a locus, or `nil` unless the frequency is in `(0, 1)`.
    public init?(first: ReadCounts, second: ReadCounts, alternateFrequency: Double) {
      guard alternateFrequency > 0, alternateFrequency < 1 else { return nil }
      self.first = first
      self.second = second
      self.alternateFrequency = alternateFrequency
    }
  }

  /// What the genotypes say of two samples.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Of one patient.
    case samePatient
    /// Of two patients: a swap.
    case differentPatients
    /// Too few reads or SNPs to tell.
    case undecided
  }

  /// One patient against two, in nats.
  public let logLikelihoodRatio: Double

  /// The log-likelihood ratio of either verdict, `ln 10⁴`.
  public static let threshold = 9.210_340_371_976_184

  /// Compares two samples.
  ///
  /// - Parameters:
  ///   - loci: Common SNPs, far enough apart to be independent.
  ///   - errorRate: The share of wrong reads at a homozygous SNP, in `(0, 1/2)`.
  ///   - imbalance: How far reads of a heterozygous SNP may be from 1/2, in `0..<1/2`; 0 for normal
  ///     tissue.
  /// - Complexity: O(loci).
  public init(loci: [Locus], errorRate: Double = 0.005, imbalance: Double = 0) {
    precondition(errorRate > 0 && errorRate < 0.5 && (0..<0.5).contains(imbalance))
    // The binomial coefficients are common to both sides and left out.
    let emission = { (counts: ReadCounts) -> (Double, Double, Double) in
      let alternate = Double(counts.alternate)
      let reference = Double(counts.depth - counts.alternate)
      let logMass = { (share: Double) in alternate * log(share) + reference * log1p(-share) }
      var heterozygous = logMass(0.5)
      if imbalance > 0 {
        let unequal = SpecialFunctions.logSumExp(logMass(0.5 - imbalance), logMass(0.5 + imbalance))
        heterozygous = SpecialFunctions.logSumExp(heterozygous + log(0.5), unequal + log(0.25))
      }
      return (logMass(errorRate), heterozygous, logMass(1 - errorRate))
    }
    logLikelihoodRatio = loci.reduce(0) { sum, locus in
      let q = locus.alternateFrequency
      let prior = (2 * log1p(-q), log(2) + log(q) + log1p(-q), 2 * log(q))
      let (one, two) = (emission(locus.first), emission(locus.second))
      let logSum = { (terms: (Double, Double, Double)) in
        SpecialFunctions.logSumExp(
          SpecialFunctions.logSumExp(prior.0 + terms.0, prior.1 + terms.1), prior.2 + terms.2)
      }
      let same = logSum((one.0 + two.0, one.1 + two.1, one.2 + two.2))
      return sum + same - logSum(one) - logSum(two)
    }
  }

  /// One patient above ``threshold``, two below its negative, undecided between.
  public var verdict: Verdict {
    if logLikelihoodRatio > Self.threshold { return .samePatient }
    return logLikelihoodRatio < -Self.threshold ? .differentPatients : .undecided
  }
}
