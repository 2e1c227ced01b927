import DelimitedText

/// The genes that an annotation tool wrote into INFO: SnpEff's `ANN`, VEP's `CSQ` or PURPLE's
/// `IMPACT`.
///
/// Of a gene's transcripts the one that VEP picked counts, otherwise the one of MANE, the canonical
/// one, a coding one, the one with the severest consequence, or the first. Of several genes the one
/// counts whose protein changes, then the one that VEP picked, then the severest consequence, then
/// MANE and canonical: a neighbour in whose flank a variant lies comes last.
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
    var identifier: Int?
    var protein: Int?
    var consequence: Int?
    var pick: Int?
    var mane: [Int] = []
    var canonical: Int?
    var biotype: Int?

    init(key: StaticString) { self.key = key }

    /// VEP's, which lists its columns in the header.
    init?(key: StaticString, ensembl line: String) {
      guard let format = line.after("Format: ") else { return nil }
      let names = format.prefix { $0 != "\"" && $0 != ">" }
        .split(separator: "|", omittingEmptySubsequences: false).map { $0.lowercased() }
      self.key = key
      allele = names.firstIndex(of: "allele")
      alleleNumber = names.firstIndex(of: "allele_num")
      gene = names.firstIndex(of: "symbol")
      identifier = names.firstIndex(of: "gene")
      protein = names.firstIndex(of: "hgvsp")
      consequence = names.firstIndex(of: "consequence")
      pick = names.firstIndex(of: "pick")
      mane = ["mane_select", "mane", "mane_plus_clinical"].compactMap { names.firstIndex(of: $0) }
      canonical = names.firstIndex(of: "canonical")
      biotype = names.firstIndex(of: "biotype")
    }

    /// SnpEff's, whose columns are fixed.
    static var snpEff: Layout {
      var layout = Layout(key: "ANN")
      (layout.allele, layout.consequence, layout.gene, layout.identifier) = (0, 1, 3, 4)
      (layout.biotype, layout.protein) = (7, 10)
      return layout
    }

    static var purple: Layout {
      var layout = Layout(key: "IMPACT")
      (layout.separator, layout.hasTranscripts) = (UInt8(ascii: ","), false)
      (layout.gene, layout.consequence, layout.protein) = (0, 2, 6)
      return layout
    }
  }

  /// One transcript of a record.
  private struct Entry {
    var texts = Texts()
    /// What tells the gene from others.
    var identity = Bytes(start: nil, count: 0)
    var isPicked = false
    /// The place of the list of MANE that has the transcript; beyond the last for none.
    var mane = 3
    var isCanonical = false
    var isCoding = false
    var severity = Consequence.leastSevere

    /// Orders transcripts by the lists that have them, the best first.
    private var standing: Int {
      var rank = 4 * mane
      if !isCanonical { rank += 2 }
      if !isCoding { rank += 1 }
      return rank
    }

    /// Orders the transcripts of one gene, the best first.
    var withinGene: Int {
      let choice = isPicked ? 0 : 1
      return choice << 16 | standing << 8 | severity
    }

    /// Orders the genes of one record, the best first.
    var amongGenes: Int {
      var reach = Consequence.altersProtein(severity) ? 0 : 2
      if !isPicked { reach += 1 }
      return reach << 16 | severity << 8 | standing
    }
  }

  private var layouts: [Layout] = []
  private var consequences = ByteInterner()
  private var severities: [Int] = []

  /// Whether the header declares any of the fields.
  var isEmpty: Bool { layouts.isEmpty }

  /// Takes note of a header line that declares one of the fields.
  mutating func learn(_ line: String) {
    switch VCFHeader.attribute("ID", of: line) {
    case "CSQ":
      if let layout = Layout(key: "CSQ", ensembl: line) { layouts.append(layout) }
    case "ANN":
      layouts.append(Layout(key: "ANN", ensembl: line) ?? .snpEff)
    case "IMPACT":
      layouts.append(.purple)
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
  /// - Complexity: O(bytes of INFO).
  mutating func texts(of info: Bytes, alternate: Bytes, number: Int, count: Int) -> Texts {
    for place in layouts.indices {
      guard let value = info.infoValue(layouts[place].key), !value.isMissing else { continue }
      guard layouts[place].hasTranscripts else { return entry(value, place).texts }
      var genes: [Entry] = []
      var rest = value[...]
      while let piece = rest.nextPiece(UInt8(ascii: ",")) {
        guard count == 1 || isOf(piece, layouts[place], alternate, number) else { continue }
        let entry = entry(piece, place)
        guard
          let known = genes.firstIndex(where: { $0.identity.elementsEqual(entry.identity) })
        else {
          genes.append(entry)
          continue
        }
        if entry.withinGene < genes[known].withinGene { genes[known] = entry }
      }
      // The first of the best.
      if let best = genes.min(by: { $0.amongGenes < $1.amongGenes }) { return best.texts }
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

  private mutating func entry(_ piece: Bytes, _ place: Int) -> Entry {
    var entry = Entry()
    let layout = layouts[place]
    var rest = piece[...]
    var index = 0
    while let field = rest.nextPiece(layout.separator) {
      defer { index += 1 }
      if field.isMissing { continue }
      if index == layout.gene {
        entry.texts.gene = field
        entry.identity = field
      } else if index == layout.identifier {
        if entry.identity.isEmpty { entry.identity = field }
      } else if index == layout.protein {
        entry.texts.protein = field
      } else if index == layout.consequence {
        entry.texts.consequence = field
        entry.severity = severity(field)
      } else if index == layout.pick {
        entry.isPicked = field.first == UInt8(ascii: "1")
      } else if index == layout.canonical {
        entry.isCanonical = field.matches("YES") || field.matches("1")
      } else if index == layout.biotype {
        entry.isCoding = field.matches("protein_coding") || field.matches("Coding")
      } else if let list = layout.mane.firstIndex(of: index), !field.matches("-") {
        entry.mane = min(entry.mane, list)
      }
    }
    return entry
  }

  private mutating func severity(_ consequence: Bytes) -> Int {
    let number = Int(consequences.intern(consequence))
    if number == severities.count { severities.append(Consequence.rank(consequence.string)) }
    return severities[number]
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
