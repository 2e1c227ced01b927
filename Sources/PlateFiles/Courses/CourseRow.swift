import DelimitedText
import DrugResponse

/// A row of a table of tumour assessments.
struct CourseRow {
  let line: Int
  let patient: String
  let day: Double
  let dayCell: Cell
  let patientCell: Cell
  /// The sum, in tables with a row per assessment.
  let sum: Double?
  /// The lesion, in tables with a row per lesion.
  let lesion: Cell?
  let diameter: Double?
  let diameterCell: Cell?
  let isNode: Bool?
  let hasNewLesion: Bool
  let nonTarget: NonTargetStatus?
  let nonTargetCell: Cell?
  /// What is said of the patient as a whole.
  let days: [CourseColumn: (day: Double, cell: Cell)]
  /// The group, where one is recorded.
  let group: Cell?

  /// The columns of ``days``.
  static let patientColumns: [CourseColumn] = [.start, .progression, .death, .last]
}

/// Reads the rows of a table of tumour assessments.
struct CourseRowReader {
  let table: ColumnTable<CourseColumn>
  /// The place of the column of groups; `nil` for none.
  let groupPlace: Int?
  var faults: Faults

  init(_ table: ColumnTable<CourseColumn>, groupPlace: Int?, _ faults: Faults) {
    (self.table, self.groupPlace, self.faults) = (table, groupPlace, faults)
  }

  /// A row; `nil`, with a fault, where it cannot be read.
  mutating func row(_ line: DelimitedLine) -> CourseRow? {
    guard let patientCell = table.cell(.patient, line), let dayCell = table.cell(.day, line) else {
      return nil
    }
    let patient = patientCell.value
    if patient == nil { faults.add(patientCell, expected: CourseColumn.patient.expectation) }
    let day = self.day(dayCell, .day)
    let sum = millimetres(.sum, line, "NE")
    let lesion = table.cell(.lesion, line).flatMap { $0.value == nil ? nil : $0 }
    let diameter = millimetres(.diameter, line, "NE")
    let isNode = word(.isNode, line, of: .yesNo)
    let isNew = word(.newLesion, line, of: .yesNo)
    let nonTarget = word(.nonTarget, line, of: .nonTargets)
    var days: [CourseColumn: (day: Double, cell: Cell)] = [:]
    var isReadable = true
    for column in CourseRow.patientColumns {
      guard let cell = table.cell(column, line), cell.value != nil else { continue }
      if let day = self.day(cell, column) {
        days[column] = (day, cell)
      } else {
        isReadable = false
      }
    }
    if lesion == nil, let cell = table.cell(.diameter, line), diameter.value != nil {
      faults.add(
        "a diameter without a lesion", expected: "the lesion's name in column lesion", at: cell)
      isReadable = false
    }
    guard let patient, let day, isReadable,
      [sum.isReadable, diameter.isReadable, isNode.isReadable, isNew.isReadable].allSatisfy(\.self),
      nonTarget.isReadable
    else { return nil }
    return CourseRow(
      line: line.number, patient: patient, day: day, dayCell: dayCell, patientCell: patientCell,
      sum: sum.value, lesion: lesion, diameter: diameter.value,
      diameterCell: table.cell(.diameter, line), isNode: isNode.value,
      hasNewLesion: isNew.value ?? false, nonTarget: nonTarget.value,
      nonTargetCell: table.cell(.nonTarget, line), days: days,
      group: groupPlace.map { table.cell(at: $0, line) }.flatMap { $0.value == nil ? nil : $0 })
  }

  private mutating func day(_ cell: Cell, _ column: CourseColumn) -> Double? {
    faults.number(cell, column.expectation) { $0.magnitude <= 1e6 }
  }

  private mutating func millimetres(
    _ column: CourseColumn, _ line: DelimitedLine, _ missing: String
  ) -> (value: Double?, isReadable: Bool) {
    guard let cell = table.cell(column, line), cell.value != nil,
      cell.text.uppercased() != missing
    else { return (nil, true) }
    let value = faults.number(cell, column.expectation) { $0 >= 0 && $0 <= 1e5 }
    return (value, value != nil)
  }

  private mutating func word<Value>(
    _ column: CourseColumn, _ line: DelimitedLine, of words: SheetWords<Value>
  ) -> (value: Value?, isReadable: Bool) {
    guard let cell = table.cell(column, line), let text = cell.value else { return (nil, true) }
    if let value = words[text] { return (value, true) }
    faults.add(cell, expected: column.expectation)
    return (nil, false)
  }
}
