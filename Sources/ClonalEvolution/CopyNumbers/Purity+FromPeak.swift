public import TumorModel

extension Purity {
  /// The purity at which clonal mutations have a given share of mutated molecules.
  ///
  /// ```
  /// ρ = N_N v / (m - v (N_T - N_N))
  /// ```
  /// - Parameters:
  ///   - peak: `v`, the variant allele frequency of a peak of clonal mutations, errors removed.
  ///   - tumorCopies: `N_T`, copies per tumour cell.
  ///   - multiplicity: `m`, mutated copies per tumour cell.
  ///   - normalCopies: `N_N`, copies per normal cell.
  /// - Returns: `nil` where no purity in `(0, 1]` puts a clonal peak there.
  public static func fromPeak(
    _ peak: Double, tumorCopies: Double, multiplicity: Double, normalCopies: Double = 2
  ) -> Purity? {
    let remainder = multiplicity - peak * (tumorCopies - normalCopies)
    guard remainder > 0 else { return nil }
    return Purity(normalCopies * peak / remainder)
  }
}
