import DelimitedText
import DrugResponse

/// A row of the input of GR metrics.
struct GrowthRow {
  let cells: CellPopulation
  /// The drug with its concentration; `nil` for untreated cells.
  let treatment: Treatment?
  let hours: Double
  let count: Double
  /// The count of untreated cells that stands in the row.
  let control: Double?
  /// The count at time 0 that stands in the row.
  let timeZero: Double?
  /// What stands for a plate.
  let plate: String
  let anchor: Cell
  let value: Cell
}

/// Reads rows of the input of GR metrics.
struct GrowthRowReader {
  let table: ColumnTable<GrowthColumn>
  let settings: PlateSettings
  /// Whether the rows have different perturbations.
  let hasPerturbations: Bool
  var faults: Faults

  init(_ table: ColumnTable<GrowthColumn>, _ settings: PlateSettings, _ faults: Faults) {
    (self.table, self.settings, self.faults) = (table, settings, faults)
    let perturbations = Set(table.table.rows.map { table.cell(.perturbation, $0)?.text ?? "" })
    hasPerturbations = perturbations.count > 1
  }

  /// A row; `nil`, with a fault, where it cannot be read.
  mutating func row(_ line: DelimitedLine) -> GrowthRow? {
    guard let value = table.cell(.count, line), let agent = table.cell(.agent, line) else {
      return nil
    }
    let count = faults.number(value, GrowthColumn.count.expectation) { $0 >= 0 }
    let hours = hours(line)
    let cellLine = cellLine(line)
    let name = agent.value.flatMap { NoDrug.isMeant(by: $0) ? nil : $0 }
    var treatment: Treatment?
    if let name, let dose = table.cell(.concentration, line) {
      let amount = DoseText.concentration(
        dose, table.cell(.unit, line), otherwise: settings.unit, faults: &faults)
      guard let amount else { return nil }
      treatment = Treatment(drug: name, concentration: amount)
    }
    let isTreated = name != nil
    let control = side(.control, line, isNeeded: isTreated && hours != 0)
    let timeZero = side(.timeZero, line, isNeeded: false)
    guard let count, let hours, let cellLine, control.isReadable, timeZero.isReadable else {
      return nil
    }
    let cells = CellPopulation(cellLine: cellLine, genotype: genotype(line))
    let parts = [
      text(.plate, line), cells.cellLine, cells.genotype,
      text(.replicate, line).map { "replicate \($0)" },
    ]
    return GrowthRow(
      cells: cells, treatment: treatment, hours: hours, count: count, control: control.value,
      timeZero: timeZero.value,
      plate: parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " "),
      anchor: agent, value: value)
  }

  private func text(_ column: GrowthColumn, _ line: DelimitedLine) -> String? {
    table.cell(column, line)?.value
  }

  private mutating func hours(_ line: DelimitedLine) -> Double? {
    guard let cell = table.cell(.hours, line) else { return settings.hours }
    return faults.number(cell, GrowthColumn.hours.expectation) { $0 >= 0 && $0 <= 1e5 }
  }

  private mutating func cellLine(_ line: DelimitedLine) -> String? {
    guard let cell = table.cell(.cellLine, line) else { return settings.cellLine }
    if let name = cell.value { return name }
    faults.add(cell, expected: GrowthColumn.cellLine.expectation)
    return nil
  }

  private func genotype(_ line: DelimitedLine) -> String {
    let perturbation =
      hasPerturbations ? text(.perturbation, line).map { "perturbation \($0)" } : nil
    let own = text(.genotype, line) ?? settings.genotype
    return [own, perturbation].compactMap(\.self).joined(separator: " ")
  }

  private mutating func side(
    _ column: GrowthColumn, _ line: DelimitedLine, isNeeded: Bool
  ) -> (value: Double?, isReadable: Bool) {
    guard let cell = table.cell(column, line), isNeeded || cell.value != nil else {
      return (nil, true)
    }
    let value = faults.number(cell, column.expectation) { $0 > 0 }
    return (value, value != nil)
  }
}
