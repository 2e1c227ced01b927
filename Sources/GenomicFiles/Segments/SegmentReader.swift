import TumorModel

/// Reads allele-specific copy numbers in the plain form `chromosome start end major_cn minor_cn`.
struct SegmentReader {
  private static let form = "chromosome start end major_cn minor_cn"

  private struct Columns {
    let chromosome: Int
    let start: Int
    let end: Int
    let major: Int
    let minor: Int
    let sample: Int?
  }

  private struct Entry {
    let segment: CopyNumberSegment
    let row: DelimitedLine
  }

  private let table: SmallTable
  private let columns: Columns
  private let sample: String
  private var errors: ErrorCollector
  private var swapped = 0
  private var unknown = 0

  /// Reads the segments of one sample.
  ///
  /// Real-valued copies are rounded and marked. A table with a `sample` column may hold several
  /// samples; the rows of others are left out.
  static func read(
    _ place: NamedPath, sample: String
  ) throws(InputErrors) -> (profile: CopyNumberProfile, warnings: [Warning]) {
    let table = try SmallTable(
      path: place.path, expected: "copy-number segments", namedAt: place)
    var reader = try SegmentReader(table: table, sample: sample)
    return try reader.profile()
  }

  private init(table: SmallTable, sample: String) throws(InputErrors) {
    self.table = table
    self.sample = sample
    self.errors = ErrorCollector(path: table.path)
    let header = table.header
    let chromosome = table.column("chromosome", "chrom", "chr")
    let start = table.column("start", "startpos")
    let end = table.column("end", "endpos")
    let major = table.column("major_cn", "nMajor", "major")
    let minor = table.column("minor_cn", "nMinor", "minor")
    guard let chromosome, let start, let end, let major, let minor else {
      if let name = SegmentTable.foreignName(table.names) {
        throw errors.failure(
          .refused(
            problem: "this is \(name), which this version does not read",
            expected: "the plain form '\(Self.form)'"),
          line: header.number, column: 1, source: header.source)
      }
      let wanted = [
        ("chromosome", chromosome), ("start", start), ("end", end), ("major_cn", major),
        ("minor_cn", minor),
      ]
      for (name, column) in wanted where column == nil {
        errors.add(.missingColumn(name), line: header.number, column: 1, source: header.source)
      }
      throw InputErrors(errors.errors)
    }
    self.columns = Columns(
      chromosome: chromosome, start: start, end: end, major: major, minor: minor,
      sample: table.column("sample", "sample_id", "id"))
  }

  private mutating func profile() throws(InputErrors) -> (CopyNumberProfile, [Warning]) {
    var rows = table.rows
    if let column = columns.sample {
      rows = rows.filter { $0.field(column).text == sample }
    }
    if rows.isEmpty {
      let problem =
        table.rows.isEmpty ? "the table has no segment" : "no segment is of sample \(sample)"
      throw errors.failure(
        .malformed(problem: problem, expected: "one row a segment"), line: table.header.number,
        column: 1, source: table.header.source)
    }
    var entries: [Entry] = []
    for row in rows {
      if let segment = segment(row) { entries.append(Entry(segment: segment, row: row)) }
    }
    reportOverlaps(&entries)
    try errors.throwIfAny()
    do {
      return (try CopyNumberProfile(entries.map(\.segment)), warnings())
    } catch {
      preconditionFailure("overlaps were reported before")
    }
  }

  private func warnings() -> [Warning] {
    var warnings: [Warning] = []
    let place = TextLocation(path: table.path)
    if swapped > 0 {
      warnings.append(
        Warning("major and minor copies swapped in \(counted(swapped, "segment"))", at: place))
    }
    if unknown > 0 {
      warnings.append(
        Warning(
          "\(counted(unknown, "segment")) without copies of both alleles left out", at: place))
    }
    return warnings
  }

  private mutating func segment(_ row: DelimitedLine) -> CopyNumberSegment? {
    let before = errors.errors.count
    let chromosome = Chromosome(row.field(columns.chromosome).text)
    if chromosome == nil { fault(row, columns.chromosome, "a chromosome") }
    let start = position(row, columns.start, atLeast: 1, "a 1-based position")
    let end = position(row, columns.end, atLeast: start ?? 1, "a position not before the start")
    if isMissing(row, columns.major) || isMissing(row, columns.minor) {
      if errors.errors.count == before { unknown += 1 }
      return nil
    }
    let major = copies(row, columns.major)
    let minor = copies(row, columns.minor)
    guard let chromosome, let start, let end, let major, let minor else { return nil }
    if minor.value > major.value { swapped += 1 }
    guard
      let copyNumber = CopyNumber(
        major: max(major.value, minor.value), minor: min(major.value, minor.value))
    else { return nil }
    return CopyNumberSegment(
      chromosome: chromosome, start: start, end: end, copyNumber: copyNumber,
      isRounded: major.isRounded || minor.isRounded)
  }

  private func isMissing(_ row: DelimitedLine, _ column: Int) -> Bool {
    ["", "NA", ".", "NaN"].contains(row.field(column).text)
  }

  private mutating func position(
    _ row: DelimitedLine, _ column: Int, atLeast lowest: Int, _ expected: String
  ) -> Int? {
    // Some tools write 1e+06 for a million.
    let value = Double(row.field(column).text) ?? .nan
    if value >= Double(lowest), value <= Double(Int32.max), value == value.rounded() {
      return Int(value)
    }
    fault(row, column, expected)
    return nil
  }

  private mutating func copies(
    _ row: DelimitedLine, _ column: Int
  ) -> (value: Int, isRounded: Bool)? {
    if let value = Double(row.field(column).text), value > -0.5, value <= 10_000 {
      return (Int(value.rounded()), value != value.rounded())
    }
    fault(row, column, "copies per cell, from 0 to 10000")
    return nil
  }

  private mutating func fault(_ row: DelimitedLine, _ column: Int, _ expected: String) {
    errors.add(
      .badField(
        column: table.header.field(column).text, found: row.field(column).text, expected: expected),
      line: row.number, column: row.field(column).column, source: row.source)
  }

  private mutating func reportOverlaps(_ entries: inout [Entry]) {
    entries.sort {
      ($0.segment.chromosome, $0.segment.range.lowerBound, $0.row.number)
        < ($1.segment.chromosome, $1.segment.range.lowerBound, $1.row.number)
    }
    guard var widest = entries.first else { return }
    for next in entries.dropFirst() {
      if next.segment.chromosome == widest.segment.chromosome,
        next.segment.range.lowerBound <= widest.segment.range.upperBound
      {
        let (first, second) =
          widest.row.number < next.row.number ? (widest, next) : (next, widest)
        errors.add(
          .malformed(
            problem: "the segment \(words(second)) overlaps \(words(first)) on line "
              + "\(first.row.number)",
            expected: "segments that share no base"),
          line: second.row.number, column: second.row.field(columns.start).column,
          source: second.row.source)
      }
      if next.segment.chromosome != widest.segment.chromosome
        || next.segment.range.upperBound > widest.segment.range.upperBound
      {
        widest = next
      }
    }
  }

  private func words(_ entry: Entry) -> String {
    let range = entry.segment.range
    return "\(entry.segment.chromosome):\(range.lowerBound)-\(range.upperBound)"
  }
}
