import DelimitedText
import DrugResponse

/// Makes wells of fields, wherever the fields come from.
struct WellParser {
  /// The fields of one well.
  struct Fields {
    /// The field of a column; `nil` where no table has the column.
    let cell: (WellColumn) -> Cell?
    /// A field at which to tell what is wrong with the well as a whole.
    let anchor: Cell
    /// The plate where no table has the column.
    let plate: String
  }

  /// A well with the places to which what is wrong with it is told.
  struct Placed {
    let well: PlateWell
    /// Of the well's name.
    let anchor: Cell
    /// Of the signal.
    let value: Cell
  }

  let settings: PlateSettings
  var faults = Faults()
  /// The places of wells without a signal.
  private(set) var unmeasured: [Cell] = []

  init(_ settings: PlateSettings) { self.settings = settings }

  /// The well of some fields; `nil` where it has no signal, or a fault.
  mutating func well(at position: WellPosition, _ fields: Fields) -> Placed? {
    guard let value = fields.cell(.value) else { return nil }
    if value.value == nil {
      unmeasured.append(fields.anchor)
      return nil
    }
    let signal = faults.number(value, WellColumn.value.expectation)
    let plate = plate(fields)
    let hours = hours(fields)
    let dayZero = dayZero(fields)
    let stated = role(fields)
    let treatments = [
      treatment(fields, .drugA, .doseA, .unit), treatment(fields, .drugB, .doseB, .unitB),
    ]
    let given = treatments.compactMap(\.treatment)
    let role =
      stated.role ?? (given.allSatisfy(\.concentration.isZero) ? .vehicle : .sample)
    let cells = cells(fields, role)
    guard let signal, let plate, let hours, let cells, stated.isReadable,
      treatments.allSatisfy(\.isReadable), dayZero.isReadable
    else { return nil }
    return Placed(
      well: PlateWell(
        plate: plate, position: position, cellLine: cells.cellLine, genotype: cells.genotype,
        treatments: given, role: role, hours: hours, value: signal, dayZeroValue: dayZero.value),
      anchor: fields.anchor, value: value)
  }

  /// The position that a field names; `nil`, with a fault, where it is none of the plate.
  mutating func position(_ cell: Cell, on format: PlateFormat?) -> WellPosition? {
    guard let position = WellPosition(cell.text) else {
      faults.add(cell, expected: WellColumn.well.expectation)
      return nil
    }
    guard let format, !format.contains(position) else { return position }
    let last = WellPosition(row: format.rows - 1, column: format.columns - 1)
    faults.add(cell, expected: "a well of a \(format.rawValue)-well plate, A01 to \(last)")
    return nil
  }

  // MARK: - One field

  private mutating func plate(_ fields: Fields) -> String? {
    guard let cell = fields.cell(.plate) else { return settings.plate ?? fields.plate }
    return required(cell, .plate)
  }

  private mutating func required(_ cell: Cell, _ column: WellColumn) -> String? {
    if let text = cell.value { return text }
    faults.add(cell, expected: column.expectation)
    return nil
  }

  private mutating func hours(_ fields: Fields) -> Double? {
    guard let cell = fields.cell(.hours) else { return settings.hours }
    return faults.number(cell, WellColumn.hours.expectation) { $0 >= 0 && $0 <= 1e5 }
  }

  private mutating func dayZero(_ fields: Fields) -> (value: Double?, isReadable: Bool) {
    guard let cell = fields.cell(.dayZero), cell.value != nil else { return (nil, true) }
    let value = faults.number(cell, WellColumn.dayZero.expectation) { $0 > 0 }
    return (value, value != nil)
  }

  private mutating func role(_ fields: Fields) -> (role: WellRole?, isReadable: Bool) {
    guard let cell = fields.cell(.control), let text = cell.value else {
      let name = fields.cell(.drugA)?.value ?? ""
      // A drug called `blank` or `medium` is none.
      return (SheetWords.wellRoles[name] == .blank ? .blank : nil, true)
    }
    if let role = SheetWords.wellRoles[text] { return (role, true) }
    faults.add(cell, expected: WellColumn.control.expectation)
    return (nil, false)
  }

  private mutating func cells(_ fields: Fields, _ role: WellRole) -> CellPopulation? {
    let genotype = fields.cell(.genotype).map { $0.value ?? "" } ?? settings.genotype ?? ""
    guard let cell = fields.cell(.cellLine) else {
      return CellPopulation(cellLine: settings.cellLine ?? "", genotype: genotype)
    }
    if role == .blank, cell.value == nil { return CellPopulation(cellLine: "", genotype: genotype) }
    return required(cell, .cellLine).map { CellPopulation(cellLine: $0, genotype: genotype) }
  }

  // MARK: - Doses

  private mutating func treatment(
    _ fields: Fields, _ drug: WellColumn, _ dose: WellColumn, _ unit: WellColumn
  ) -> (treatment: Treatment?, isReadable: Bool) {
    let doseCell = fields.cell(dose)
    let hasDose = doseCell?.value != nil
    guard let drugCell = fields.cell(drug), let name = drugCell.value,
      !NoDrug.isMeant(by: name), SheetWords.wellRoles[name] != .blank
    else {
      guard let doseCell, hasDose else { return (nil, true) }
      if doseCell.number == 0 { return (nil, true) }
      faults.add(doseCell, expected: "0 or a blank field, for there is no drug")
      return (nil, false)
    }
    guard let doseCell, hasDose else {
      if let doseCell {
        faults.add(doseCell, expected: "the dose of \(name)")
      } else {
        faults.add(
          .missingColumn(dose.rawValue), at: drugCell.location, source: drugCell.source)
      }
      return (nil, false)
    }
    var unitCell = fields.cell(unit)
    if unitCell?.value == nil { unitCell = fields.cell(.unit) ?? unitCell }
    guard let amount = concentration(doseCell, unitCell) else { return (nil, false) }
    return (Treatment(drug: name, concentration: amount), true)
  }

  /// The concentration of a dose in the unit that its row, or the settings, state.
  mutating func concentration(_ dose: Cell, _ unit: Cell?) -> Concentration? {
    DoseText.concentration(dose, unit, otherwise: settings.unit, faults: &faults)
  }
}
