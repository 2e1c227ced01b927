import DelimitedText
import GenomicFiles
import TumorModel

/// The days on which samples were taken, from the timeline tables of a cBioPortal study.
///
/// Read are rows with a `SAMPLE_ID` whose `EVENT_TYPE` is of taking tissue: it has `specimen`,
/// `sample`, `biopsy`, `surgery` or `collection` in it, in any case, and not `sequenc`. Their
/// `START_DATE` is the day, counted from diagnosis.
struct SpecimenTimeline {
  private(set) var days: [String: Int] = [:]
  private(set) var warnings: [Warning] = []
  private var contradicted: Set<String> = []

  private static let wanted: Set<String> = [
    "PATIENT_ID", "START_DATE", "EVENT_TYPE", "SAMPLE_ID",
  ]

  /// Adds what a table tells.
  ///
  /// - Parameter samples: The patient of each sample.
  mutating func read(_ place: NamedPath, samples: [String: String]) throws(InputErrors) {
    let table = try PortalTable(
      place, expected: "a timeline table", wanted: Self.wanted,
      needed: ["PATIENT_ID", "START_DATE", "EVENT_TYPE"], filled: ["PATIENT_ID"])
    var invalid: [PortalTable.Row] = []
    var strangers: [String] = []
    var unnamed: [PortalTable.Row] = []
    for row in table.rows {
      guard let day = PortalColumns.day(table.text("START_DATE", row)) else {
        invalid.append(row)
        continue
      }
      guard Self.takesTissue(table.text("EVENT_TYPE", row)) else { continue }
      guard let sample = table.value("SAMPLE_ID", row) else {
        unnamed.append(row)
        continue
      }
      guard samples[sample] == table.text("PATIENT_ID", row) else {
        strangers.append(sample)
        continue
      }
      take(day, sample, table, row)
    }
    if let first = invalid.first {
      let found = table.text("START_DATE", first)
      let more = invalid.count > 1 ? ", and \(counted(invalid.count - 1, "row")) more" : ""
      warnings.append(
        Warning(
          "START_DATE is '\(found)'\(more): left out; expected days from diagnosis",
          at: table.location("START_DATE", first)))
    }
    if let first = unnamed.first {
      warnings.append(
        Warning(
          "\(counted(unnamed.count, "row")) of specimens without SAMPLE_ID: no sample's day is "
            + "told by them", at: TextLocation(path: table.path, line: first.line)))
    }
    if !strangers.isEmpty {
      warnings.append(
        Warning(
          "samples that their patient does not have left out: \(listing(strangers))",
          at: TextLocation(path: table.path)))
    }
  }

  private mutating func take(
    _ day: Int, _ sample: String, _ table: PortalTable, _ row: PortalTable.Row
  ) {
    if contradicted.contains(sample) { return }
    if let known = days[sample], known != day {
      contradicted.insert(sample)
      days[sample] = nil
      warnings.append(
        Warning(
          "\(sample) is taken on day \(known) and on day \(day): its day is left open",
          at: table.location("START_DATE", row)))
      return
    }
    days[sample] = day
  }

  static func takesTissue(_ event: String) -> Bool {
    let text = event.lowercased()
    return !text.contains("sequenc")
      && ["specimen", "sample", "biopsy", "surgery", "collection"].contains { text.contains($0) }
  }
}
