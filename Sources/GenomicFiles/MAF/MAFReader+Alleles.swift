import DelimitedText
import TumorModel

/// What a row says of its alleles.
extension MAFReader {
  mutating func alleles(
    _ line: Bytes, _ chromosome: UInt16, position: Int, into store: inout VariantStore
  ) throws(InputErrors) -> (Int32, UInt32)? {
    let reference = ends.field(columns.reference, of: line).trimmed
    let second = ends.field(columns.alternate, of: line).trimmed
    if reference.count == 1, second.count == 1, let old = Nucleotide.index(of: reference[0]),
      let new = Nucleotide.index(of: second[0]), old != new
    {
      return (Int32(truncatingIfNeeded: position), store.substitution(old, new))
    }
    return try rareAlleles(line, chromosome, reference, second, position, &store)
  }

  mutating func rareAlleles(
    _ line: Bytes, _ chromosome: UInt16, _ reference: Bytes, _ second: Bytes, _ position: Int,
    _ store: inout VariantStore
  ) throws(InputErrors) -> (Int32, UInt32)? {
    guard let old = Self.bases(reference) else {
      report(line, columns.reference, "bases of ACGTN or '-'")
      return nil
    }
    var new = second.isMissing ? old : Self.bases(second)
    if new == old, let column = columns.firstAllele {
      // Tables that list both alleles may put the alternate one first.
      let first = ends.field(column, of: line).trimmed
      if !first.isMissing { new = Self.bases(first) }
    }
    guard let new else {
      report(line, columns.alternate, "bases of ACGTN or '-'")
      return nil
    }
    guard old != new else {
      report(line, columns.alternate, "bases other than the reference's, '\(reference.string)'")
      return nil
    }
    guard
      var variant = Variant(
        chromosome: store.chromosomes[Int(chromosome)], position: position, reference: old,
        alternate: new), (1...Int(Int32.max)).contains(variant.position)
    else {
      report(line, columns.position, "a position from 1 to 2147483647 once the alleles are trimmed")
      return nil
    }
    if variant.kind == .insertion || variant.kind == .deletion {
      guard let placed = try placed(variant, line) else { return nil }
      variant = placed
    }
    let pair = VariantStore.Alleles(reference: variant.reference, alternate: variant.alternate)
    return (Int32(truncatingIfNeeded: variant.position), store.number(pair))
  }

  /// An indel at its first place, or `nil` when its bases are not the reference's.
  mutating func placed(
    _ variant: Variant, _ line: Bytes
  ) throws(InputErrors) -> Variant? {
    guard let aligner, aligner.has(variant.chromosome) else {
      isUnaligned = true
      return variant
    }
    if variant.kind == .deletion,
      let expected = try aligner.disagreement(with: variant)
    {
      report(line, columns.reference, "\(expected), the bases of the reference genome")
      return nil
    }
    return try aligner.aligned(variant)
  }

  /// Bases in upper case, or the empty text for dashes; `nil` for anything else.
  static func bases(_ field: Bytes) -> String? {
    if field.isEmpty { return nil }
    if field.allSatisfy({ $0 == UInt8(ascii: "-") }) { return "" }
    guard field.allSatisfy({ Nucleotide.index(of: $0) != nil }) else { return nil }
    return String(decoding: field.map { $0 & 0xDF }, as: UTF8.self)
  }
}
