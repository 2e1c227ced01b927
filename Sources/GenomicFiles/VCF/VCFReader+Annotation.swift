import DelimitedText
import TumorModel

/// What a record says beside its alleles and reads.
extension VCFReader {
  /// `SS` of INFO.
  func recordStatus(_ line: Bytes) -> Int? {
    guard header.hasStatus, let value = ends.field(7, of: line).infoValue("SS") else { return nil }
    return value.count(at: 0)
  }

  /// The name under which a record is left out as not somatic.
  func status(
    _ record: Int?, _ isGermline: Bool, _ sample: SampleFields, _ layout: Int
  ) -> String? {
    switch sample.number(layouts[layout].status) ?? record {
    case 1: CallFilters.germline
    case 3: CallFilters.lossOfHeterozygosity
    default: isGermline ? CallFilters.germline : nil
    }
  }

  mutating func names(
    _ line: Bytes, _ alternate: Bytes, _ allele: RecordAllele, _ store: inout VariantStore
  ) -> (gene: UInt32, protein: ShortText, classification: UInt16) {
    if header.annotation.isEmpty { return (0, ShortText(), 0) }
    let texts = header.annotation.texts(
      of: ends.field(7, of: line), alternate: alternate, number: allele.number,
      count: allele.count)
    var classification: UInt16 = 0
    if !texts.consequence.isEmpty {
      var name = Consequence.classification(
        texts.consequence.string,
        isInsertion: alternate.count > ends.field(3, of: line).count)
      classification = name.withUTF8 { store.classification($0) }
    }
    return (
      texts.gene.isEmpty ? 0 : store.genes.intern(texts.gene),
      texts.protein.isEmpty ? ShortText() : store.protein(protein.short(texts.protein)),
      classification
    )
  }
}
