/// One purity that a sample's reads are consistent with: a mode of the purity's posterior.
public struct PuritySolution: Hashable, Sendable {
  /// The basis of a solution.
  public enum Basis: String, Hashable, Sendable, CaseIterable {
    /// A purity stated by the study; the reads adjust it within its uncertainty.
    case stated
    /// The likelihood of all mutations, and a peak of allele frequencies that it explains; in results
    /// of earlier versions only.
    case peak
    /// The evidence of all mutations in the pair's fit.
    case posterior
    /// Nothing but the prior: no mutation of the sample shows a read.
    case prior
  }

  /// The index in ``PatientEvidence/samples``.
  public var sample: Int
  /// The purity: the solution's posterior mean.
  public var purity: Double
  /// The 1 % quantile of the solution.
  public var low: Double
  /// The 99 % quantile of the solution.
  public var high: Double
  /// The solution's share of the posterior; those of a sample add to 1.
  public var weight: Double
  /// The tumour's mean copy number, as stated or as the solution assumes it; `nil` if unknown.
  public var ploidy: Double?
  /// The highest peak of the sample's variant allele frequencies; in results of earlier versions only.
  public var peakFrequency: Double?
  /// Copies per tumour cell of the clonal mutations in that peak; in results of earlier versions only.
  public var peakMultiplicity: Int?
  /// Mutations with alternate reads in the sample.
  public var mutations: Int
  /// The basis of the solution.
  public var basis: Basis
  /// Whether this is the sample's likeliest solution.
  public var isChosen: Bool

  /// Creates a solution without a peak.
  public init(
    sample: Int, purity: Double, low: Double, high: Double, weight: Double, mutations: Int,
    basis: Basis, isChosen: Bool
  ) {
    self.sample = sample
    self.purity = purity
    (self.low, self.high) = (low, high)
    self.weight = weight
    self.mutations = mutations
    self.basis = basis
    self.isChosen = isChosen
  }
}
