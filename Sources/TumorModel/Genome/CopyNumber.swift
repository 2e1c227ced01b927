/// The allele-specific copy number of tumour cells at a locus, in copies per cell.
public struct CopyNumber: Hashable, Sendable {
  /// Copies of the allele that has more of them; never less than ``minor``.
  public let major: Int
  /// Copies of the other allele; 0 is a loss of heterozygosity.
  public let minor: Int

  /// Creates a copy number, or `nil` unless `0 <= minor <= major <= 10,000`.
  public init?(major: Int, minor: Int) {
    guard minor >= 0, minor <= major, major <= 10_000 else { return nil }
    (self.major, self.minor) = (major, minor)
  }

  /// One copy of each allele.
  public static let normal = CopyNumber(unchecked: 1, 1)

  private init(unchecked major: Int, _ minor: Int) {
    (self.major, self.minor) = (major, minor)
  }

  /// Copies of both alleles together.
  public var total: Int { major + minor }
}
