import DelimitedText

/// The genes that an annotation tool wrote into INFO: SnpEff's `ANN`, VEP's `CSQ` or PURPLE's
/// `IMPACT`.
///
/// Of several transcripts the one that VEP picked counts, otherwise the first, which SnpEff puts
/// there as the most severe.
struct VariantAnnotation: Sendable {
  /// Texts of one transcript; empty where the record has none.
  struct Texts {
    var gene = Bytes(start: nil, count: 0)
    var protein = Bytes(start: nil, count: 0)
    var consequence = Bytes(start: nil, count: 0)
  }

  private struct Layout {
    let key: StaticString
    var separator = UInt8(ascii: "|")
    var hasTranscripts = true
    var allele: Int?
    var alleleNumber: Int?
    var gene: Int?
    var protein: Int?
    var consequence: Int?
    var pick: Int?
  }

  private var layouts: [Layout] = []

  /// Whether the header declares any of the fields.
  var isEmpty: Bool { layouts.isEmpty }

  /// Takes note of a header line that declares one of the fields.
  mutating func learn(_ line: String) {
    switch VCFHeader.attribute("ID", of: line) {
    case "CSQ":
      guard let format = line.after("Format: ") else { return }
      let names = format.prefix { $0 != "\"" && $0 != ">" }
        .split(separator: "|", omittingEmptySubsequences: false).map { $0.lowercased() }
      layouts.append(
        Layout(
          key: "CSQ", allele: names.firstIndex(of: "allele"),
          alleleNumber: names.firstIndex(of: "allele_num"),
          gene: names.firstIndex(of: "symbol"), protein: names.firstIndex(of: "hgvsp"),
          consequence: names.firstIndex(of: "consequence"), pick: names.firstIndex(of: "pick")))
    case "ANN":
      layouts.append(Layout(key: "ANN", allele: 0, gene: 3, protein: 10, consequence: 1))
    case "IMPACT":
      layouts.append(
        Layout(
          key: "IMPACT", separator: UInt8(ascii: ","), hasTranscripts: false, gene: 0,
          protein: 6, consequence: 2))
    default: return
    }
  }

  /// The texts of a record's alternate allele.
  ///
  /// - Parameters:
  ///   - info: The record's INFO.
  ///   - alternate: The allele as the record writes it.
  ///   - number: Its number, from 1.
  ///   - count: How many alternate alleles the record has.
  func texts(of info: Bytes, alternate: Bytes, number: Int, count: Int) -> Texts {
    for layout in layouts {
      guard let value = info.infoValue(layout.key), !value.isMissing else { continue }
      guard layout.hasTranscripts else { return texts(value, layout) }
      var first: Bytes?
      var rest = value[...]
      while let piece = rest.nextPiece(UInt8(ascii: ",")) {
        guard count == 1 || isOf(piece, layout, alternate, number) else { continue }
        if first == nil { first = piece }
        guard let pick = layout.pick else { break }
        if piece.piece(pick, UInt8(ascii: "|"))?.first == UInt8(ascii: "1") {
          first = piece
          break
        }
      }
      if let first { return texts(first, layout) }
    }
    return Texts()
  }

  private func isOf(_ piece: Bytes, _ layout: Layout, _ alternate: Bytes, _ number: Int) -> Bool {
    if let field = layout.alleleNumber, let text = piece.piece(field, UInt8(ascii: "|")) {
      return text.wholeNumber == .value(number)
    }
    guard let field = layout.allele, let text = piece.piece(field, UInt8(ascii: "|")) else {
      return true
    }
    // VEP leaves out the first base of an indel, and writes a deletion as a dash.
    return text.elementsEqual(alternate) || text.elementsEqual(alternate.dropFirst())
      || (alternate.count == 1 && text.matches("-"))
  }

  private func texts(_ piece: Bytes, _ layout: Layout) -> Texts {
    func field(_ index: Int?) -> Bytes {
      let text = index.flatMap { piece.piece($0, layout.separator) }
      return text.map { $0.isMissing ? Bytes(start: nil, count: 0) : $0 }
        ?? Bytes(start: nil, count: 0)
    }
    var texts = Texts()
    texts.gene = field(layout.gene)
    texts.protein = field(layout.protein)
    texts.consequence = field(layout.consequence)
    return texts
  }
}

extension Bytes {
  /// The value of a key in `key=value;key;...`; empty for a key without one.
  func infoValue(_ key: StaticString) -> Bytes? {
    let length = key.utf8CodeUnitCount
    var rest = self[...]
    while let field = rest.nextPiece(UInt8(ascii: ";")) {
      guard field.count >= length,
        (0..<length).allSatisfy({ field[$0] == key.utf8Start[$0] })
      else { continue }
      if field.count == length { return Bytes(start: nil, count: 0) }
      if field[length] == UInt8(ascii: "=") { return Bytes(rebasing: field[(length + 1)...]) }
    }
    return nil
  }

  /// A field of a text that separators divide, counted from 0.
  func piece(_ index: Int, _ separator: UInt8) -> Bytes? {
    var rest = self[...]
    var left = index
    while let piece = rest.nextPiece(separator) {
      if left == 0 { return piece }
      left -= 1
    }
    return nil
  }
}
