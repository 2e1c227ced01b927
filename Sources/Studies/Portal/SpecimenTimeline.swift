import DelimitedText
import GenomicFiles
import TumorModel

/// The days on which samples were taken, from the timeline tables of a cBioPortal study.
///
/// Read are rows with a `SAMPLE_ID` whose `EVENT_TYPE` is of taking tissue; see
/// ``takesTissue(_:)``. Their `START_DATE` is the day, counted from diagnosis. When a specimen was
/// received, sequenced or reported orders nothing.
struct SpecimenTimeline {
  private(set) var days: [String: Int] = [:]
  private(set) var warnings: [Warning] = []
  private var contradicted: Set<String> = []

  private static let wanted: Set<String> = [
    "PATIENT_ID", "START_DATE", "EVENT_TYPE", "SAMPLE_ID",
  ]

  /// Adds what a table tells.
  ///
  /// - Parameters:
  ///   - samples: The patient of each sample.
  ///   - policy: What becomes of rows that cannot be read.
  mutating func read(
    _ place: NamedPath, samples: [String: String], policy: RowPolicy
  ) throws(InputErrors) {
    let table = try PortalTable(
      place, expected: "a timeline table", wanted: Self.wanted,
      needed: ["PATIENT_ID", "START_DATE", "EVENT_TYPE"], filled: ["PATIENT_ID"], policy: policy)
    warnings += try table.warnings()
    var invalid: [PortalTable.Row] = []
    var strangers: [String] = []
    var unnamed: [PortalTable.Row] = []
    var others: [String: Int] = [:]
    for row in table.rows {
      guard let day = PortalColumns.day(table.text("START_DATE", row)) else {
        invalid.append(row)
        continue
      }
      let event = table.text("EVENT_TYPE", row)
      guard Self.takesTissue(event) else {
        if Self.isAboutTissue(event), table.value("SAMPLE_ID", row) != nil {
          others[event, default: 0] += 1
        }
        continue
      }
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
    if !others.isEmpty {
      warnings.append(
        Warning(
          "not the taking of tissue, so no sample's day is told by them: "
            + listing(
              others.sorted { $0.key < $1.key }.map {
                "EVENT_TYPE '\($0.key)' (\(counted($0.value, "row")))"
              }), at: TextLocation(path: table.path)))
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

  /// Whether an event is the taking of tissue.
  ///
  /// It is if a word says so (`biopsy`, `surgery`, `collection`, `acquisition`, `resection`, …), or if it
  /// names nothing but a specimen; not if a word tells of what was done with the tissue later, such as
  /// `Sequencing` or `Sample Receipt`.
  static func takesTissue(_ event: String) -> Bool {
    let words = words(event)
    if words.isEmpty || words.contains(where: { word in handled.contains { word.hasPrefix($0) } }) {
      return false
    }
    if words.contains(where: { word in taken.contains { word.contains($0) } }) { return true }
    return words.contains(where: isSpecimen)
      && words.allSatisfy { isSpecimen($0) || kinds.contains($0) || Int($0) != nil }
  }

  /// Whether an event has to do with a specimen at all.
  private static func isAboutTissue(_ event: String) -> Bool {
    words(event).contains { word in isSpecimen(word) || taken.contains { word.contains($0) } }
  }

  private static func words(_ event: String) -> [String] {
    event.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static func isSpecimen(_ word: String) -> Bool {
    ["specimen", "sample", "tissue"].contains { word.hasPrefix($0) }
  }

  /// Parts of words for the taking of tissue.
  private static let taken = [
    "biops", "surg", "collect", "acqui", "resect", "excis", "aspirat", "autops", "procure",
    "draw", "mastectom", "lumpectom",
  ]

  /// Starts of words for what is done with a specimen, or about it, at another time.
  private static let handled = [
    "sequenc", "recei", "ship", "report", "process", "stor", "access", "librar", "extract",
    "result",
    "order", "review", "consult", "referr", "request", "planned", "schedul", "cancel", "register",
    "registr", "analy", "testing", "bank", "archiv", "qc", "deliver", "transfer", "consent",
  ]

  /// Words beside the name of a specimen that tell of which kind it is.
  private static let kinds: Set<String> = [
    "tumor", "tumour", "primary", "metastasis", "metastatic", "recurrence", "recurrent", "relapse",
    "normal", "blood", "plasma", "cfdna", "ctdna", "site", "id", "date", "of", "the", "and",
    "solid",
    "fresh", "frozen", "ffpe", "taken", "obtained", "type",
  ]
}
