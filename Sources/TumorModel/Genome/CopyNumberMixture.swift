/// A locus at which tumour cells differ in copy number.
public struct CopyNumberMixture: Hashable, Sendable {
  /// Tumour cells with one copy number.
  public struct Part: Hashable, Sendable {
    /// `φ`: the share of tumour cells, in (0, 1].
    public let cellFraction: Double
    /// Their copies.
    public let copyNumber: CopyNumber

    /// Creates a part.
    public init(cellFraction: Double, copyNumber: CopyNumber) {
      (self.cellFraction, self.copyNumber) = (cellFraction, copyNumber)
    }
  }

  /// The parts, the largest first; their shares add to 1.
  public let parts: [Part]

  /// Creates a mixture, or `nil` unless there are two parts or more whose shares are positive and
  /// add to 1 within 1e-6.
  public init?(_ parts: [Part]) {
    guard parts.count > 1, parts.allSatisfy({ $0.cellFraction > 0 }),
      abs(parts.reduce(0) { $0 + $1.cellFraction } - 1) <= 1e-6
    else { return nil }
    self.parts = parts.sorted { $0.cellFraction > $1.cellFraction }
  }

  /// The copy number of most cells.
  public var dominant: CopyNumber { parts[0].copyNumber }
}
