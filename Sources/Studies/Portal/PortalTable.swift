import DelimitedText
import GenomicFiles

/// A clinical or timeline table of a cBioPortal study.
///
/// Lines that start with `#` above the header tell of the columns and are left out. Fields are
/// separated by tabs; nothing is quoted, but quotes around a whole field are dropped. A carriage
/// return inside a line is text at the edge of a field and goes away there; a file without any line
/// feed is split at its carriage returns.
struct PortalTable {
  struct Row {
    let line: Int
    /// The fields of the columns that were asked for, in the order of ``PortalTable/columns``.
    fileprivate let fields: [String]
    fileprivate let starts: [Int]
  }

  let path: String
  private(set) var rows: [Row] = []
  /// The columns that were asked for and are there, in upper case.
  private(set) var columns: [String] = []
  private var places: [String: Int] = [:]
  /// The places of ``columns`` in a line.
  private var wanted: [Int] = []
  private var width = 0
  /// The faults of rows, to which those of fields may be added while the rows are used.
  var faults: RowFaults
  private var rowCount = 0

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - wanted: The columns to keep, in upper case.
  ///   - needed: Those that must be there.
  ///   - filled: Those that must be filled in every row.
  ///   - policy: What becomes of rows that cannot be read.
  init(
    _ place: NamedPath, expected: String, wanted names: Set<String>, needed: [String],
    filled: [String], policy: RowPolicy
  ) throws(InputErrors) {
    path = place.path
    faults = RowFaults(path: path, policy: policy)
    var errors = ErrorCollector(path: path)
    var lines = try LineReader(
      path: path, expected: expected, namedAt: place, isReturnAllowed: true)
    while let line = try lines.next() {
      if lines.number == 1, lines.isLast, line.contains(0x0D) {
        // Line ends of CR alone.
        for (index, part) in line.split(separator: 0x0D, omittingEmptySubsequences: false)
          .enumerated()
        {
          take(Bytes(rebasing: part), index + 1, names, needed, filled, &errors)
        }
      } else {
        take(line, lines.number, names, needed, filled, &errors)
      }
    }
    try errors.throwIfAny()
    if width == 0 {
      throw errors.failure(
        .malformed(problem: "the file is empty", expected: "\(expected) with a header line"))
    }
  }

  private mutating func take(
    _ line: Bytes, _ number: Int, _ names: Set<String>, _ needed: [String], _ filled: [String],
    _ errors: inout ErrorCollector
  ) {
    if line.trimmed.isEmpty { return }
    let parts = line.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { Bytes(rebasing: $0) }
    if width == 0 {
      if line.first == UInt8(ascii: "#") { return }
      if let fault = HeaderForm.fault(line, isQuoteAllowed: true) {
        errors.add(fault, line: number, column: 1, source: line.string)
        width = parts.count
        return
      }
      takeHeader(parts.map { Self.text($0).uppercased() }, names)
      for name in needed where places[name] == nil {
        errors.add(.missingColumn(name), line: number, column: 1, source: line.string)
      }
      return
    }
    guard errors.isEmpty else { return }
    rowCount += 1
    var isFaulty = false
    var starts: [Int] = []
    var start = 1
    var startOfPart: [Int] = []
    for part in parts {
      startOfPart.append(start)
      start += part.count + 1
    }
    var fields: [String] = []
    for place in wanted {
      fields.append(place < parts.count ? Self.text(parts[place]) : "")
      starts.append(place < parts.count ? startOfPart[place] : line.count + 1)
    }
    if let extra = parts.indices.dropFirst(width).first(where: { !parts[$0].trimmed.isEmpty }) {
      isFaulty = true
      faults.add(
        .malformed(
          problem: "the line has \(parts.count) fields",
          expected: "at most \(width), as in the header line"),
        line: number, column: startOfPart[extra], source: line.string)
    }
    for name in filled {
      // Bytes that are no UTF-8 all become one sign, and two identifiers one.
      guard let place = places[name],
        fields[place].isEmpty || fields[place].contains("\u{FFFD}")
      else { continue }
      isFaulty = true
      faults.add(
        .badField(
          column: name, found: fields[place],
          expected: fields[place].isEmpty ? "an identifier" : "an identifier in UTF-8"),
        line: number,
        column: starts[place], source: line.string)
    }
    if isFaulty { return }
    rows.append(Row(line: number, fields: fields, starts: starts))
  }

  /// What to tell of rows with faults.
  ///
  /// - Throws: `InputErrors` where the table is refused for them.
  func warnings() throws(InputErrors) -> [Warning] { try faults.warnings(ofRows: rowCount) }

  private mutating func takeHeader(_ header: [String], _ names: Set<String>) {
    width = header.count
    for (index, name) in header.enumerated() where names.contains(name) && places[name] == nil {
      places[name] = columns.count
      columns.append(name)
      wanted.append(index)
    }
  }

  private static func text(_ field: Bytes) -> String {
    var field = field.trimmed
    let quote = UInt8(ascii: "\"")
    if field.count >= 2, field.first == quote, field.last == quote {
      field = Bytes(rebasing: field[1..<(field.count - 1)]).trimmed
    }
    return field.string
  }

  /// A field's text; empty where the table has no such column.
  func text(_ name: String, _ row: Row) -> String { places[name].map { row.fields[$0] } ?? "" }

  /// A field's text, or `nil` where it says that nothing is known.
  func value(_ name: String, _ row: Row) -> String? {
    let text = text(name, row)
    return MissingValue.isMissing(text, also: Self.blanks) ? nil : text
  }

  /// The value of the first of several columns that has one in a row.
  func first(of names: [String], _ row: Row) -> (column: String, text: String)? {
    for name in names {
      if let text = value(name, row) { return (name, text) }
    }
    return nil
  }

  func location(_ name: String, _ row: Row) -> TextLocation {
    TextLocation(path: path, line: row.line, column: places[name].map { row.starts[$0] })
  }

  private static let blanks = MissingValue.Spellings(
    [
      "null", "none", "unknown", "not done", "not available", "not applicable",
      "[not available]", "[not applicable]", "[unknown]", "[not evaluated]", "[discrepancy]",
      "[completed]",
    ], because: "clinical tables of cBioPortal and TCGA spell out why a value is missing")
}
