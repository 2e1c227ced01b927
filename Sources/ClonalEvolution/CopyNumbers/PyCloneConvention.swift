public import TumorModel

/// The expected frequency under PyClone's three populations, for comparison with its results alone.
///
/// Normal cells, tumour cells without the mutation and tumour cells with it have copy numbers of
/// their own. Where the mutation precedes the copy-number change, tumour cells without it keep the
/// normal copy number, so that the denominator depends on the cancer cell fraction. Never mix this
/// with ``ExpectedFrequency``: at `c = 0.5`, `ρ = 0.7` and 2+1 copies the conventions give
/// frequencies from 0.13 to 0.30.
public enum PyCloneConvention {
  /// `Σ share · copies · μ / Σ share · copies` over the three populations.
  ///
  /// - Parameters:
  ///   - cellFraction: The cancer cell fraction, in `0...1`.
  ///   - purity: The share of tumour cells.
  ///   - normalCopies: Copies per normal cell.
  ///   - referenceCopies: Copies per tumour cell without the mutation.
  ///   - variantCopies: Copies per tumour cell with the mutation.
  ///   - variantFraction: The mutated share of those copies, in `0...1`.
  ///   - errorRate: The alternate share in cells without the mutation.
  /// - Returns: `nil` where no population has a copy.
  public static func frequency(
    cellFraction: Double, purity: Purity, normalCopies: Double = 2, referenceCopies: Double,
    variantCopies: Double, variantFraction: Double, errorRate: Double = 1e-3
  ) -> Double? {
    let normal = (1 - purity.value) * normalCopies
    let reference = purity.value * (1 - cellFraction) * referenceCopies
    let variant = purity.value * cellFraction * variantCopies
    let molecules = normal + reference + variant
    guard molecules > 0 else { return nil }
    return ((normal + reference) * errorRate + variant * variantFraction) / molecules
  }
}
