package import DelimitedText

/// One row of a mutation table in 48 bytes: most texts are numbers of ``VariantStore``.
@frozen package struct MutationRow: Sendable {
  private static let mergedBit: UInt32 = 1 << 31
  private static let unalignedBit: UInt32 = 1 << 30
  private static let filteredBit: UInt32 = 1 << 29
  private static let otherReadsBit: UInt32 = 1 << 28
  @usableFromInline static var lineMask: UInt32 { (1 << 28) - 1 }

  /// 1-based, trimmed as `Variant` is.
  @usableFromInline package var position: Int32
  @usableFromInline package var alleles: UInt32
  package var gene: UInt32
  /// The number of the row's support in ``VariantStore``; 0 for none.
  package var support: UInt32 = 0
  package var protein: ShortText
  /// Reads at the site, or -1 where the row has no counts.
  @usableFromInline package var depth: Int32
  @usableFromInline package var alternate: Int32
  @usableFromInline var lineAndMarks: UInt32
  @usableFromInline package var chromosome: UInt16
  package var classification: UInt16

  package init(
    chromosome: UInt16, position: Int32, alleles: UInt32, gene: UInt32, protein: ShortText,
    classification: UInt16, alternate: Int32, depth: Int32, line: Int
  ) {
    self.position = position
    self.alleles = alleles
    self.gene = gene
    self.protein = protein
    self.depth = depth
    self.alternate = alternate
    self.lineAndMarks = UInt32(truncatingIfNeeded: line) & Self.lineMask
    self.chromosome = chromosome
    self.classification = classification
  }

  /// The line in the file.
  @inlinable package var line: Int { Int(lineAndMarks & Self.lineMask) }

  /// Counts the line from that of another file on.
  package mutating func moveLine(by lines: Int) {
    let marks = lineAndMarks & ~Self.lineMask
    lineAndMarks = UInt32(truncatingIfNeeded: line + lines) & Self.lineMask | marks
  }

  /// Whether another row that says the same was merged into this one.
  package var isMerged: Bool {
    get { lineAndMarks & Self.mergedBit != 0 }
    set { mark(Self.mergedBit, newValue) }
  }

  /// Whether the row is an indel that no reference genome put in its first place.
  package var isUnaligned: Bool {
    get { lineAndMarks & Self.unalignedBit != 0 }
    set { mark(Self.unalignedBit, newValue) }
  }

  /// Whether a caller's filter did not pass the row, and it was asked for all the same.
  package var isFiltered: Bool {
    get { lineAndMarks & Self.filteredBit != 0 }
    set { mark(Self.filteredBit, newValue) }
  }

  /// Whether the row stands for a record of the reference alone that has more other reads than errors
  /// explain, so that it has no counts.
  package var hasOtherReads: Bool {
    get { lineAndMarks & Self.otherReadsBit != 0 }
    set { mark(Self.otherReadsBit, newValue) }
  }

  private mutating func mark(_ bit: UInt32, _ isSet: Bool) {
    lineAndMarks = isSet ? lineAndMarks | bit : lineAndMarks & ~bit
  }

  /// The chromosome and position as one number; orders once chromosomes are ranked.
  @inlinable @inline(__always) package var place: UInt64 {
    UInt64(chromosome) << 32 | UInt64(UInt32(bitPattern: position))
  }

  @inlinable @inline(__always) package func isSameSite(as other: MutationRow) -> Bool {
    place == other.place && alleles == other.alleles
  }

  /// Whether two rows of one site do not contradict one another; missing counts say nothing.
  package func agrees(with other: MutationRow) -> Bool {
    depth < 0 || other.depth < 0 || (depth == other.depth && alternate == other.alternate)
  }

  @inlinable @inline(__always) package static func precedes(
    _ left: MutationRow, _ right: MutationRow
  ) -> Bool {
    if left.place != right.place { return left.place < right.place }
    if left.alleles != right.alleles { return left.alleles < right.alleles }
    return left.line < right.line
  }
}
