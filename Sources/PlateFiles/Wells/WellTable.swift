import DelimitedText
import DrugResponse

/// Wells with the fields that one table has of them, whatever its form.
struct WellTable {
  /// What a table says of one well.
  struct Entry {
    /// The plate that it names.
    let plate: String?
    let position: WellPosition
    /// The field that names the well, or that stands at its place.
    let anchor: Cell
    let cells: [WellColumn: Cell]

    /// Whether anything but a signal is known of the well.
    var isLaidOut: Bool {
      WellTable.layoutColumns.contains { cells[$0]?.value != nil }
    }
  }

  /// The columns that tell what is in a well.
  static let layoutColumns: [WellColumn] = [
    .cellLine, .genotype, .drugA, .doseA, .drugB, .doseB, .control,
  ]

  let path: String
  /// Where the table begins, for what it lacks.
  let start: TextLocation
  let startSource: String
  let columns: Set<WellColumn>
  let entries: [Entry]
  /// The format of a table that is shaped as a plate.
  let format: PlateFormat?
  let warnings: [Warning]

  /// The entries by plate, if the table names plates, and by position.
  func byWell() -> [Key: Entry] {
    let isByPlate = columns.contains(.plate)
    return Dictionary(
      entries.map { (Key(plate: isByPlate ? $0.plate : nil, position: $0.position), $0) }
    ) { first, _ in first }
  }

  struct Key: Hashable {
    let plate: String?
    let position: WellPosition
  }
}

extension WellTable {
  /// Reads a table with a row for each well.
  ///
  /// - Parameter format: The plate that every well must be on.
  init(
    rows text: TableText, expected: String, format: PlateFormat?, parser: inout WellParser
  ) throws(InputErrors) {
    let before = parser.faults.count
    let table = ColumnTable<WellColumn>(
      try text.table(expected: expected), faults: &parser.faults)
    table.require([.well], faults: &parser.faults)
    for (name, place) in table.unknown {
      guard let (column, unit) = WellColumn.withUnit(name), !table.has(column) else { continue }
      parser.faults.add(
        .malformed(
          problem: "column \(name) has its unit in its name",
          expected: "\(column.rawValue), and \(unit.word) in a column unit or stated beside "
            + "the table"),
        at: table.headerLocation(place), source: table.table.header.source)
    }
    if parser.faults.count > before { try parser.faults.throwIfAny() }
    let columns = WellColumn.allCases.filter(table.has)
    var entries: [Entry] = []
    for row in table.table.rows {
      guard let name = table.cell(.well, row), let position = parser.position(name, on: format)
      else { continue }
      var cells: [WellColumn: Cell] = [:]
      for column in columns { cells[column] = table.cell(column, row) }
      entries.append(
        Entry(plate: cells[.plate]?.value, position: position, anchor: name, cells: cells))
    }
    self.init(
      path: text.path, start: table.headerLocation, startSource: table.table.header.source,
      columns: Set(columns), entries: entries, format: nil,
      warnings: [table.unknownWarning].compactMap(\.self))
  }
}

extension WellColumn {
  /// The column of doses and the unit that a name such as `dose (nM)` or `conc_uM` puts together.
  static func withUnit(_ name: String) -> (column: WellColumn, unit: ConcentrationUnit)? {
    let brackets = name.firstIndex { "([".contains($0) }
    let gap = name.lastIndex { " _".contains($0) }
    for start in [brackets, gap].compactMap(\.self) {
      let word = name[start...].filter { !"()[]_ ".contains($0) }
      if let unit = ConcentrationUnit(word: word),
        let column = WellColumn(header: String(name[..<start])),
        [.doseA, .doseB].contains(column)
      {
        return (column, unit)
      }
    }
    return nil
  }
}
