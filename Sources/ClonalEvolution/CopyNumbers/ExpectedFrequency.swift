/// The share of alternate reads to expect from a clone, and the clone to expect from a share.
///
/// A sample of purity `ρ` holds `N_T` copies of the locus per tumour cell and `N_N` per normal
/// cell; each mutated tumour cell carries `m` mutated copies. For a cancer cell fraction `c`
/// ```
/// q(c) = κ c,                  κ = ρ m / (ρ N_T + (1 - ρ) N_N)     molecules
/// q_w  = w q / (w q + 1 - q)                                      captured molecules
/// g(c) = ε01 + (1 - ε01 - ε10) q_w                                reads
/// ```
/// Capture acts on molecules and miscalls act on reads, so the bias `w` comes first.
///
/// The relation of reads, purity and copy numbers is that of S. L. Carter et al., *Nat. Biotechnol.* 30,
/// 413–421 (2012), doi:10.1038/nbt.2203; capture bias and miscalls are derived here.
public struct ExpectedFrequency: Hashable, Sendable {
  /// `κ`: the molecule fraction of a clonal mutation, in `0...1`; 0 where nothing can be seen.
  public let clonalMoleculeFraction: Double
  /// `ε01`: P(read alternate | molecule reference).
  public let errorRate: Double
  /// `w`: the odds at which an alternate molecule is captured rather than a reference one.
  public let captureOdds: Double
  /// `λ = (1 - ε01 - ε10) κ`: how much `g` rises from `c = 0` to `c = 1` where `w` is 1.
  public let sensitivity: Double

  /// `1 - ε01 - ε10`.
  private let fidelity: Double

  /// Creates the map, or `nil` when a value is out of range or not a number.
  ///
  /// - Parameters:
  ///   - purity: `ρ`, the share of tumour cells, in `(0, 1]`.
  ///   - tumorCopies: `N_T`, copies per tumour cell, averaged over tumour cells; at least 0.
  ///   - normalCopies: `N_N`, copies per normal cell; at least 0.
  ///   - multiplicity: `m`, mutated copies per mutated tumour cell, in `0...tumorCopies`.
  ///   - errorRate: `ε01`, at least 0; `ε01 + ε10` must stay below 1.
  ///   - missRate: `ε10`, P(read not alternate | molecule alternate), at least 0.
  ///   - captureOdds: `w`, positive and finite; 1 is no bias.
  public init?(
    purity: Double, tumorCopies: Double, normalCopies: Double = 2, multiplicity: Double,
    errorRate: Double = 0, missRate: Double = 0, captureOdds: Double = 1
  ) {
    guard purity > 0, purity <= 1, tumorCopies >= 0, tumorCopies.isFinite, normalCopies >= 0,
      normalCopies.isFinite, multiplicity >= 0, multiplicity <= tumorCopies, errorRate >= 0,
      missRate >= 0, errorRate + missRate < 1, captureOdds > 0, captureOdds.isFinite
    else { return nil }
    let molecules = purity * tumorCopies + (1 - purity) * normalCopies
    // No copy in any cell gives no reads: the same "nothing can be seen" as no mutated copy.
    clonalMoleculeFraction = molecules > 0 ? purity * multiplicity / molecules : 0
    fidelity = 1 - errorRate - missRate
    sensitivity = fidelity * clonalMoleculeFraction
    self.errorRate = errorRate
    self.captureOdds = captureOdds
  }

  /// Whether reads can tell a clone from nothing: `κ > 0`.
  public var isAssessable: Bool { clonalMoleculeFraction > 0 }

  /// `g(c)`: the expected share of alternate reads; not clipped.
  public func frequency(at cellFraction: Double) -> Double {
    let share = clonalMoleculeFraction * cellFraction
    if captureOdds == 1 { return errorRate + fidelity * share }
    let captured = captureOdds * share
    return errorRate + fidelity * captured / (captured + 1 - share)
  }

  /// `dg/dc`: alternate share per unit of cancer cell fraction; ``sensitivity`` where `w` is 1.
  public func slope(at cellFraction: Double) -> Double {
    if captureOdds == 1 { return sensitivity }
    let share = clonalMoleculeFraction * cellFraction
    let total = captureOdds * share + 1 - share
    return sensitivity * captureOdds / (total * total)
  }

  /// The cancer cell fraction whose expected share of alternate reads is the given one.
  ///
  /// The value is not clipped: below 0 there are fewer alternate reads than errors explain, above 1
  /// more than a clonal mutation explains. Clip it for display alone.
  ///
  /// - Returns: `nil` where nothing can be seen (`κ = 0`), and beyond the pole that a capture bias
  ///   gives the inverse above a share of 1.
  public func cellFraction(fromFrequency frequency: Double) -> Double? {
    guard isAssessable else { return nil }
    let captured = (frequency - errorRate) / fidelity
    let total = captureOdds + captured * (1 - captureOdds)
    guard total > 0 else { return nil }
    return captured / total / clonalMoleculeFraction
  }
}
