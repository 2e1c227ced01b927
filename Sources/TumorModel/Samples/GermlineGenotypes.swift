/// Reads at common germline variants in a patient's samples, which distinguish people.
public struct GermlineGenotypes: Hashable, Sendable {
  /// A common variant.
  public struct Site: Hashable, Sendable {
    /// The variant.
    public let variant: Variant
    /// The frequency of the alternate allele in the population; `nil` where it is not known.
    public let populationFrequency: Double?

    /// Creates a site.
    public init(variant: Variant, populationFrequency: Double?) {
      (self.variant, self.populationFrequency) = (variant, populationFrequency)
    }
  }

  /// The sites, sorted.
  public let sites: [Site]
  /// Reads, `[sample][site]`, tumour samples first, then normal ones; `nil` where none were counted.
  public let counts: [[ReadCounts?]]

  /// Creates genotypes, or `nil` if a sample does not have one count per site.
  public init?(sites: [Site], counts: [[ReadCounts?]]) {
    guard counts.allSatisfy({ $0.count == sites.count }) else { return nil }
    (self.sites, self.counts) = (sites, counts)
  }
}
