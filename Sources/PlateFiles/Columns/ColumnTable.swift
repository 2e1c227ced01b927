import DelimitedText

/// A table whose columns are known by their declarations.
struct ColumnTable<Column: TableColumn> {
  let table: SmallTable
  private var places: [Column: Int] = [:]
  /// The columns that are none of the declared ones.
  private(set) var unknown: [(name: String, place: Int)] = []

  /// Finds the columns of a table.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - isStrict: Whether an unknown name that is one letter from a missing column is an error.
  ///   - faults: Takes columns that are there twice or misspelt.
  init(_ table: SmallTable, isStrict: Bool = true, faults: inout Faults) {
    self.table = table
    for (index, field) in table.header.fields.enumerated() where !field.text.isEmpty {
      let name = table.header.name(index)
      guard let column = Column(header: name) else {
        unknown.append((field.text, index))
        continue
      }
      if let other = places[column] {
        faults.add(
          .malformed(
            problem: "the columns \(table.header.field(other).text) and \(field.text) are both "
              + "\(column.rawValue)", expected: "each column once"),
          at: headerLocation(index), source: table.header.source)
      } else {
        places[column] = index
      }
    }
    guard isStrict else { return }
    let absent = Column.allCases.filter { places[$0] == nil }.map(\.rawValue)
    for (name, index) in unknown {
      guard let meant = NearestNames.neighbour(name, among: absent) else { continue }
      faults.add(
        .malformed(problem: "unknown column \(name)", expected: "\(meant), if that is meant"),
        at: headerLocation(index), source: table.header.source)
    }
  }

  var path: String { table.path }

  func has(_ column: Column) -> Bool { places[column] != nil }

  /// A field of a row; `nil` where the table lacks the column.
  func cell(_ column: Column, _ row: DelimitedLine) -> Cell? {
    places[column].map { cell(at: $0, row) }
  }

  /// A field of a row by its place.
  func cell(at place: Int, _ row: DelimitedLine) -> Cell {
    let field = row.field(place)
    return Cell(
      name: table.header.field(place).text, text: field.text,
      location: TextLocation(path: path, line: row.number, column: field.column),
      source: row.source, isCommaDecimal: table.isSemicolonSeparated)
  }

  /// The header line, for what is wrong with the table as a whole.
  var headerLocation: TextLocation {
    TextLocation(path: path, line: table.header.number, column: 1)
  }

  /// Tells which columns the table lacks.
  func require(_ columns: [Column], faults: inout Faults) {
    for column in columns where !has(column) {
      faults.add(
        .missingColumn(column.rawValue), at: headerLocation, source: table.header.source)
    }
  }

  /// Names the columns that are not read, where there are any.
  var unknownWarning: Warning? { unknownWarning(butAt: nil) }

  /// Names the columns that are not read, but for one that is used all the same.
  func unknownWarning(butAt used: Int?) -> Warning? {
    let unknown = unknown.filter { $0.place != used }
    guard !unknown.isEmpty else { return nil }
    return Warning(
      "unknown \(unknown.count == 1 ? "column" : "columns") not used: "
        + listing(unknown.map(\.name)),
      at: TextLocation(path: path, line: table.header.number))
  }

  /// The place of a column's name.
  func headerLocation(_ place: Int) -> TextLocation {
    TextLocation(
      path: path, line: table.header.number, column: table.header.field(place).column)
  }
}
