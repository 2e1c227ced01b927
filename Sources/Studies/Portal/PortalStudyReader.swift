import DelimitedText
import GenomicFiles
import TumorModel

/// Makes a study sheet of the folder of a cBioPortal study.
struct PortalStudyReader {
  private let files: PortalFiles
  private var warnings: [Warning]
  private var errors: ErrorCollector
  private var table: PortalTable
  private let policy: RowPolicy

  /// One sample while rows are read.
  private struct Entry {
    var sample: Sample
    var sex: Sex?
    let row: PortalTable.Row
  }

  /// Reads a folder's tables of patients, samples and days, and names its mutation table.
  ///
  /// - Parameter policy: What becomes of rows that cannot be read.
  static func read(_ folder: String, policy: RowPolicy) throws(InputErrors) -> SampleSheet {
    let files = try PortalFiles(folder)
    let table = try PortalTable(
      files.samples, expected: "a table of samples", wanted: PortalColumns.ofSamples,
      needed: ["PATIENT_ID", "SAMPLE_ID"], filled: ["PATIENT_ID", "SAMPLE_ID"],
      policy: policy)
    var reader = PortalStudyReader(
      files: files, warnings: files.warnings, errors: ErrorCollector(path: table.path),
      table: table, policy: policy)
    return try reader.sheet()
  }

  private mutating func sheet() throws(InputErrors) -> SampleSheet {
    let isPercent = isPurityPercent()
    var entries: [Entry] = []
    var places: [String: Int] = [:]
    var duplicates = 0
    for row in table.rows {
      let entry = entry(row, isPercent: isPercent)
      guard let earlier = places[entry.sample.id] else {
        places[entry.sample.id] = entries.count
        entries.append(entry)
        continue
      }
      duplicates += 1
      if entries[earlier].sample.patient != entry.sample.patient {
        errors.add(
          .badField(
            column: "PATIENT_ID", found: entry.sample.patient,
            expected: "\(entries[earlier].sample.patient), as for this sample on line "
              + "\(entries[earlier].row.line)"),
          line: row.line, column: table.location("PATIENT_ID", row).column)
      }
      Self.fill(&entries[earlier], from: entry)
    }
    warnings += try table.warnings()
    try errors.throwIfAny()
    if entries.isEmpty {
      throw errors.failure(
        .malformed(problem: "the table has no sample", expected: "one row per sample"))
    }
    if duplicates > 0 {
      warnings.append(
        Warning(
          "\(counted(duplicates, "duplicate row")) merged", at: TextLocation(path: table.path)))
    }
    let sexes = try sexesOfPatients()
    let timeline = try timeline(entries)
    var assays = try AssayTables(files)
    for index in entries.indices {
      let sample = entries[index].sample
      if let day = timeline.days[sample.id] { entries[index].sample.day = day }
      if entries[index].sex == nil { entries[index].sex = sexes[sample.patient] }
      entries[index].sample.coverage = assays.coverage(
        of: sample.id,
        clinical: table.first(of: AssayTables.clinicalColumns, entries[index].row)?.text)
    }
    warnings += assays.warnings + assays.strangerWarnings()
    reportRoles(entries)
    reportSegments()
    var sheet = finished(entries, assays)
    sheet.orderWarning = openOrders(entries)
    return sheet
  }

  private func finished(_ entries: [Entry], _ assays: AssayTables) -> SampleSheet {
    let rows = entries.map { entry in
      var row = SampleSheet.Row(
        sample: entry.sample, sex: entry.sex, location: table.location("SAMPLE_ID", entry.row),
        source: "")
      row.mutations = [files.mutations]
      row.uncalledSites = files.uncalledSites
      row.kindWords = kindWords(entry)
      row.isSequenced = assays.isSequenced(entry.sample.id)
      return row
    }
    var sheet = SampleSheet(path: files.folder, rows: rows, warnings: warnings)
    sheet.inputs =
      (files.study.map { [InputFile(path: $0.path, role: .sheet)] } ?? [])
      + [InputFile(path: table.path, role: .clinical)]
    if let patients = files.patients {
      sheet.inputs.append(InputFile(path: patients.path, role: .clinical))
    }
    sheet.inputs += files.timelines.map { InputFile(path: $0.path, role: .timeline) }
    sheet.inputs += assays.paths.map { InputFile(path: $0, role: .assays) }
    sheet.build = files.study.flatMap { GenomeBuild(spelling: $0["reference_genome"]) }
    return sheet
  }

  // MARK: - One sample

  private mutating func entry(_ row: PortalTable.Row, isPercent: [String: Bool]) -> Entry {
    let id = table.text("SAMPLE_ID", row)
    let role = SampleTypes.role(
      SampleTypes.columns.compactMap { table.value($0, row) }, sample: id)
    var sample = Sample(
      id: id, patient: table.text("PATIENT_ID", row), role: role ?? SampleSheet.assumedRole)
    sample.isRoleKnown = role != nil
    sample.day = table.first(of: PortalColumns.days, row).flatMap { PortalColumns.day($0.text) }
    sample.order = table.first(of: PortalColumns.timePoints, row)
      .flatMap { PortalColumns.timePoint($0.text) }
    sample.site = table.first(of: PortalColumns.sites, row)?.text
    sample.specimen =
      role == .plasma
      ? .plasma
      : PortalColumns.specimen(
        PortalColumns.specimens.compactMap { table.value($0, row) },
        isFFPE: PortalColumns.isFFPE.compactMap { table.value($0, row) })
    sample.purity = purity(row, isPercent: isPercent)
    sample.ploidy = table.first(of: PortalColumns.ploidies, row).flatMap {
      NumberText.decimal($0.text)
    }
    .flatMap { $0 > 0 && $0 <= 100 ? $0 : nil }
    let sex = table.first(of: PortalColumns.sexes, row).flatMap { PortalColumns.sex($0.text) }
    return Entry(sample: sample, sex: sex, row: row)
  }

  /// Whether a column of purities is in percent: it has a sign, or a value above 1.
  private func isPurityPercent() -> [String: Bool] {
    var isPercent: [String: Bool] = [:]
    for column in PortalColumns.purities where table.columns.contains(column) {
      isPercent[column] = table.rows.contains { row in
        NumberText.percent(table.text(column, row)).map { $0.hasSign || $0.value > 1 } ?? false
      }
    }
    return isPercent
  }

  private mutating func purity(_ row: PortalTable.Row, isPercent: [String: Bool]) -> Purity? {
    guard let (column, text) = table.first(of: PortalColumns.purities, row) else { return nil }
    let value = (NumberText.percent(text)?.value ?? .nan) / (isPercent[column] == true ? 100 : 1)
    // No tumour cell found is no purity that reads could be understood with.
    if value == 0 { return nil }
    if let purity = Purity(value) { return purity }
    let place = table.location(column, row)
    table.faults.add(
      .badField(
        column: column, found: text,
        expected: isPercent[column] == true
          ? "percent from 0 to 100, as other values of the column are"
          : "a share from 0 to 1, percent, or NA"),
      .withoutField, line: row.line, column: place.column)
    return nil
  }

  private static func fill(_ entry: inout Entry, from other: Entry) {
    if entry.sample.day == nil { entry.sample.day = other.sample.day }
    if entry.sample.order == nil { entry.sample.order = other.sample.order }
    if entry.sample.purity == nil { entry.sample.purity = other.sample.purity }
    if entry.sample.specimen == nil { entry.sample.specimen = other.sample.specimen }
    if entry.sample.site == nil { entry.sample.site = other.sample.site }
    if entry.sex == nil { entry.sex = other.sex }
  }

  // MARK: - Other tables

  private mutating func sexesOfPatients() throws(InputErrors) -> [String: Sex] {
    guard let place = files.patients else { return [:] }
    let table = try PortalTable(
      place, expected: "a table of patients", wanted: Set(PortalColumns.sexes + ["PATIENT_ID"]),
      needed: ["PATIENT_ID"], filled: ["PATIENT_ID"], policy: policy)
    warnings += try table.warnings()
    var sexes: [String: Sex] = [:]
    for row in table.rows {
      guard let text = table.first(of: PortalColumns.sexes, row)?.text,
        let sex = PortalColumns.sex(text)
      else { continue }
      sexes[table.text("PATIENT_ID", row)] = sex
    }
    return sexes
  }

  private mutating func timeline(_ entries: [Entry]) throws(InputErrors) -> SpecimenTimeline {
    var timeline = SpecimenTimeline()
    let patients = Dictionary(entries.map { ($0.sample.id, $0.sample.patient) }) { first, _ in
      first
    }
    for place in files.timelines { try timeline.read(place, samples: patients, policy: policy) }
    warnings += timeline.warnings
    return timeline
  }

  private mutating func reportSegments() {
    for place in files.segments {
      warnings.append(
        Warning(
          "holds log2 ratios of all copies, which do not tell the copies of each allele: not read, "
            + "copy number is assumed and calls are flagged cnAssumed; a study sheet can name "
            + "allele-specific segments (\(SegmentFormats.tools))",
          at: TextLocation(path: place.path)))
    }
  }

  // MARK: - Roles

  private mutating func reportRoles(_ entries: [Entry]) {
    let unknown = entries.filter { !$0.sample.isRoleKnown }
    guard !unknown.isEmpty else { return }
    var values: [String: Int] = [:]
    for entry in unknown { values[kindWords(entry) ?? "", default: 0] += 1 }
    let words = values.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) (\($0.value))" }
    warnings.append(
      Warning(
        "what \(counted(unknown.count, "sample")) of \(entries.count) are is not known: "
          + "\(listing(words)); no order rests on their roles; column \(SampleTypes.columns[0]) of this "
          + "table would tell it: Primary, Recurrence, Metastasis, Plasma or Normal",
        at: TextLocation(path: table.path)))
  }

  /// What the table says of what a sample is; `nil` where that is a role's own word, or the name
  /// tells it.
  private func kindWords(_ entry: Entry) -> String? {
    let told = SampleTypes.columns.compactMap { column in
      table.value(column, entry.row).map { (column: column, text: $0) }
    }
    let isKnown = entry.sample.isRoleKnown
    if isKnown, told.isEmpty || told.contains(where: { SheetWords.roles[$0.text] != nil }) {
      return nil
    }
    if told.isEmpty {
      let looked = SampleTypes.columns.filter(table.columns.contains)
      return looked.isEmpty ? "no column tells it" : "no value in \(looked.joined(separator: ", "))"
    }
    return told.map { "\($0.column) '\($0.text)'" }.joined(separator: " and ")
  }

  /// Names the patients in whom a sample whose role is not known has no place among the others.
  private func openOrders(_ entries: [Entry]) -> Warning? {
    let patients = Dictionary(grouping: entries.filter { $0.sample.role != .normal }) {
      $0.sample.patient
    }
    let open = patients.filter { _, group in
      group.contains { entry in
        !entry.sample.isRoleKnown
          && group.contains { other in
            other.sample.id != entry.sample.id
              && (entry.sample.day == nil || other.sample.day == nil)
              && (entry.sample.order == nil || other.sample.order == nil)
          }
      }
    }
    guard !open.isEmpty else { return nil }
    return Warning(
      "neither days, time points nor sample types say which sample was taken first in "
        + "\(listing(open.keys.sorted())): pairs without an order get no call; days from diagnosis in "
        + "column \(dayColumn) of \(samplesName), or rows of EVENT_TYPE Specimen with PATIENT_ID, "
        + "START_DATE and SAMPLE_ID in \(timelineName), would tell it, as does --sample-order",
      at: TextLocation(path: files.folder))
  }

  /// Where days are looked for, or would be.
  private var dayColumn: String {
    PortalColumns.days.first(where: table.columns.contains) ?? PortalColumns.days[0]
  }

  private var samplesName: String { files.samples.written }

  private var timelineName: String {
    files.timelines.first?.written ?? "data_timeline_specimen.txt"
  }
}
