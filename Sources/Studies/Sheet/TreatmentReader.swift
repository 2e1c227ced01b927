import DelimitedText
import GenomicFiles
import Glibc
import TumorModel

/// Reads `treatments.csv`, which lies beside the study sheet.
struct TreatmentReader {
  static let fileName = "treatments.csv"

  private let table: SmallTable
  private let days: SheetDays
  private var errors: ErrorCollector

  /// Where the treatments of a sheet would be.
  static func path(besideSheet sheet: String) -> String { FilePath.folder(sheet) + fileName }

  /// Reads the treatments beside a sheet; none where there is no such file.
  ///
  /// - Parameter days: The scale of the sheet's days.
  /// - Returns: The treatments and the path that was read.
  static func read(
    besideSheet sheet: String, days: SheetDays
  ) throws(InputErrors) -> (treatments: [Treatment], path: String)? {
    let path = path(besideSheet: sheet)
    guard access(path, F_OK) == 0 else { return nil }
    let table = try SmallTable(
      path: path, expected: "lines of treatment", isSemicolonAllowed: true)
    var reader = TreatmentReader(table: table, days: days)
    return (try reader.treatments(), path)
  }

  private init(table: SmallTable, days: SheetDays) {
    (self.table, self.days) = (table, days)
    errors = ErrorCollector(path: table.path)
  }

  private mutating func treatments() throws(InputErrors) -> [Treatment] {
    for column in TreatmentColumn.required where table.column(column.rawValue) == nil {
      errors.add(
        .missingColumn(column.rawValue), line: table.header.number, column: 1,
        source: table.header.source)
    }
    try errors.throwIfAny()
    var treatments: [Treatment] = []
    for row in table.rows {
      let patient = required(row, .patient)
      let agent = required(row, .agent)
      let start = day(row, .start, of: patient)
      let stop = text(row, .stop).isEmpty ? nil : day(row, .stop, of: patient)
      if let start, let stop, stop < start {
        fault(row, .stop, "a day not before the start, \(text(row, .start))")
      }
      let response = text(row, .response).uppercased()
      if !response.isEmpty, !TreatmentColumn.responses.contains(response) {
        fault(row, .response)
      }
      guard let patient, let agent, let start else { continue }
      treatments.append(
        Treatment(
          patient: patient, agent: agent, kind: text(row, .kind), start: start, stop: stop,
          bestResponse: response))
    }
    try errors.throwIfAny()
    return treatments
  }

  private func text(_ row: DelimitedLine, _ column: TreatmentColumn) -> String {
    guard let index = table.column(column.rawValue) else { return "" }
    let text = row.field(index).text
    return MissingValue.isMissing(text) ? "" : text
  }

  private mutating func required(_ row: DelimitedLine, _ column: TreatmentColumn) -> String? {
    let text = text(row, column)
    if !text.isEmpty { return text }
    fault(row, column)
    return nil
  }

  private mutating func day(
    _ row: DelimitedLine, _ column: TreatmentColumn, of patient: String?
  ) -> Int? {
    let text = text(row, column)
    let whole = NumberText.whole(text).flatMap { $0.magnitude <= 1_000_000 ? $0 : nil }
    switch days.day(text, whole: whole, of: patient ?? "") {
    case .day(let day): return day
    case .dateNeeded:
      fault(row, column, "a date such as 2019-03-14, as the patient's samples have")
    case .numberNeeded:
      fault(
        row, column,
        "a whole number of days from diagnosis, for the patient's samples have no dates")
    case .unreadable: fault(row, column)
    }
    return nil
  }

  private mutating func fault(
    _ row: DelimitedLine, _ column: TreatmentColumn, _ expected: String? = nil
  ) {
    let field = row.field(table.column(column.rawValue) ?? 0)
    errors.add(
      .badField(
        column: column.rawValue, found: field.text, expected: expected ?? column.expectation),
      line: row.number, column: field.column, source: row.source)
  }
}
