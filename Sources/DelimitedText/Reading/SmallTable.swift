/// A small table read whole: the study sheet and copy-number segments.
///
/// Lines that start with `#` before the header, those of a SAM header (`@HD`, `@SQ`), which GATK writes
/// there, and blank lines anywhere, are left out.
package struct SmallTable {
  package let path: String
  package let header: DelimitedLine
  package let rows: [DelimitedLine]
  /// The places of the columns by their names in lower case.
  private let places: [String: Int]
  /// The faults of rows that were left out, where a policy judges them.
  package private(set) var faults: RowFaults?
  /// Whether semicolons separate the fields.
  package private(set) var isSemicolonSeparated = false
  /// How many rows were left out.
  package private(set) var faultyRows = 0

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - marked: First columns, in lower case, of header lines that some tools mark with `#`.
  ///   - hasRowNames: Whether a field that every row has before the header's first is left out, as
  ///     where R names rows.
  ///   - isQuoted: Whether quotes enclose fields; otherwise they are text.
  ///   - isSemicolonAllowed: Whether semicolons may separate fields.
  ///   - policy: What becomes of rows that are no rows of the table; without one they are errors.
  ///   - refusal: Why a table with these columns is not read; asked before its rows are judged,
  ///     and shown the table without them.
  package init(
    _ lines: inout LineReader, marked: Set<String> = [], hasRowNames: Bool = false,
    isQuoted: Bool = true, isSemicolonAllowed: Bool = false, policy: RowPolicy? = nil,
    refusal: (SmallTable) -> ParseError.Reason? = { _ in nil }
  ) throws(InputErrors) {
    let (path, expected) = (lines.path, lines.expected)
    var errors = ErrorCollector(path: path)
    var faults = policy.map { RowFaults(path: path, policy: $0) }
    var faultyRows = 0
    func fault(_ reason: ParseError.Reason, _ line: Int, _ column: Int, _ source: String) {
      faultyRows += 1
      if faults == nil {
        errors.add(reason, line: line, column: column, source: source)
      } else {
        faults?.add(reason, line: line, column: column, source: source)
      }
    }
    var header: DelimitedLine?
    var delimiter = UInt8(ascii: ",")
    var rows: [DelimitedLine] = []
    while let bytes = try lines.next() {
      if header == nil {
        if bytes.trimmed.isEmpty || bytes.isAlignmentHeader { continue }
        if bytes.first == UInt8(ascii: "#"), !Self.isHeader(bytes, marked) { continue }
        delimiter = DelimitedLine.delimiter(of: bytes, isSemicolonAllowed: isSemicolonAllowed)
        if delimiter != UInt8(ascii: ";"),
          let fault = HeaderForm.fault(bytes, isCommaAllowed: true, isQuoteAllowed: isQuoted)
        {
          throw errors.failure(fault, line: lines.number, column: 1, source: bytes.string)
        }
      }
      do throws(DelimitedLine.OpenQuote) {
        let line = try DelimitedLine(
          bytes, number: lines.number, delimiter: delimiter, isQuoted: isQuoted)
        if header == nil {
          header = line
        } else if !line.isBlank {
          rows.append(line)
        }
        // Other bytes would all become one sign, and two names one.
        if policy == nil, line.source.contains("\u{FFFD}") {
          errors.add(
            .malformed(
              problem: "the line is not UTF-8",
              expected: "UTF-8: save the file as CSV UTF-8 or as plain text in UTF-8"),
            line: lines.number, column: 1, source: line.source)
        }
      } catch {
        let reason = ParseError.Reason.malformed(
          problem: "a quote is not closed", expected: "'\"' before the line's end")
        if header == nil {
          errors.add(reason, line: lines.number, column: error.column, source: bytes.string)
          break
        }
        fault(reason, lines.number, error.column, bytes.string)
      }
    }
    guard let header else {
      try errors.throwIfAny()
      throw errors.failure(
        .malformed(problem: "the file is empty", expected: "\(expected) with a header line"))
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
    rows.removeAll { row in
      guard row.fields.count > header.fields.count,
        let first = row.fields[header.fields.count...].first(where: { !$0.text.isEmpty })
      else { return false }
      fault(
        .malformed(
          problem: "the line has \(row.fields.count) fields",
          expected: "at most \(header.fields.count), as in the header line"), row.number,
        first.column, row.source)
      return true
    }
    try errors.throwIfAny()
    self.init(path: path, header: header, rows: rows, places: places)
    (self.faults, self.faultyRows) = (faults, faultyRows)
    isSemicolonSeparated = delimiter == UInt8(ascii: ";")
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
