import DelimitedText
import TumorModel

/// Where the alleles of a record stand.
extension VCFReader {
  /// Where a variant stands once trimmed and, with a reference, moved left.
  struct Site {
    let chromosome: UInt16
    let position: Int32
    let alleles: UInt32
    let isUnaligned: Bool

    func row(
      _ counts: AlleleCounts?,
      _ texts: (gene: UInt32, protein: ShortText, classification: UInt16), line: Int,
      _ store: inout VariantStore
    ) -> MutationRow {
      var row = MutationRow(
        chromosome: chromosome, position: position, alleles: alleles, gene: texts.gene,
        protein: texts.protein, classification: texts.classification,
        alternate: Int32(counts?.alternate ?? 0), depth: Int32(counts?.depth ?? -1), line: line)
      if let support = counts?.support { row.support = store.add(support) }
      if isUnaligned { row.isUnaligned = true }
      return row
    }
  }

  mutating func site(
    _ chromosome: UInt16, _ position: Int, _ reference: Bytes, _ alternate: Bytes,
    _ store: inout VariantStore, _ line: Bytes
  ) throws(InputErrors) -> Site? {
    if reference.count == 1, alternate.count == 1, let old = Nucleotide.index(of: reference[0]),
      let new = Nucleotide.index(of: alternate[0]), old != new
    {
      return Site(
        chromosome: chromosome, position: Int32(position), alleles: store.substitution(old, new),
        isUnaligned: false)
    }
    guard
      var variant = Variant(
        chromosome: store.chromosomes[Int(chromosome)], position: position,
        reference: reference.string, alternate: alternate.string), variant.position >= 1
    else {
      report(line, "ALT", 4, "bases other than REF's, '\(reference.string)'")
      return nil
    }
    var isUnaligned = variant.kind == .insertion || variant.kind == .deletion
    if isUnaligned, let aligner, let aligned = try aligner.aligned(variant) {
      variant = aligned
      isUnaligned = false
    }
    let pair = VariantStore.Alleles(reference: variant.reference, alternate: variant.alternate)
    return Site(
      chromosome: chromosome, position: Int32(variant.position), alleles: store.number(pair),
      isUnaligned: isUnaligned)
  }

  mutating func isOfReference(
    _ line: Bytes, _ reference: Bytes, _ chromosome: Chromosome, _ position: Int
  ) throws(InputErrors) -> Bool {
    guard let aligner else { return true }
    guard let agrees = try aligner.agrees(reference, on: chromosome, at: position) else {
      tally.elsewhere += 1
      return true
    }
    if agrees { return true }
    let found = try aligner.bases(on: chromosome, at: position, count: reference.count)
    report(
      line, "REF", 3,
      found.isEmpty
        ? "a position of the reference genome, whose \(chromosome) is shorter"
        : "\(found), the reference genome's at \(chromosome):\(position)")
    return false
  }
}
