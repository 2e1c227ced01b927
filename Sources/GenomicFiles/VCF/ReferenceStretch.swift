/// Bases at which a sample has reads of the reference alone.
package struct ReferenceStretch: Sendable {
  /// The number of the chromosome in ``VariantStore``.
  package var chromosome: UInt16
  /// Whether reads with an insertion or deletion would have been told.
  package let tellsIndels: Bool
  /// The first base, 1-based.
  package let start: Int32
  /// The last base.
  package let end: Int32
  /// The reads at the site, or the least in the stretch; -1 where more of them than errors explain are
  /// of alleles that the record does not name.
  package let depth: Int32

  /// The chromosome and first base as one number; orders once chromosomes are ranked.
  package var place: UInt64 { UInt64(chromosome) << 32 | UInt64(UInt32(bitPattern: start)) }
}
