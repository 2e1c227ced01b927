public import DelimitedText

/// What a table of responses holds, by its form.
public enum ResponseInput: Sendable {
  /// Signals of wells.
  case wells(PlateReading)
  /// Responses at doses of two drugs that were already related to controls.
  case combinations(CombinationReading)

  /// What to know of the input.
  public var warnings: [Warning] {
    switch self {
    case .wells(let reading): reading.warnings
    case .combinations(let reading): reading.warnings
    }
  }

  /// Reads a table; its header line tells which form it has.
  ///
  /// | form | recognised by |
  /// | --- | --- |
  /// | plate | a line of column numbers, 1 to 12 or 1 to 24, above rows that begin with A, B, … |
  /// | GR metrics | `cell_count` with `cell_count__ctrl`, or with `concentration` |
  /// | SynergyFinder | `drug_row` and `conc_r`, or their other names |
  /// | synergy | `drug1.conc`, `drug2.conc` and `effect`, or `d1`, `d2` and `E` |
  /// | one row per well | anything else |
  ///
  /// ```swift
  /// let text = TableText("well,cell_line,drug_a,dose_a,unit,time_h,value\n…", path: "plate.csv")
  /// switch try ResponseInput.read(text) {
  /// case .wells(let reading): print(reading.wells.count)
  /// case .combinations(let reading): print(reading.tables.count)
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - text: The table.
  ///   - layout: Tables of what is in the wells, joined to the signals by well: one row per well,
  ///     or plates with a block for each column.
  ///   - settings: What is stated beside the tables.
  /// - Throws: `InputErrors` with every fault of the tables.
  public static func read(
    _ text: TableText, layout: [TableText] = [], settings: PlateSettings = PlateSettings()
  ) throws(InputErrors) -> ResponseInput {
    guard layout.isEmpty, !PlateBlocks.areIn(text) else {
      return .wells(try WellReader.read(text, layout: layout, settings: settings))
    }
    let table = try text.table(expected: "a table of responses")
    switch ExportForm(table) {
    case nil: return .wells(try WellReader.read(text, layout: [], settings: settings))
    case .growthRate: return .wells(try GrowthTable.read(table, settings: settings))
    case .synergyFinder, .synergy:
      return .combinations(try CombinationReading(table, settings: settings))
    }
  }
}
