import DelimitedText
import GenomicFiles
import Glibc
import TumorModel

/// Reads PhylogicNDT's `.sif`, one row per sample, and the mutation tables that it names.
///
/// A path is looked for beside the `.sif`, then in the folder above, then as it is written. The
/// samples are those of one patient; `timepoint` orders them.
struct PhylogicReader {
  private static let missing = MissingValue.Spellings(
    ["<empty>"], because: "tables of FireCloud and Terra hold it where no file is named")

  private let table: SmallTable
  private var errors: ErrorCollector

  static func read(_ path: String) throws(InputErrors) -> CloneInput {
    let table = try SmallTable(path: path, expected: "a PhylogicNDT .sif")
    var reader = PhylogicReader(table: table, errors: ErrorCollector(path: path))
    return try reader.input()
  }

  private mutating func input() throws(InputErrors) -> CloneInput {
    guard let name = table.column("sample_id"), let maf = table.column("maf_fn") else {
      throw errors.failure(
        .missingColumn("maf_fn"), line: table.header.number, column: 1,
        source: table.header.source)
    }
    if table.rows.isEmpty {
      throw errors.failure(
        .malformed(problem: "the table has no sample", expected: "one row per sample"),
        line: table.header.number, column: 1, source: table.header.source)
    }
    let patient = FilePath.stem(table.path)
    let timepoint = table.column("timepoint")
    var rows: [SampleSheet.Row] = []
    var times: [Double?] = []
    var files: [NamedPath] = []
    var lines: [String: Int] = [:]
    for row in table.rows {
      let id = row.field(name).text
      if id.isEmpty { fault(row, name, "the sample's identifier") }
      if let earlier = lines.updateValue(row.number, forKey: id) {
        fault(row, name, "a unique name: line \(earlier) already uses it")
      }
      var sample = CloneInput.sample(id, of: patient)
      if let column = table.column("purity"), !isBlank(row, column) {
        sample.purity = NumberText.decimal(row.field(column).text).flatMap { Purity($0) }
        if sample.purity == nil { fault(row, column, "a share above 0 and up to 1") }
      }
      var time: Double?
      if let timepoint, !isBlank(row, timepoint) {
        time = NumberText.decimal(row.field(timepoint).text)
        if time == nil { fault(row, timepoint, "a number") }
      }
      times.append(time)
      if isBlank(row, maf) {
        fault(row, maf, "the path of a mutation table")
      } else {
        files.append(file(row, maf))
      }
      var entry = SampleSheet.Row(
        sample: sample, sex: nil,
        location: TextLocation(
          path: table.path, line: row.number, column: row.field(name).column),
        source: row.source)
      if let column = table.column("seg_fn"), !isBlank(row, column) {
        entry.segments = file(row, column)
      }
      rows.append(entry)
    }
    try errors.throwIfAny()
    return try clones(rows, times: times, files: files)
  }

  private mutating func clones(
    _ entries: [SampleSheet.Row], times: [Double?], files: [NamedPath]
  ) throws(InputErrors) -> CloneInput {
    let place = TextLocation(path: table.path)
    var warnings: [Warning] = []
    let ranks = Set(times.compactMap { $0 }).sorted()
    let isOrdered = times.allSatisfy { $0 != nil } && ranks.count > 1
    var collector = CloneCollector(samples: entries.count)
    var rows: [SampleSheet.Row] = []
    var inputs: [InputFile] = []
    var withoutSegments: [String] = []
    for (index, entry) in entries.enumerated() {
      var sample = entry.sample
      if isOrdered { sample.order = times[index].flatMap { ranks.firstIndex(of: $0) } }
      let hasCopies = try PhylogicMutations.read(files[index], sample: index, into: &collector)
      inputs.append(InputFile(path: files[index].path, role: .mutations))
      var row = SampleSheet.Row(
        sample: sample, sex: nil, location: entry.location, source: entry.source)
      if !hasCopies {
        row.segments = entry.segments
        if entry.segments == nil { withoutSegments.append(sample.id) }
      }
      rows.append(row)
    }
    if !withoutSegments.isEmpty {
      warnings.append(
        Warning(
          "no local_cn_a1 and local_cn_a2 and no seg_fn, copy number assumed: "
            + listing(withoutSegments), at: place))
    }
    var sheet = SampleSheet(path: table.path, rows: rows, warnings: warnings)
    if entries.count > 1, !isOrdered {
      sheet.orderWarning = CloneInput.orderWarning(entries.map(\.sample.id), in: table.path)
    }
    sheet.inputs += inputs
    return CloneInput(
      sheet: sheet, store: collector.store, rows: collector.rows, profiles: collector.profiles(),
      loci: [:])
  }

  /// A path where there is a file, beside the table first.
  private func file(_ row: DelimitedLine, _ column: Int) -> NamedPath {
    let written = row.field(column).text
    let folder = FilePath.folder(table.path)
    let candidates = written.hasPrefix("/") ? [] : [folder + written, folder + "../" + written]
    let path = candidates.first { access($0, F_OK) == 0 } ?? written
    return NamedPath(
      path: path, written: written, column: table.header.field(column).text,
      location: TextLocation(
        path: table.path, line: row.number, column: row.field(column).column),
      source: row.source)
  }

  private func isBlank(_ row: DelimitedLine, _ column: Int) -> Bool {
    MissingValue.isMissing(row.field(column).text, also: Self.missing)
  }

  private mutating func fault(_ row: DelimitedLine, _ column: Int, _ expected: String) {
    errors.add(
      .badField(
        column: table.header.field(column).text, found: row.field(column).text,
        expected: expected),
      line: row.number, column: row.field(column).column, source: row.source)
  }
}
