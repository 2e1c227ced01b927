import DelimitedText
import GenomicFiles
import TumorModel

/// Reads the study sheet and checks every field of it.
struct SampleSheetReader {
  private static let known = Set(SheetColumn.allCases.map(\.rawValue))

  private let table: SmallTable
  private let folder: String
  private var errors: ErrorCollector
  /// The date of a row, by the row's line.
  private var dates: [Int: CalendarDate] = [:]

  /// Reads a sheet, separated by commas, tabs or semicolons.
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
    let table = try SmallTable(
      path: path, expected: "a study sheet", isSemicolonAllowed: true)
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
    for column in SheetColumn.required where table.column(column.rawValue) == nil {
      errors.add(
        .missingColumn(column.rawValue), line: table.header.number, column: 1,
        source: table.header.source)
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
    var kept: [DelimitedLine] = []
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
        fault(line, .sample, expected: "a unique name: line \(earlier) already uses it")
        continue
      }
      lines[id] = line.number
      if let sex = row.sex {
        if let known = sexes[row.sample.patient], known.sex != sex {
          fault(line, .sex, expected: "\(known.sex.rawValue), as on line \(known.line)")
        } else if sexes[row.sample.patient] == nil {
          sexes[row.sample.patient] = (sex, line.number)
        }
      }
      rows.append(row)
      kept.append(line)
    }
    let days = countDates(&rows, kept)
    var sheet = SampleSheet(path: table.path, rows: rows, warnings: unknownColumns())
    sheet.days = days
    return sheet
  }

  /// Gives rows with a date their day: the days from the patient's earliest date.
  private mutating func countDates(
    _ rows: inout [SampleSheet.Row], _ lines: [DelimitedLine]
  ) -> SheetDays {
    let numbered = Set(rows.filter { $0.sample.day != nil }.map(\.sample.patient))
    let dated = rows.indices.compactMap { index in
      dates[lines[index].number].map { (index: index, date: $0) }
    }
    let days = SheetDays(
      patients: rows.map(\.sample.patient),
      dates: dated.map { (rows[$0.index].sample.patient, $0.date) })
    for (index, date) in dated {
      let patient = rows[index].sample.patient
      guard !numbered.contains(patient), let zero = days.zeros[patient] else {
        fault(
          lines[index], .day,
          expected: "days from diagnosis, as in other rows of the patient, or dates in all of them")
        continue
      }
      rows[index].sample.day = date.days(since: zero)
    }
    return days
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
    let patient = required(line, .patient)
    let id = required(line, .sample)
    let role = word(line, .role, of: .roles, isRequired: true)
    var sample = Sample(id: id ?? "", patient: patient ?? "", role: role ?? .primary)
    sample.day = day(line)
    sample.order = whole(line, .order)
    sample.site = text(line, .site)
    sample.specimen = word(line, .specimen, of: .specimens)
    sample.purity = share(line, .purity) { Purity($0) != nil }.flatMap { Purity($0) }
    sample.purityDeviation = share(line, .purityDeviation) { $0 >= 0 && $0 <= 1 }
    sample.ploidy = number(line, .ploidy) { $0 > 0 && $0 <= 100 }
    sample.errorRate = number(line, .errorRate, ErrorRate.range.contains)
    sample.duplication = number(line, .duplication) { $0 >= 1 && $0 <= 1e6 } ?? 1
    let sex = word(line, .sex, of: .sexes)
    var row = SampleSheet.Row(
      sample: sample, sex: sex,
      location: location(line, .sample), source: line.source)
    row.mutations = files(line, .mutations)
    row.segments = file(line, .segments)
    row.targets = file(line, .targets)
    row.alignment = file(line, .alignment)
    row.germline = file(line, .germline)
    row.purityFile = file(line, .purityFile)
    return patient != nil && id != nil && role != nil ? row : nil
  }

  // MARK: - One field

  /// The text of a field, or `nil` when it says that nothing is known or is not in the sheet.
  private func text(_ line: DelimitedLine, _ column: SheetColumn) -> String? {
    guard let index = table.column(column.rawValue) else { return nil }
    let text = line.field(index).text
    return MissingValue.isMissing(text) ? nil : text
  }

  private func location(_ line: DelimitedLine, _ column: SheetColumn) -> TextLocation {
    TextLocation(
      path: table.path, line: line.number,
      column: table.column(column.rawValue).map { line.field($0).column })
  }

  /// - Parameter expected: What the field should have held, where that is not for the column to say.
  private mutating func fault(
    _ line: DelimitedLine, _ column: SheetColumn, expected: String? = nil
  ) {
    let found = table.column(column.rawValue).map { line.field($0).text } ?? ""
    errors.add(
      .badField(
        column: column.rawValue, found: found, expected: expected ?? column.expectation),
      line: line.number, column: location(line, column).column, source: line.source)
  }

  private mutating func required(_ line: DelimitedLine, _ column: SheetColumn) -> String? {
    if let index = table.column(column.rawValue) {
      let text = line.field(index).text
      if !text.isEmpty, text != SheetColumn.placeholder { return text }
    }
    fault(line, column)
    return nil
  }

  private mutating func word<Value>(
    _ line: DelimitedLine, _ column: SheetColumn, of words: SheetWords<Value>,
    isRequired: Bool = false
  ) -> Value? {
    let text = text(line, column)
    if text == nil, !isRequired { return nil }
    if let value = text.flatMap({ words[$0] }) { return value }
    fault(line, column)
    return nil
  }

  private mutating func whole(_ line: DelimitedLine, _ column: SheetColumn) -> Int? {
    guard let text = text(line, column) else { return nil }
    if let value = NumberText.whole(text), (-1_000_000...1_000_000).contains(value) { return value }
    fault(line, column)
    return nil
  }

  /// A day as a whole number; a date is kept until the dates of all rows are known.
  private mutating func day(_ line: DelimitedLine) -> Int? {
    if let date = text(line, .day).flatMap(CalendarDate.init) {
      dates[line.number] = date
      return nil
    }
    return whole(line, .day)
  }

  private mutating func number(
    _ line: DelimitedLine, _ column: SheetColumn, _ isAllowed: (Double) -> Bool
  ) -> Double? {
    guard let text = text(line, column) else { return nil }
    if let value = NumberText.decimal(decimalPoint(text)), isAllowed(value) { return value }
    fault(line, column)
    return nil
  }

  /// A share of one, or the same as a percentage with its sign.
  private mutating func share(
    _ line: DelimitedLine, _ column: SheetColumn, _ isAllowed: (Double) -> Bool
  ) -> Double? {
    guard let text = text(line, column) else { return nil }
    if let (number, hasSign) = NumberText.percent(decimalPoint(text)) {
      let value = hasSign ? number / 100 : number
      if isAllowed(value) { return value }
    }
    fault(line, column)
    return nil
  }

  /// A number with a point. Where semicolons separate fields, a comma is that of a decimal.
  private func decimalPoint(_ text: String) -> String {
    guard table.isSemicolonSeparated else { return text }
    return text.replacing(",", with: ".", maxReplacements: 1)
  }

  private func file(_ line: DelimitedLine, _ column: SheetColumn) -> NamedPath? {
    text(line, column).map { place(of: $0, line, column) }
  }

  /// The files of a field that may name several.
  private mutating func files(_ line: DelimitedLine, _ column: SheetColumn) -> [NamedPath] {
    guard let text = text(line, column) else { return [] }
    let places = SheetColumn.paths(in: text).map { place(of: $0, line, column) }
    if places.isEmpty { fault(line, column) }
    if Set(places.map(\.path)).count < places.count {
      fault(line, column, expected: "each file once")
    }
    return places
  }

  private func place(
    of written: String, _ line: DelimitedLine, _ column: SheetColumn
  ) -> NamedPath {
    NamedPath(
      path: FilePath.joined(written, in: folder), written: written, column: column.rawValue,
      location: location(line, column), source: line.source)
  }
}
