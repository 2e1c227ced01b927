import DelimitedText
import GenomicFiles
import Glibc
import TumorModel

/// Reads `treatments.csv`, which lies beside the study sheet.
struct TreatmentReader {
  static let fileName = "treatments.csv"
  private static let responses: Set<String> = ["CR", "PR", "SD", "PD", "NE"]

  private let table: SmallTable
  private var errors: ErrorCollector

  /// Where the treatments of a sheet would be.
  static func path(besideSheet sheet: String) -> String { FilePath.folder(sheet) + fileName }

  /// Reads the treatments beside a sheet; none where there is no such file.
  ///
  /// - Returns: The treatments and the path that was read.
  static func read(
    besideSheet sheet: String
  ) throws(InputErrors) -> (treatments: [Treatment], path: String)? {
    let path = path(besideSheet: sheet)
    guard access(path, F_OK) == 0 else { return nil }
    var reader = TreatmentReader(table: try SmallTable(path: path, expected: "lines of treatment"))
    return (try reader.treatments(), path)
  }

  private init(table: SmallTable) {
    self.table = table
    errors = ErrorCollector(path: table.path)
  }

  private mutating func treatments() throws(InputErrors) -> [Treatment] {
    for name in ["patient", "agent", "start_day"] where table.column(name) == nil {
      errors.add(
        .missingColumn(name), line: table.header.number, column: 1, source: table.header.source)
    }
    try errors.throwIfAny()
    var treatments: [Treatment] = []
    for row in table.rows {
      let patient = required(row, "patient", "the patient's identifier")
      let agent = required(row, "agent", "the agent")
      let start = day(row, "start_day", isRequired: true)
      let stop = day(row, "stop_day", isRequired: false)
      if let start, let stop, stop < start {
        fault(row, "stop_day", "a day not before the start, \(start)")
      }
      let response = text(row, "best_response").uppercased()
      if !response.isEmpty, !Self.responses.contains(response) {
        fault(row, "best_response", "CR, PR, SD, PD or NE")
      }
      guard let patient, let agent, let start else { continue }
      treatments.append(
        Treatment(
          patient: patient, agent: agent, kind: text(row, "class"), start: start, stop: stop,
          bestResponse: response))
    }
    try errors.throwIfAny()
    return treatments
  }

  private func text(_ row: DelimitedLine, _ column: String) -> String {
    guard let index = table.column(column) else { return "" }
    let text = row.field(index).text
    return MissingValue.isMissing(text) ? "" : text
  }

  private mutating func required(
    _ row: DelimitedLine, _ column: String, _ expected: String
  ) -> String? {
    let text = text(row, column)
    if !text.isEmpty { return text }
    fault(row, column, expected)
    return nil
  }

  private mutating func day(
    _ row: DelimitedLine, _ column: String, isRequired: Bool
  ) -> Int? {
    let text = text(row, column)
    if text.isEmpty, !isRequired { return nil }
    if let value = NumberText.whole(text), value.magnitude <= 1_000_000 { return value }
    fault(row, column, "a whole number of days from diagnosis")
    return nil
  }

  private mutating func fault(_ row: DelimitedLine, _ column: String, _ expected: String) {
    let field = row.field(table.column(column) ?? 0)
    errors.add(
      .badField(column: column, found: field.text, expected: expected), line: row.number,
      column: field.column, source: row.source)
  }
}
