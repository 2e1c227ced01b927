/// A small table read whole: the study sheet and copy-number segments.
///
/// Lines that start with `#` before the header, and blank lines anywhere, are left out.
package struct SmallTable {
  package let path: String
  package let header: DelimitedLine
  package let rows: [DelimitedLine]
  /// The places of the columns by their names in lower case.
  private let places: [String: Int]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - marked: First columns, in lower case, of header lines that some tools mark with `#`.
  ///   - hasRowNames: Whether a field that every row has before the header's first is left out, as
  ///     where R names rows.
  ///   - isQuoted: Whether quotes enclose fields; otherwise they are text.
  ///   - refusal: Why a table with these columns is not read; asked before its rows are judged,
  ///     and shown the table without them.
  package init(
    _ lines: inout LineReader, marked: Set<String> = [], hasRowNames: Bool = false,
    isQuoted: Bool = true, refusal: (SmallTable) -> ParseError.Reason? = { _ in nil }
  ) throws(InputErrors) {
    let (path, expected) = (lines.path, lines.expected)
    var errors = ErrorCollector(path: path)
    var header: DelimitedLine?
    var delimiter = UInt8(ascii: ",")
    var rows: [DelimitedLine] = []
    while let bytes = try lines.next() {
      if header == nil {
        if bytes.trimmed.isEmpty { continue }
        if bytes.first == UInt8(ascii: "#"), !Self.isHeader(bytes, marked) { continue }
        delimiter = DelimitedLine.delimiter(of: bytes)
      }
      do throws(DelimitedLine.OpenQuote) {
        let line = try DelimitedLine(
          bytes, number: lines.number, delimiter: delimiter, isQuoted: isQuoted)
        if header == nil {
          header = line
        } else if !line.isBlank {
          rows.append(line)
        }
      } catch {
        errors.add(
          .malformed(problem: "a quote is not closed", expected: "'\"' before the line's end"),
          line: lines.number, column: error.column, source: bytes.string)
        if header == nil { break }
      }
    }
    guard let header else {
      try errors.throwIfAny()
      throw errors.failure(
        .malformed(problem: "the file is empty", expected: "\(expected) with a header line"))
    }
    if rows.isEmpty, header.source.utf8.contains(0x0D) {
      throw errors.failure(
        .malformed(problem: "lines end in CR alone", expected: "LF or CR LF"),
        line: header.number, column: 1)
    }
    var places: [String: Int] = [:]
    for (index, field) in header.fields.enumerated() where !field.text.isEmpty {
      if places.updateValue(index, forKey: header.name(index)) != nil {
        errors.add(
          .malformed(
            problem: "the column \(field.text) is there twice", expected: "each column once"),
          line: header.number, column: field.column, source: header.source)
      }
    }
    if let reason = refusal(SmallTable(path: path, header: header, rows: [], places: places)) {
      throw ErrorCollector(path: path).failure(
        reason, line: header.number, column: 1, source: header.source)
    }
    if hasRowNames, rows.allSatisfy({ $0.fields.count == header.fields.count + 1 }) {
      rows = rows.map(\.withoutFirst)
    }
    for row in rows where row.fields.count > header.fields.count {
      let extra = row.fields[header.fields.count...]
      guard let first = extra.first(where: { !$0.text.isEmpty }) else { continue }
      errors.add(
        .malformed(
          problem: "the line has \(row.fields.count) fields",
          expected: "at most \(header.fields.count), as in the header line"),
        line: row.number, column: first.column, source: row.source)
    }
    try errors.throwIfAny()
    self.init(path: path, header: header, rows: rows, places: places)
  }

  private init(path: String, header: DelimitedLine, rows: [DelimitedLine], places: [String: Int]) {
    (self.path, self.header, self.rows, self.places) = (path, header, rows, places)
  }

  private static func isHeader(_ bytes: Bytes, _ marked: Set<String>) -> Bool {
    guard !marked.isEmpty else { return false }
    let name = bytes.dropFirst().prefix { $0 != 0x09 && $0 != UInt8(ascii: ",") }
    return marked.contains(String(decoding: name, as: UTF8.self).lowercased())
  }

  /// The place of the first of several names that the header has.
  package func column(_ names: String...) -> Int? {
    names.lazy.compactMap { places[$0.lowercased()] }.first
  }

  /// The header's names in lower case.
  package var names: Set<String> { Set(places.keys) }
}
