import DelimitedText
import DrugResponse

/// Reads the input of GRmetrics, gr50 and the GR calculator.
///
/// Its rows have no wells: each group of rows that shares controls is taken for a plate.
enum GrowthTable {
  static func read(
    _ table: SmallTable, settings: PlateSettings
  ) throws(InputErrors) -> PlateReading {
    var faults = Faults()
    let columns = ColumnTable<GrowthColumn>(table, isStrict: false, faults: &faults)
    let needed = GrowthColumn.allCases.filter { column in
      switch column {
      case .unit: settings.unit == nil
      case .hours: settings.hours == nil
      case .cellLine: settings.cellLine == nil
      default: column.isRequired
      }
    }
    columns.require(needed, faults: &faults)
    try faults.throwIfAny()
    var reader = GrowthRowReader(columns, settings, faults)
    var rows: [GrowthRow] = []
    for line in table.rows {
      if let row = reader.row(line) { rows.append(row) }
    }
    var warnings = [columns.unknownWarning].compactMap(\.self)
    let plates =
      columns.has(.control)
      ? wide(rows, &warnings) : long(rows, hasTimeZero: columns.has(.timeZero), &warnings)
    return try PlateReading(
      plates.flatMap { $0.placed() }, hasPositions: false, warnings: warnings,
      faults: reader.faults, ifEmpty: columns.headerLocation)
  }

  /// Rows with the counts of their controls: each different control is a vehicle well.
  private static func wide(_ rows: [GrowthRow], _ warnings: inout [Warning]) -> [RowPlate] {
    var plates: [RowPlate] = []
    var places: [SharedControl: Int] = [:]
    var names: [String: Int] = [:]
    var untreated: [GrowthRow] = []
    for row in rows {
      guard let treatment = row.treatment, let control = row.control else {
        untreated.append(row)
        continue
      }
      let key = SharedControl(
        plate: row.plate, hours: row.hours, control: control, timeZero: row.timeZero)
      let place = places[key] ?? plates.count
      if place == plates.count {
        places[key] = place
        let name = "\(row.plate)\u{1F}\(row.hours)"
        names[name, default: 0] += 1
        let number = names[name, default: 1]
        plates.append(
          RowPlate(name: number == 1 ? row.plate : "\(row.plate) (\(number))"))
        plates[place].add(row, [], control, row.timeZero)
      }
      plates[place].add(row, [treatment], row.count, row.timeZero)
    }
    if let first = untreated.first {
      warnings.append(
        Warning(
          "\(counted(untreated.count, "row")) of untreated cells not used, since "
            + "\(GrowthColumn.control.rawValue) tells of them", at: first.anchor.location))
    }
    return plates
  }

  /// Rows of which each has one count.
  private static func long(
    _ rows: [GrowthRow], hasTimeZero: Bool, _ warnings: inout [Warning]
  ) -> [RowPlate] {
    let atZero = rows.filter { $0.hours == 0 }
    let byPlate = Dictionary(grouping: atZero, by: \.plate).mapValues(mean)
    let byCells = Dictionary(grouping: atZero, by: \.cells).mapValues(mean)
    var plates: [RowPlate] = []
    var places: [String: Int] = [:]
    var without: [GrowthRow] = []
    for row in rows where row.hours > 0 {
      let name = "\(row.plate)\u{1F}\(row.hours)"
      let place = places[name] ?? plates.count
      if place == plates.count {
        places[name] = place
        plates.append(RowPlate(name: row.plate))
      }
      // Counts at time 0 are often of no replicate.
      let dayZero = row.timeZero ?? byPlate[row.plate] ?? byCells[row.cells]
      if dayZero == nil, row.treatment != nil { without.append(row) }
      plates[place].add(row, [row.treatment].compactMap(\.self), row.count, dayZero)
    }
    if let first = without.first, !atZero.isEmpty || hasTimeZero {
      warnings.append(
        Warning(
          "\(counted(without.count, "row")) without a count at time 0: no growth rates there",
          at: first.anchor.location))
    }
    return plates
  }

  private static func mean(_ rows: [GrowthRow]) -> Double {
    rows.reduce(0) { $0 + $1.count } / Double(rows.count)
  }

  private struct SharedControl: Hashable {
    let plate: String
    let hours: Double
    let control: Double
    let timeZero: Double?
  }
}
