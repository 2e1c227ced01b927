/// One purity that a sample's reads are consistent with.
public struct PuritySolution: Hashable, Sendable {
  /// What a solution rests on.
  public enum Basis: String, Hashable, Sendable, CaseIterable {
    /// A purity that the study states; the reads move it within its uncertainty.
    case stated
    /// The likelihood of all mutations, and a peak of allele frequencies that it explains.
    case peak
    /// The likelihood of all mutations; no peak of clonal mutations lies there.
    case posterior
    /// Next to nothing but the prior: the sample's mutations do not resolve its purity.
    case prior
  }

  /// The index in ``PatientEvidence/samples``.
  public var sample: Int
  /// The tumour cell share: the solution's posterior mean.
  public var purity: Double
  /// The 1 % quantile of the solution, less a margin of 0.015.
  public var low: Double
  /// The 99 % quantile of the solution, and a margin of 0.015.
  public var high: Double
  /// The solution's share of the posterior; those of a sample add to 1.
  public var weight: Double
  /// The tumour's mean copy number, as stated or as the solution assumes it; `nil` if unknown.
  public var ploidy: Double?
  /// The highest peak of the sample's variant allele frequencies.
  public var peakFrequency: Double?
  /// Copies per tumour cell of the clonal mutations in that peak; `nil` where the solution takes
  /// the peak for sub-clonal.
  public var peakMultiplicity: Int?
  /// Mutations with alternate reads in the sample.
  public var mutations: Int
  /// What the solution rests on.
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
