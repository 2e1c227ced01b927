import DelimitedText

/// Reads times of survival from the table of patients of a cBioPortal study.
struct OutcomeTable {
  private(set) var outcomes: [SurvivalOutcome] = []
  private(set) var warnings: [Warning] = []
  private var table: PortalTable
  /// The patients and end points that were read.
  private var lines: [Key: Int] = [:]
  private var incomplete: [TextLocation] = []

  private struct Key: Hashable {
    let patient: String
    let endPoint: EndPoint
  }

  private static func column(_ endPoint: EndPoint, _ end: String) -> String {
    endPoint.rawValue + "_" + end
  }

  private static let usual = Set(
    ["PATIENT_ID"]
      + EndPoint.usual.flatMap { endPoint in
        (["STATUS"] + SurvivalOutcome.Unit.allCases.map(\.rawValue)).map { column(endPoint, $0) }
      })

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - own: Columns of a time that the study names in its own way; `nil` for none.
  ///   - policy: What becomes of rows that cannot be read.
  init(_ place: NamedPath, own: TimeColumns?, policy: RowPolicy) throws(InputErrors) {
    let named = [own?.time, own?.status].compactMap(\.self)
    table = try PortalTable(
      place, expected: "a table of patients", wanted: Self.usual.union(named),
      needed: ["PATIENT_ID"] + named, filled: ["PATIENT_ID"], policy: policy)
    for row in table.rows {
      for endPoint in EndPoint.usual where endPoint != own?.endPoint { take(endPoint, row) }
      if let own { take(own, row) }
    }
    warnings = try table.warnings()
    if table.columns.count < 2 {
      warnings.append(
        Warning(
          "no times of survival: no pair of columns such as OS_MONTHS and OS_STATUS",
          at: TextLocation(path: table.path)))
    }
    if let first = incomplete.first {
      warnings.append(
        Warning(
          "\(counted(incomplete.count, "time")) of survival without a status, or status without a "
            + "time, left out", at: first))
    }
  }

  private mutating func take(_ endPoint: EndPoint, _ row: PortalTable.Row) {
    let status = Self.column(endPoint, "STATUS")
    let statusText = table.value(status, row)
    let time = SurvivalOutcome.Unit.allCases.lazy.compactMap { [table] unit in
      let column = Self.column(endPoint, unit.rawValue)
      return table.value(column, row).map { (column: column, unit: unit, text: $0) }
    }.first
    guard let statusText, let time else {
      if let time {
        incomplete.append(table.location(time.column, row))
      } else if statusText != nil {
        incomplete.append(table.location(status, row))
      }
      return
    }
    add(endPoint, status: statusText, of: status, time, row)
  }

  private mutating func take(_ own: TimeColumns, _ row: PortalTable.Row) {
    guard let text = table.value(own.time, row) else { return }
    let time = (column: own.time, unit: own.unit, text: text)
    guard let status = own.status else {
      add(own.endPoint, status: "1", of: own.time, time, row)
      return
    }
    guard let statusText = table.value(status, row) else {
      incomplete.append(table.location(own.time, row))
      return
    }
    add(own.endPoint, status: statusText, of: status, time, row)
  }

  private mutating func add(
    _ endPoint: EndPoint, status statusText: String, of status: String,
    _ time: (column: String, unit: SurvivalOutcome.Unit, text: String), _ row: PortalTable.Row
  ) {
    guard let isEvent = SheetWords.outcome(statusText) else {
      fault(status, row, statusText, "0 or 1 before a colon, such as 0:LIVING and 1:DECEASED")
      return
    }
    guard let value = NumberText.decimal(time.text), value >= 0 else {
      fault(time.column, row, time.text, "\(time.unit.rawValue.lowercased()) of at least 0")
      return
    }
    let outcome = SurvivalOutcome(
      patient: table.text("PATIENT_ID", row), endPoint: endPoint, time: value, unit: time.unit,
      isEvent: isEvent, location: table.location(time.column, row))
    let key = Key(patient: outcome.patient, endPoint: endPoint)
    if let known = lines[key] {
      let earlier = outcomes[known]
      if (earlier.time, earlier.unit, earlier.isEvent) != (value, time.unit, isEvent) {
        fault(
          time.column, row, time.text,
          "what line \(earlier.location.line ?? 0) says of the same patient")
      }
      return
    }
    lines[key] = outcomes.count
    outcomes.append(outcome)
  }

  private mutating func fault(
    _ column: String, _ row: PortalTable.Row, _ found: String, _ expected: String
  ) {
    table.faults.add(
      .badField(column: column, found: found, expected: expected), .withoutField, line: row.line,
      column: table.location(column, row).column)
  }
}
