import Glibc
import NumericalMethods
public import TumorModel

/// How far allele counts of one sample scatter, learnt from germline heterozygous SNPs.
///
/// Counts at SNPs in segments with equal copies of both alleles are beta-binomial with one mean `μ`
/// and one precision `s`. A mean off 1/2 is the assay's bias for the reference allele. The precision
/// is that of alleles: errors have one of their own.
public struct AllelePrecision: Hashable, Sendable {
  /// `μ`: the mean share of alternate reads at a heterozygous SNP, in `(0, 1)`.
  public let mean: Double
  /// `s`: the beta-binomial precision; infinite where binomial counts fit as well.
  public let precision: Double
  /// The log-likelihood at ``mean`` and the finite precision of greatest likelihood, in nats.
  public let logLikelihood: Double
  /// The log-likelihood of the binomial at ``pooledMean``, in nats.
  public let binomialLogLikelihood: Double
  /// `v`: the pooled share of alternate reads.
  public let pooledMean: Double
  /// `ρ ≥ 0`: the correlation of reads by the method of moments.
  public let momentCorrelation: Double
  /// The sites with reads.
  public let sites: Int
  /// Whether the maximum was found; the method of moments stands in where it was not.
  public let converged: Bool

  /// `w = μ / (1 - μ)`: the odds at which an alternate molecule is captured.
  public var captureOdds: Double { mean / (1 - mean) }

  /// Within so many nats of the beta-binomial the binomial is kept.
  public static let binomialMargin = 0.5

  /// `ln s` is sought in this range.
  private static let logPrecisionRange = 0.0...14.0

  /// Estimates mean and precision by maximum likelihood.
  ///
  /// - Parameter snps: Counts at heterozygous SNPs of balanced segments.
  /// - Returns: `nil` without a reference and an alternate read among them.
  /// - Complexity: O(SNPs) once, then O(greatest depth) for each of some 100 evaluations.
  public init?(snps: [ReadCounts]) {
    let moments = MomentDispersion(snps)
    guard moments.pooledMean > 0, moments.pooledMean < 1 else { return nil }
    pooledMean = moments.pooledMean
    momentCorrelation = max(0, moments.correlation)
    sites = snps.count { $0.depth > 0 }
    let likelihood = DispersionLikelihood(snps)
    let binomial = likelihood.logValue(mean: moments.pooledMean, overdispersion: 0)
    binomialLogLikelihood = binomial

    let moment = MomentDispersion.precision(ofCorrelation: momentCorrelation)
    let range = Self.logPrecisionRange
    let start = min(max(log(moment), range.lowerBound), range.upperBound - 4)
    let logit = log(moments.pooledMean) - log1p(-moments.pooledMean)
    let fit = try? NelderMead.minimize(
      { point in
        guard range.contains(point[1]) else { return .infinity }
        let mean = 1 / (1 + exp(-point[0]))
        return -likelihood.logValue(mean: mean, overdispersion: exp(-point[1]))
      }, from: [logit, start], steps: [0.1, 1], tolerance: 1e-8)
    guard let fit, fit.converged, -fit.value > binomial + Self.binomialMargin else {
      converged = fit?.converged ?? false
      logLikelihood = fit.map { max(-$0.value, binomial) } ?? binomial
      mean = moments.pooledMean
      precision = converged ? .infinity : moment
      return
    }
    converged = true
    logLikelihood = -fit.value
    mean = 1 / (1 + exp(-fit.point[0]))
    precision = exp(fit.point[1])
  }

  /// What to assume without SNPs: 300 for exome capture, 100 for fixed or cytology specimens.
  ///
  /// Chosen by hand, not measured; 1000 suits panels with molecular barcodes. Repeat an analysis
  /// that rests on it with a third of it.
  public static func assumed(for specimen: Specimen?) -> Double {
    specimen == .ffpe || specimen == .cytology ? 100 : 300
  }
}
