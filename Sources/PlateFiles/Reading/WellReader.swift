import DelimitedText
import DrugResponse

/// Reads wells from a table of signals, and from tables of what is in the wells.
struct WellReader {
  private var parser: WellParser
  private let signals: WellTable
  private let layouts: [WellTable]
  private let stem: String
  private var warnings: [Warning]

  /// Reads the tables.
  static func read(
    _ text: TableText, layout: [TableText], settings: PlateSettings
  ) throws(InputErrors) -> PlateReading {
    var reader = try WellReader(text, layout, settings)
    let before = reader.parser.faults.count
    reader.requireColumns()
    // Without a column, every row would have the same fault.
    if reader.parser.faults.count > before { try reader.parser.faults.throwIfAny() }
    return try reader.wells()
  }

  private init(
    _ text: TableText, _ layout: [TableText], _ settings: PlateSettings
  ) throws(InputErrors) {
    parser = WellParser(settings)
    stem = text.stem
    let isPlate = PlateBlocks.areIn(text)
    signals =
      isPlate
      ? try WellTable(blocks: text, unnamed: .value, format: settings.format, parser: &parser)
      : try WellTable(
        rows: text, expected: "a table of wells", format: settings.format, parser: &parser)
    var layouts: [WellTable] = []
    for one in layout {
      let format = settings.format ?? signals.format
      layouts.append(
        PlateBlocks.areIn(one)
          ? try WellTable(blocks: one, unnamed: nil, format: format, parser: &parser)
          : try WellTable(rows: one, expected: "a layout", format: format, parser: &parser))
    }
    self.layouts = layouts
    warnings = signals.warnings + layouts.flatMap(\.warnings)
  }

  /// Tells which columns none of the tables has, and nobody states.
  private mutating func requireColumns() {
    let settings = parser.settings
    let present = layouts.reduce(signals.columns) { $0.union($1.columns) }
    for column in WellColumn.allCases where column.isRequired && !present.contains(column) {
      let isStated =
        switch column {
        case .unit: settings.unit != nil
        case .hours: settings.hours != nil
        case .cellLine: settings.cellLine != nil
        case .well: signals.format != nil
        default: false
        }
      if isStated { continue }
      let isTable = signals.format == nil && layouts.isEmpty
      parser.faults.add(
        isTable
          ? .missingColumn(column.rawValue)
          : .malformed(
            problem: "no table has \(column.rawValue)",
            expected: "a column or block of that name in the signals or the layout"),
        at: signals.start, source: signals.startSource)
    }
  }

  private mutating func wells() throws(InputErrors) -> PlateReading {
    let lookups = layouts.map { (table: $0, wells: $0.byWell(), plates: Self.plates($0)) }
    let isJoined = signals.format != nil || !layouts.isEmpty
    var placed: [WellParser.Placed] = []
    var strangers: [Cell] = []
    var known: Set<WellTable.Key> = []
    for entry in signals.entries {
      let plate = entry.plate ?? parser.settings.plate
      let found = lookups.map { lookup -> WellTable.Entry? in
        var key = WellTable.Key(plate: nil, position: entry.position)
        if lookup.table.columns.contains(.plate) {
          key = WellTable.Key(
            plate: plate ?? (lookup.plates.count == 1 ? lookup.plates.first : stem),
            position: entry.position)
        }
        known.insert(key)
        return lookup.wells[key]
      }
      if isJoined, !entry.isLaidOut, !found.contains(where: { $0?.isLaidOut == true }) {
        if entry.cells[.value]?.value != nil { strangers.append(entry.anchor) }
        continue
      }
      func cell(_ column: WellColumn) -> Cell? {
        if let own = entry.cells[column] { return own }
        for entry in found {
          if let cell = entry?.cells[column] { return cell }
        }
        return nil
      }
      let fields = WellParser.Fields(cell: cell, anchor: entry.anchor, plate: stem)
      if let well = parser.well(at: entry.position, fields) { placed.append(well) }
    }
    tellOf(strangers, "with a signal and nothing in the layout")
    tellOf(parser.unmeasured, "without a signal")
    for lookup in lookups {
      let absent = lookup.wells.filter { $0.value.isLaidOut && !known.contains($0.key) }
      tellOf(
        absent.sorted { $0.key.position < $1.key.position }.map(\.value.anchor),
        "of the layout that the signals do not have")
    }
    return try PlateReading(
      placed, hasPositions: true, warnings: warnings, faults: parser.faults,
      ifEmpty: signals.start)
  }

  private static func plates(_ table: WellTable) -> Set<String> {
    Set(table.entries.compactMap(\.plate))
  }

  private mutating func tellOf(_ cells: [Cell], _ what: String) {
    guard let first = cells.first else { return }
    warnings.append(
      Warning("\(counted(cells.count, "well")) \(what) left out", at: first.location))
  }
}
