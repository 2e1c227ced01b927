/// A site and its alleles by their numbers in ``VariantStore``; ordered once those are ranked.
package struct MutationSite: Hashable, Comparable, Sendable {
  /// The chromosome and position as one number.
  package let place: UInt64
  /// The number of the alleles.
  package let alleles: UInt32

  package init(_ row: MutationRow) { (place, alleles) = (row.place, row.alleles) }

  package init(chromosome: UInt16, position: Int32, alleles: UInt32) {
    place = UInt64(chromosome) << 32 | UInt64(UInt32(bitPattern: position))
    self.alleles = alleles
  }

  /// The number of the chromosome.
  package var chromosome: UInt16 { UInt16(truncatingIfNeeded: place >> 32) }

  /// The 1-based position.
  package var position: Int32 { Int32(truncatingIfNeeded: place) }

  package static func < (left: Self, right: Self) -> Bool {
    (left.place, left.alleles) < (right.place, right.alleles)
  }
}
