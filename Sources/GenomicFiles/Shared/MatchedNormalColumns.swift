/// Where a mutation table tells the counts of the normal sample that a tumour was compared with.
package struct MatchedNormalColumns {
  package let barcode: Int?
  package let depth: Int?
  package let reference: Int?
  package let alternate: Int

  /// The columns, or `nil` where they do not tell a depth and alternate reads.
  package init?(barcode: Int?, depth: Int?, reference: Int?, alternate: Int?) {
    guard let alternate, depth ?? reference != nil else { return nil }
    (self.barcode, self.depth) = (barcode, depth)
    (self.reference, self.alternate) = (reference, alternate)
  }

  package var all: [Int] { [barcode, depth, reference, alternate].compactMap { $0 } }
}
