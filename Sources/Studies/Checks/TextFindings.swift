import DelimitedText
import GenomicFiles

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
    func add(_ content: Finding.Content, _ line: Int?) {
      found.append(Finding(.warning, content, at: TextLocation(path: path, line: line)))
    }
    if head.hasByteOrderMark { add(.byteOrderMark, 1) }
    if head.windowsEnds > 0 { add(.windowsLineEnds, nil) }
    if head.strayReturns > 0 { add(.strayReturns(head.strayReturns), head.strayLine) }
    if role == .targets { return found }
    if let (line, fault) = separators() { add(.separators(fault), line) }
    if role == .mutations, let name = percentColumn() {
      add(.percentFrequency(column: name), head.lines.first?.number)
    }
    return found
  }

  private func separators() -> (line: Int, fault: Finding.SeparatorFault)? {
    guard let header = head.lines.first else { return nil }
    let hasTabs = header.bytes.contains(0x09)
    let hasCommas = header.bytes.contains(UInt8(ascii: ","))
    if !hasTabs {
      if role == .mutations { return (header.number, .noTab) }
      if !hasCommas {
        let hasSemicolons = header.bytes.contains(UInt8(ascii: ";"))
        if hasSemicolons, role == .sheet || role == .treatments { return nil }
        return (header.number, .neither(hasSemicolons: hasSemicolons))
      }
      let odd = head.lines.first { $0.bytes.contains(0x09) }
      return odd.map { ($0.number, .tabAmongCommas) }
    }
    let odd = head.lines.first { !$0.bytes.contains(0x09) && $0.bytes.contains(UInt8(ascii: ",")) }
    return odd.map { ($0.number, .commasAmongTabs) }
  }

  /// The first column of allele frequencies whose values are no shares.
  private func percentColumn() -> String? {
    guard let header = head.lines.first?.bytes else { return nil }
    for (index, name) in Self.fields(header).enumerated()
    where Self.frequencyColumns.contains(name.lowercased()) {
      let isPercent = head.lines.dropFirst().prefix(Self.rowLimit).contains { line in
        let fields = Self.fields(line.bytes)
        guard index < fields.count else { return false }
        return NumberText.percent(fields[index]).map { $0.hasSign || $0.value > 1.5 } ?? false
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
