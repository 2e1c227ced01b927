/// Findings on how a text file is written.
struct TextFindings {
  private static let frequencyColumns: Set<String> = [
    "vaf", "t_vaf", "tumor_vaf", "tumour_vaf", "tumor_f", "i_tumor_f", "allele_freq",
    "allele freq", "af", "t_af", "freq", "variant_allele_frequency", "allele_frequency",
  ]

  /// How many rows tell whether a column holds percentages.
  private static let rowLimit = 200

  let path: String
  let role: InputFile.Role
  let head: TextHead

  func findings() -> [Finding] {
    var found: [Finding] = []
    func add(_ kind: FindingKind, _ line: Int?, _ text: String) {
      found.append(Finding(.warning, kind, at: TextLocation(path: path, line: line), text))
    }
    if head.hasByteOrderMark { add(.byteOrderMark, 1, "a byte order mark, which is dropped") }
    if head.windowsEnds > 0 { add(.lineEnds, nil, "lines end in CR LF; read as LF") }
    if head.strayReturns > 0 {
      add(
        .lineEnds, head.strayLine,
        "\(counted(head.strayReturns, "carriage return")) inside lines in the first part of the "
          + "file: written on an old Macintosh, or edited by hand?")
    }
    if role == .targets { return found }
    if let (line, text) = separators() { add(.separators, line, text) }
    if role == .mutations, let name = percentColumn() {
      add(
        .percentFrequency, head.lines.first?.number,
        "\(name) holds percentages; allele frequencies are taken from the counts")
    }
    return found
  }

  private func separators() -> (line: Int, text: String)? {
    guard let header = head.lines.first else { return nil }
    let hasTabs = header.bytes.contains(0x09)
    let hasCommas = header.bytes.contains(UInt8(ascii: ","))
    if !hasTabs {
      if role == .mutations {
        return (header.number, "no tab in the header line; a MAF is separated by tabs")
      }
      if !hasCommas {
        let isSemicolon = header.bytes.contains(UInt8(ascii: ";"))
        return (
          header.number,
          "neither tab nor comma in the header line"
            + (isSemicolon ? ", but semicolons: write commas or tabs" : "")
        )
      }
      let odd = head.lines.first { $0.bytes.contains(0x09) }
      return odd.map { ($0.number, "a tab in a table that is separated by commas") }
    }
    let odd = head.lines.first { !$0.bytes.contains(0x09) && $0.bytes.contains(UInt8(ascii: ",")) }
    return odd.map { ($0.number, "commas and no tab in a table that is separated by tabs") }
  }

  /// The first column of allele frequencies whose values are no shares.
  private func percentColumn() -> String? {
    guard let header = head.lines.first?.bytes else { return nil }
    for (index, name) in Self.fields(header).enumerated()
    where Self.frequencyColumns.contains(name.lowercased()) {
      let isPercent = head.lines.dropFirst().prefix(Self.rowLimit).contains { line in
        let fields = Self.fields(line.bytes)
        guard index < fields.count else { return false }
        return fields[index].hasSuffix("%") || (Double(fields[index]).map { $0 > 1.5 } ?? false)
      }
      if isPercent { return name }
    }
    return nil
  }

  private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
    line.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
