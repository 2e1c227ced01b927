public import TumorModel

/// A locus at which tumour cells differ in copy number.
///
/// One sample identifies the product of cancer cell fraction and mean multiplicity alone; which
/// cells gained or lost which allele has to be assumed.
public struct SubclonalCopyNumber: Hashable, Sendable {
  /// Tumour cells of one copy number.
  public struct State: Hashable, Sendable {
    /// `φ`: the share of tumour cells.
    public let cellFraction: Double
    /// `N`: copies per cell.
    public let copies: Double
    /// `m`: mutated copies per cell.
    public let multiplicity: Double

    /// Creates a state, or `nil` unless `0 <= φ <= 1` and `0 <= m <= N`.
    public init?(cellFraction: Double, copies: Double, multiplicity: Double) {
      guard (0...1).contains(cellFraction), multiplicity >= 0, multiplicity <= copies,
        copies.isFinite
      else { return nil }
      self.cellFraction = cellFraction
      self.copies = copies
      self.multiplicity = multiplicity
    }
  }

  /// The states; their shares add to 1.
  public let states: [State]

  /// Creates a mixture, or `nil` unless the shares add to 1 within 1e-9.
  public init?(_ states: [State]) {
    guard abs(states.reduce(0) { $0 + $1.cellFraction } - 1) <= 1e-9 else { return nil }
    self.states = states
  }

  /// `Σ φ` over the states with a mutated copy.
  public var cancerCellFraction: Double {
    states.reduce(0) { $1.multiplicity > 0 ? $0 + $1.cellFraction : $0 }
  }

  /// `Σ φ m`: mutated copies per tumour cell, which is all that one sample identifies.
  public var effectiveMultiplicity: Double {
    states.reduce(0) { $0 + $1.cellFraction * $1.multiplicity }
  }

  /// `Σ φ N`: copies per tumour cell.
  public var meanCopies: Double { states.reduce(0) { $0 + $1.cellFraction * $1.copies } }

  /// `q = ρ Σ φ m / (ρ Σ φ N + (1 - ρ) N_N)`: the expected share of mutated molecules.
  ///
  /// - Parameters:
  ///   - purity: `ρ`, the share of tumour cells.
  ///   - normalCopies: `N_N`, copies per normal cell.
  /// - Returns: 0 where no cell has a copy.
  public func moleculeFraction(purity: Purity, normalCopies: Double = 2) -> Double {
    let molecules = purity.value * meanCopies + (1 - purity.value) * normalCopies
    return molecules > 0 ? purity.value * effectiveMultiplicity / molecules : 0
  }
}
