import DelimitedText
import GenomicFiles
import TumorModel

/// Reads the study sheet and checks every field of it.
struct SampleSheetReader {
  private static let known: Set<String> = [
    "patient", "sample", "role", "day", "order", "site", "specimen", "sex", "purity", "purity_sd",
    "ploidy", "error_rate", "duplication", "targets", "mutations", "segments", "alignment",
    "germline", "purity_file",
  ]

  private let table: SmallTable
  private let folder: String
  private var errors: ErrorCollector

  /// Reads a sheet, comma- or tab-separated.
  static func read(path: String) throws(InputErrors) -> SampleSheet {
    let (sheet, faults) = try readAll(path: path)
    if let faults { throw faults }
    return sheet
  }

  /// Reads the rows that name a sample of their own, even where the sheet has faults; a field that
  /// is wrong is then left blank.
  static func readAll(
    path: String
  ) throws(InputErrors) -> (sheet: SampleSheet, faults: InputErrors?) {
    let table = try SmallTable(path: path, expected: "a study sheet")
    try SarekSheet.refuse(table)
    var reader = SampleSheetReader(table: table)
    let sheet = try reader.sheet()
    return (sheet, reader.errors.found)
  }

  private init(table: SmallTable) {
    self.table = table
    self.errors = ErrorCollector(path: table.path)
    self.folder = FilePath.folder(table.path)
  }

  private mutating func sheet() throws(InputErrors) -> SampleSheet {
    for name in ["patient", "sample", "role"] where table.column(name) == nil {
      errors.add(
        .missingColumn(name), line: table.header.number, column: 1, source: table.header.source)
    }
    reportMistypedColumns()
    try errors.throwIfAny()
    if table.rows.isEmpty {
      throw errors.failure(
        .malformed(
          problem: "the sheet has no sample", expected: "one row per biopsy below the header"),
        line: table.header.number, column: 1, source: table.header.source)
    }
    var rows: [SampleSheet.Row] = []
    var lines: [String: Int] = [:]
    var sexes: [String: (sex: Sex, line: Int)] = [:]
    for line in table.rows {
      if line.source.hasPrefix("#") {
        errors.add(
          .malformed(
            problem: "a row begins with #",
            expected: "comments above the header line alone, and identifiers without #"),
          line: line.number, column: 1, source: line.source)
        continue
      }
      guard let row = row(line) else { continue }
      let id = row.sample.id
      if let earlier = lines[id] {
        fault(line, "sample", expected: "a unique name: line \(earlier) already uses it")
        continue
      }
      lines[id] = line.number
      if let sex = row.sex {
        if let known = sexes[row.sample.patient], known.sex != sex {
          fault(line, "sex", expected: "\(known.sex.rawValue), as on line \(known.line)")
        } else if sexes[row.sample.patient] == nil {
          sexes[row.sample.patient] = (sex, line.number)
        }
      }
      rows.append(row)
    }
    return SampleSheet(path: table.path, rows: rows, warnings: unknownColumns())
  }

  /// Refuses a name that is one letter from a column that the sheet lacks: what it holds would be
  /// missing without a word.
  private mutating func reportMistypedColumns() {
    let absent = Self.known.filter { table.column($0) == nil }.sorted()
    for field in table.header.fields where !Self.known.contains(field.text.lowercased()) {
      guard let meant = NearestNames.neighbour(field.text, among: absent) else { continue }
      errors.add(
        .malformed(
          problem: "unknown column \(field.text)", expected: "\(meant), if that is meant"),
        line: table.header.number, column: field.column, source: table.header.source)
    }
  }

  private func unknownColumns() -> [Warning] {
    let unknown = table.header.fields.map(\.text)
      .filter { !$0.isEmpty && !Self.known.contains($0.lowercased()) }
    guard !unknown.isEmpty else { return [] }
    let noun = unknown.count == 1 ? "column" : "columns"
    return [
      Warning(
        "unknown \(noun) not used: \(listing(unknown))",
        at: TextLocation(path: table.path, line: table.header.number))
    ]
  }

  // MARK: - One row

  private mutating func row(_ line: DelimitedLine) -> SampleSheet.Row? {
    let patient = required(line, "patient", "the patient's identifier")
    let id = required(line, "sample", "the sample's identifier")
    let role: SampleRole? = choice(line, "role", isRequired: true)
    var sample = Sample(id: id ?? "", patient: patient ?? "", role: role ?? .primary)
    sample.day = whole(line, "day", "a whole number of days from diagnosis")
    sample.order = whole(line, "order", "a whole number")
    sample.site = text(line, "site")
    sample.specimen = choice(line, "specimen", isRequired: false)
    let share = number(line, "purity", Purity.expectation) { Purity($0) != nil }
    sample.purity = share.flatMap { Purity($0) }
    sample.purityDeviation = number(line, "purity_sd", "0 or more") { $0 >= 0 && $0 <= 1 }
    sample.ploidy = number(line, "ploidy", "copies per cell above 0") { $0 > 0 && $0 <= 100 }
    sample.errorRate = number(
      line, "error_rate", ErrorRate.expectation, ErrorRate.range.contains)
    sample.duplication =
      number(line, "duplication", "1 or more copies per molecule") { $0 >= 1 && $0 <= 1e6 } ?? 1
    let sex = sex(line)
    var row = SampleSheet.Row(
      sample: sample, sex: sex,
      location: location(line, "sample"), source: line.source)
    row.mutations = file(line, "mutations")
    row.segments = file(line, "segments")
    row.targets = file(line, "targets")
    row.alignment = file(line, "alignment")
    row.germline = file(line, "germline")
    row.purityFile = file(line, "purity_file")
    return patient != nil && id != nil && role != nil ? row : nil
  }

  // MARK: - One field

  /// The text of a field, or `nil` when it says that nothing is known or is not in the sheet.
  private func text(_ line: DelimitedLine, _ column: String) -> String? {
    guard let index = table.column(column) else { return nil }
    let text = line.field(index).text
    return MissingValue.isMissing(text) ? nil : text
  }

  private func location(_ line: DelimitedLine, _ column: String) -> TextLocation {
    TextLocation(
      path: table.path, line: line.number,
      column: table.column(column).map { line.field($0).column })
  }

  private mutating func fault(_ line: DelimitedLine, _ column: String, expected: String) {
    let found = table.column(column).map { line.field($0).text } ?? ""
    errors.add(
      .badField(column: column, found: found, expected: expected), line: line.number,
      column: location(line, column).column, source: line.source)
  }

  private mutating func required(
    _ line: DelimitedLine, _ column: String, _ expected: String
  ) -> String? {
    if let index = table.column(column), !line.field(index).text.isEmpty {
      return line.field(index).text
    }
    fault(line, column, expected: expected)
    return nil
  }

  private mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ line: DelimitedLine, _ column: String, isRequired: Bool
  ) -> Choice? {
    let plain = text(line, column)?.lowercased()
    if plain == nil, !isRequired { return nil }
    let separated = String((plain ?? "").map { $0 == " " || $0 == "-" ? "_" : $0 })
    if let choice = Choice(rawValue: separated) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    fault(
      line, column,
      expected: names.dropLast().joined(separator: ", ") + " or " + (names.last ?? ""))
    return nil
  }

  private mutating func sex(_ line: DelimitedLine) -> Sex? {
    switch text(line, "sex")?.lowercased() {
    case nil: return nil
    case "female", "xx", "f": return .female
    case "male", "xy", "m": return .male
    default:
      fault(line, "sex", expected: "female, XX, male or XY")
      return nil
    }
  }

  private mutating func whole(
    _ line: DelimitedLine, _ column: String, _ expected: String
  ) -> Int? {
    guard let text = text(line, column) else { return nil }
    if let value = NumberText.whole(text), (-1_000_000...1_000_000).contains(value) { return value }
    fault(line, column, expected: expected)
    return nil
  }

  private mutating func number(
    _ line: DelimitedLine, _ column: String, _ expected: String, _ isAllowed: (Double) -> Bool
  ) -> Double? {
    guard let text = text(line, column) else { return nil }
    if let value = NumberText.decimal(text), isAllowed(value) { return value }
    fault(line, column, expected: expected)
    return nil
  }

  private func file(_ line: DelimitedLine, _ column: String) -> NamedPath? {
    guard let written = text(line, column) else { return nil }
    return NamedPath(
      path: written.hasPrefix("/") ? written : folder + written, written: written, column: column,
      location: location(line, column), source: line.source)
  }
}
