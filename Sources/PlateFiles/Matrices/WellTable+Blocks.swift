import DelimitedText
import DrugResponse

extension WellTable {
  /// Reads the blocks of a plate file.
  ///
  /// - Parameters:
  ///   - unnamed: What a block without the name of a column holds; `nil` where it must have one.
  ///   - format: The plate that the blocks must have the shape of.
  init(
    blocks text: TableText, unnamed: WellColumn?, format: PlateFormat?, parser: inout WellParser
  ) throws(InputErrors) {
    let read = try PlateBlocks(text, faults: &parser.faults)
    var cells: [WellPosition: [WellColumn: Cell]] = [:]
    var columns: Set<WellColumn> = []
    let shape = format ?? read.blocks.first?.format
    for block in read.blocks {
      guard let column = Self.column(of: block, unnamed: unnamed, faults: &parser.faults) else {
        continue
      }
      if block.format != shape, let shape {
        parser.faults.add(
          "the block has \(block.format.columns) columns",
          expected: "\(shape.columns), as a \(shape.rawValue)-well plate has", at: block.name)
        continue
      }
      guard columns.insert(column).inserted else {
        parser.faults.add(
          "a second block of \(column.rawValue)", expected: "one plate per file, each column once",
          at: block.name)
        continue
      }
      for (position, cell) in block.cells {
        cells[position, default: [:]][column] = Cell(
          name: column.rawValue, text: cell.text, location: cell.location, source: cell.source,
          isCommaDecimal: cell.isCommaDecimal)
      }
    }
    let start = read.blocks.first?.name
    let entries = cells.sorted { $0.key < $1.key }.compactMap { position, cells -> Entry? in
      let anchor = cells[.value] ?? cells.min { $0.key.rawValue < $1.key.rawValue }?.value
      guard let anchor else { return nil }
      return Entry(
        plate: cells[.plate]?.value, position: position, anchor: anchor, cells: cells)
    }
    let warning = Warning(
      "\(counted(read.otherLines, "line")) outside the plate left out",
      at: TextLocation(path: text.path))
    self.init(
      path: text.path, start: start?.location ?? TextLocation(path: text.path),
      startSource: start?.source ?? "", columns: columns, entries: entries, format: shape,
      warnings: read.otherLines > 0 ? [warning] : [])
  }

  private static func column(
    of block: PlateBlock, unnamed: WellColumn?, faults: inout Faults
  ) -> WellColumn? {
    let name = block.name.text
    if let column = WellColumn(header: name) {
      if column != .well { return column }
      return .value
    }
    let names = WellColumn.allCases.map(\.rawValue)
    if let meant = NearestNames.neighbour(name, among: names) {
      faults.add(
        "unknown block \(name)", expected: "\(meant), if that is meant", at: block.name)
      return nil
    }
    if let unnamed { return unnamed }
    faults.add(
      name.isEmpty ? "the block has no name" : "unknown block \(name)",
      expected: "the name of a column above the rows' letters: "
        + listing(names.filter { $0 != WellColumn.well.rawValue }, limit: 20),
      at: block.name)
    return nil
  }
}
