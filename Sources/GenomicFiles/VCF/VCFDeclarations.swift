public import DelimitedText

/// The header that a VCF should have: what its records use is declared, and by the type they show.
///
/// Callers leave out contigs, filters and fields, or write fractions where they declare whole
/// numbers; programs that read the result then warn, or stop.
public struct VCFDeclarations: Sendable {
  /// The lines above the one with the columns.
  public private(set) var lines: [String] = []
  /// The line with the columns.
  public private(set) var columns = ""

  private enum Kind: String { case info = "INFO", format = "FORMAT" }
  private struct Key: Hashable {
    let kind: Kind
    let id: String
  }
  /// What the values of a key look like.
  private struct Use {
    var isFlag = true
    var isWhole = true
    var isNumber = true

    mutating func look(_ value: Bytes) {
      var parts = value[...]
      while let part = parts.nextPiece(UInt8(ascii: ",")) {
        if part.count == 1, part[0] == UInt8(ascii: ".") { continue }
        if part.count < 10, part.allSatisfy({ $0 &- 0x30 <= 9 }), !part.isEmpty { continue }
        // Nothing more can be learnt of a text.
        if !isNumber { return }
        let text = part.string
        if isWhole, Int32(text) == nil { isWhole = false }
        if !isWhole, Double(text) == nil { isNumber = false }
      }
    }

    mutating func join(_ other: Use) {
      isFlag = isFlag && other.isFlag
      isWhole = isWhole && other.isWhole
      isNumber = isNumber && other.isNumber
    }
  }
  // Texts as they occur; their numbers are places in the lists beside them.
  private var contigs = ByteInterner()
  private var filters = ByteInterner()
  private var infoKeys = ByteInterner()
  private var infoUses: [Use] = []
  private var formats = ByteInterner()
  private var formatUses: [[Use]] = []

  /// Reads a file once and says what its header should be.
  ///
  /// - Throws: ``InputErrors`` when the file cannot be read.
  /// - Complexity: O(bytes); every field of every sample is looked at.
  public init(of file: CallFile, leavingOut prefix: String) throws(InputErrors) {
    var reader = try CallFileReader(file)
    while columns.isEmpty, let line = try reader.line() {
      if line.hasPrefix("##") {
        let id = VCFHeader.attribute("ID", of: line) ?? ""
        if !id.hasPrefix(prefix) { lines.append(line) }
      } else {
        columns = line
      }
    }
    while let line = try reader.bytes() { look(line) }
    repair(leavingOut: prefix)
  }

  // MARK: - Records

  private mutating func look(_ line: Bytes) {
    var rest = line[...]
    guard let contig = rest.nextPiece(0x09) else { return }
    _ = contigs.intern(contig)
    for _ in 0..<5 { _ = rest.nextPiece(0x09) }
    guard let filter = rest.nextPiece(0x09), let info = rest.nextPiece(0x09) else { return }
    _ = filters.intern(filter)
    var entries = info[...]
    while let entry = entries.nextPiece(UInt8(ascii: ";")) { lookAtInfo(entry) }
    guard let format = rest.nextPiece(0x09) else { return }
    let number = Int(formats.intern(format))
    if number == formatUses.count {
      formatUses.append(Array(repeating: Use(isFlag: false), count: FormatKeys(format).count))
    }
    while let sample = rest.nextPiece(0x09) {
      var values = sample[...]
      var place = 0
      while place < formatUses[number].count, let value = values.nextPiece(UInt8(ascii: ":")) {
        formatUses[number][place].look(value)
        place += 1
      }
    }
  }

  private mutating func lookAtInfo(_ entry: Bytes) {
    let equals = entry.firstIndex(of: UInt8(ascii: "="))
    let key = Int(infoKeys.intern(Bytes(rebasing: entry[..<(equals ?? entry.endIndex)])))
    if key == infoUses.count { infoUses.append(Use()) }
    guard let equals else { return }
    infoUses[key].isFlag = false
    infoUses[key].look(Bytes(rebasing: entry[(equals + 1)...]))
  }

  /// Every key with what its values look like, in the order of their first use.
  private func allUses(leavingOut prefix: String) -> [(key: Key, use: Use)] {
    var uses: [(key: Key, use: Use)] = []
    var places: [Key: Int] = [:]
    func add(_ key: Key, _ use: Use) {
      if key.id.isEmpty || key.id == "." || key.id.hasPrefix(prefix) { return }
      if let place = places[key] {
        uses[place].use.join(use)
      } else {
        places[key] = uses.count
        uses.append((key, use))
      }
    }
    for (number, use) in infoUses.enumerated() {
      add(Key(kind: .info, id: infoKeys.string(UInt32(number))), use)
    }
    for (number, list) in formatUses.enumerated() {
      let keys = formats.string(UInt32(number))
        .split(separator: ":", omittingEmptySubsequences: false)
      for (key, use) in zip(keys, list) { add(Key(kind: .format, id: String(key)), use) }
    }
    return uses
  }

  // MARK: - The header

  private mutating func repair(leavingOut prefix: String) {
    let used = allUses(leavingOut: prefix)
    let uses = Dictionary(used.map { ($0.key, $0.use) }) { first, _ in first }
    var declared: Set<Key> = []
    var names: Set<String> = ["FILTER PASS", "FILTER ."]
    for (index, line) in lines.enumerated() {
      guard let id = VCFHeader.attribute("ID", of: line) else { continue }
      for kind in ["contig", "FILTER"] where line.hasPrefix("##\(kind)=<") {
        names.insert("\(kind) \(id)")
      }
      for kind in [Kind.info, .format] where line.hasPrefix("##\(kind.rawValue)=<") {
        let key = Key(kind: kind, id: id)
        declared.insert(key)
        lines[index] = repaired(line, key, uses[key])
      }
    }
    for number in 0..<contigs.count {
      let contig = contigs.string(UInt32(number))
      if !names.contains("contig \(contig)") { lines.append("##contig=<ID=\(contig)>") }
    }
    for number in 0..<filters.count {
      for name in filters.string(UInt32(number)).split(separator: ";")
      where names.insert("FILTER \(name)").inserted {
        lines.append("##FILTER=<ID=\(name),Description=\"Not declared by the caller\">")
      }
    }
    for (key, use) in used where !declared.contains(key) {
      let isFlag = key.kind == .info && use.isFlag
      let shape =
        isFlag ? "Number=0,Type=Flag" : "Number=\(key.id == "GT" ? "1" : "."),Type=String"
      lines.append(
        "##\(key.kind.rawValue)=<ID=\(key.id),\(shape),Description=\"Not declared by the caller\">")
    }
  }

  private func repaired(_ line: String, _ key: Key, _ use: Use?) -> String {
    var line = line
    let type = VCFHeader.attribute("Type", of: line) ?? ""
    if let use, key.id != "GT" {
      if type == "Integer", !use.isWhole {
        line = Self.replaced(line, "Type", use.isNumber ? "Float" : "String")
      } else if type == "Float", !use.isNumber {
        line = Self.replaced(line, "Type", "String")
      }
    }
    // Genotype likelihoods have one number a genotype, however a caller declares them.
    if key.kind == .format, key.id == "PL" || key.id == "GL" {
      line = Self.replaced(line, "Number", "G")
    }
    if type == "Flag" { line = Self.replaced(line, "Number", "0") }
    return line
  }

  private static func replaced(_ line: String, _ attribute: String, _ value: String) -> String {
    guard let old = VCFHeader.attribute(attribute, of: line), old != value,
      let rest = line.after(",\(attribute)=\(old)")
    else { return line }
    let before = line.utf8.count - rest.utf8.count - old.utf8.count
    return String(decoding: line.utf8.prefix(before), as: UTF8.self) + value + rest
  }
}
