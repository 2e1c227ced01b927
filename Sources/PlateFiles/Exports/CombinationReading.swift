public import DelimitedText
public import DrugResponse

/// Responses of cells at doses of two drugs, or of one, that were related to untreated cells before.
public struct CombinationTable: Hashable, Sendable {
  /// The block's name, where the table has blocks; empty otherwise.
  public let block: String
  /// The cells.
  public let cells: CellPopulation
  /// The first drug.
  public let drugA: String
  /// The second drug; `nil` in a table of one drug.
  public let drugB: String?
  /// Doses in moles per litre, and viabilities: 1 is that of untreated cells.
  public let points: [CombinationPoint]
}

/// Tables of responses at doses of two drugs.
public struct CombinationReading: Sendable {
  /// One table for each block, pair of drugs and cell line, in the order of the file.
  public let tables: [CombinationTable]
  /// What to know of the input.
  public let warnings: [Warning]

  /// Reads a table of SynergyFinder or of the Python package synergy.
  init(_ table: SmallTable, settings: PlateSettings) throws(InputErrors) {
    var faults = Faults()
    let columns = ColumnTable<CombinationColumn>(table, isStrict: false, faults: &faults)
    var reader = CombinationRowReader(columns, settings, faults)
    reader.checkHeader()
    try reader.faults.throwIfAny()
    var order: [CombinationRowReader.Key] = []
    var points: [CombinationRowReader.Key: [CombinationPoint]] = [:]
    for line in table.rows {
      guard let (key, point) = reader.row(line) else { continue }
      if points[key] == nil { order.append(key) }
      points[key, default: []].append(point)
    }
    if reader.faults.isEmpty, order.isEmpty {
      reader.faults.add(
        .malformed(problem: "the table has no response", expected: "one row per pair of doses"),
        at: columns.headerLocation)
    }
    try reader.faults.throwIfAny()
    tables = order.map { key in
      CombinationTable(
        block: key.block, cells: key.cells, drugA: key.drugA, drugB: key.drugB,
        points: points[key] ?? [])
    }
    warnings = [columns.unknownWarning].compactMap(\.self) + reader.warnings()
  }
}
