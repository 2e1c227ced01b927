import DelimitedText
import DrugResponse

/// Reads the rows of a table of responses at doses of two drugs.
struct CombinationRowReader {
  /// What the rows of one table share.
  struct Key: Hashable {
    let block: String
    let cells: CellPopulation
    let drugA: String
    let drugB: String?
  }

  private let table: ColumnTable<CombinationColumn>
  private let settings: PlateSettings
  /// Whether the drugs are named and responses are percentages, as in SynergyFinder's tables.
  private let isPercent: Bool
  private var meaning = PlateSettings.Response.viability
  private var largest = 0.0
  private var missing: [Cell] = []
  var faults: Faults

  init(_ table: ColumnTable<CombinationColumn>, _ settings: PlateSettings, _ faults: Faults) {
    (self.table, self.settings, self.faults) = (table, settings, faults)
    isPercent = table.has(.drugA)
  }

  /// Whether there is a second drug at all.
  private var hasPair: Bool { table.has(.doseB) }

  // MARK: - The header

  /// Tells what the table lacks, and finds what its responses mean.
  mutating func checkHeader() {
    let header = table.table.header
    if isPercent { table.require([.drugB, .doseB], faults: &faults) }
    for (name, place) in table.unknown {
      if ["drug3", "conc3", "drug3conc", "d3"].contains(CombinationColumn.plain(name)) {
        faults.add("column \(name): a third drug", expected: "two drugs", at: cell(place))
      }
    }
    if !table.has(.unitA), settings.unit == nil {
      faults.add(
        .malformed(
          problem: "the table does not say in which unit its concentrations are",
          expected: "a column \(CombinationColumn.unitA.rawValue), or the unit stated beside the "
            + "table; a unit is never assumed"),
        at: table.headerLocation, source: header.source)
    }
    guard let response = table.cell(.response, header) else { return }
    if let stated = PlateSettings.Response(rawValue: response.text.lowercased()) {
      meaning = stated
    } else if let stated = settings.response {
      meaning = stated
    } else {
      faults.add(
        "the table does not say what \(response.text) means",
        expected: "a column inhibition or viability, or either stated beside the table",
        at: response)
    }
  }

  private func cell(_ place: Int) -> Cell { table.cell(at: place, table.table.header) }

  // MARK: - Rows

  /// A row; `nil` where its response is missing, or with a fault.
  mutating func row(_ line: DelimitedLine) -> (Key, CombinationPoint)? {
    guard let response = table.cell(.response, line), let doseA = table.cell(.doseA, line) else {
      return nil
    }
    if response.value == nil {
      missing.append(response)
      return nil
    }
    let value = faults.number(response, CombinationColumn.response.expectation)
    let unitA = table.cell(.unitA, line)
    var unitB = table.cell(.unitB, line)
    if unitB?.value == nil { unitB = unitA }
    let a = DoseText.concentration(doseA, unitA, otherwise: settings.unit, faults: &faults)
    var b: Concentration? = Concentration.none
    if let doseB = table.cell(.doseB, line) {
      b = DoseText.concentration(doseB, unitB, otherwise: settings.unit, faults: &faults)
    }
    guard let value, let a, let b else { return nil }
    largest = max(largest, value.magnitude)
    let share = isPercent ? value / 100 : value
    let key = Key(
      block: table.cell(.block, line)?.value ?? "",
      cells: CellPopulation(
        cellLine: table.cell(.cellLine, line)?.value ?? settings.cellLine ?? "",
        genotype: settings.genotype ?? ""),
      drugA: drug(.drugA, line, 0) ?? "drug1", drugB: hasPair ? drug(.drugB, line, 1) : nil)
    return (
      key,
      CombinationPoint(
        doseA: a.molar, doseB: b.molar, response: meaning == .viability ? share : 1 - share)
    )
  }

  private func drug(_ column: CombinationColumn, _ line: DelimitedLine, _ index: Int) -> String? {
    if let name = table.cell(column, line)?.value { return name }
    return index < settings.drugs.count ? settings.drugs[index] : "drug\(index + 1)"
  }

  /// What to tell of the rows that were read.
  func warnings() -> [Warning] {
    var warnings: [Warning] = []
    let place = table.headerLocation
    if isPercent, largest <= 1.5 {
      warnings.append(
        Warning("no response is above 1.5: this form holds percentages, not shares", at: place))
    } else if !isPercent, largest > 10 {
      warnings.append(
        Warning("responses above 10: this form holds shares of 1, not percentages", at: place))
    }
    if let first = missing.first {
      warnings.append(
        Warning(
          "\(counted(missing.count, "row")) without a response left out", at: first.location))
    }
    return warnings
  }
}
