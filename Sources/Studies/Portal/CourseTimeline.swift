import DelimitedText
import TumorModel

/// Treatments, and what was noted of the disease, from the timeline tables of a cBioPortal study.
///
/// Read are rows whose `EVENT_TYPE` is of treatment or of status; days are those of `START_DATE` and
/// `STOP_DATE`, from diagnosis.
struct CourseTimeline {
  private(set) var treatments: [Treatment] = []
  private(set) var statuses: [DiseaseStatus] = []
  private(set) var warnings: [Warning] = []
  /// The places of treatments without a name in the table that is read.
  private var unnamed: [TextLocation] = []

  private static let agents = ["AGENT", "TREATMENT_AGENT", "DRUG"]
  private static let kinds = ["SUBTYPE", "TREATMENT_SUBTYPE", "TREATMENT_TYPE"]
  private static let wanted = Set(
    ["PATIENT_ID", "START_DATE", "STOP_DATE", "EVENT_TYPE", "STATUS"] + agents + kinds)

  /// Adds what a table tells.
  ///
  /// - Parameter policy: What becomes of rows that cannot be read.
  mutating func read(_ place: NamedPath, policy: RowPolicy) throws(InputErrors) {
    var table = try PortalTable(
      place, expected: "a timeline table", wanted: Self.wanted,
      needed: ["PATIENT_ID", "START_DATE", "EVENT_TYPE"], filled: ["PATIENT_ID"], policy: policy)
    unnamed = []
    for row in table.rows {
      let event = table.text("EVENT_TYPE", row).lowercased()
      let isTreatment = event.contains("treatment")
      guard isTreatment || event.contains("status") else { continue }
      guard let start = Self.day("START_DATE", row, &table) else { continue }
      if isTreatment {
        take(start, row, &table)
      } else if let text = table.value("STATUS", row) {
        statuses.append(
          DiseaseStatus(
            patient: table.text("PATIENT_ID", row), day: start, text: text,
            location: table.location("STATUS", row)))
      }
    }
    warnings += try table.warnings()
    if let first = unnamed.first {
      warnings.append(
        Warning(
          "\(counted(unnamed.count, "treatment")) without an agent or a type left out", at: first))
    }
  }

  private mutating func take(_ start: Int, _ row: PortalTable.Row, _ table: inout PortalTable) {
    var stop: Int?
    if table.value("STOP_DATE", row) != nil {
      guard let day = Self.day("STOP_DATE", row, &table) else { return }
      if day < start {
        Self.fault("STOP_DATE", row, &table, "a day not before START_DATE, \(start)")
        return
      }
      stop = day
    }
    let kind = table.first(of: Self.kinds, row)?.text ?? ""
    guard let agent = table.first(of: Self.agents, row)?.text ?? (kind.isEmpty ? nil : kind) else {
      unnamed.append(table.location("EVENT_TYPE", row))
      return
    }
    treatments.append(
      Treatment(
        patient: table.text("PATIENT_ID", row), agent: agent, kind: kind, start: start, stop: stop,
        bestResponse: ""))
  }

  private static func day(
    _ column: String, _ row: PortalTable.Row, _ table: inout PortalTable
  ) -> Int? {
    if let day = PortalColumns.day(table.text(column, row)) { return day }
    fault(column, row, &table, "days from diagnosis")
    return nil
  }

  private static func fault(
    _ column: String, _ row: PortalTable.Row, _ table: inout PortalTable, _ expected: String
  ) {
    table.faults.add(
      .badField(column: column, found: table.text(column, row), expected: expected),
      line: row.line, column: table.location(column, row).column)
  }
}
