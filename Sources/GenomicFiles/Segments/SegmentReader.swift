package import DelimitedText
package import TumorModel

/// Reads allele-specific copy numbers of any tool in ``SegmentFormats``.
package struct SegmentReader {
  private struct Entry {
    var segment: CopyNumberSegment
    let row: DelimitedLine
  }

  /// Segments that a warning counts.
  private struct Counts {
    var swapped = 0
    var unknown = 0
    var total = 0
    var fractional = 0
  }

  /// How far from a whole number copies are that noise hardly explains.
  private static let farFromWhole = 0.25
  /// The least share of cells that is told apart from none.
  private static let leastShare = 0.01

  private let table: SmallTable
  private let format: any SegmentFormat
  private let sample: String
  private var fields: TableFields
  private var counts = Counts()

  /// Reads the segments of one sample.
  ///
  /// Real-valued copies are rounded and marked. Where a table names samples, the rows of others are
  /// left out.
  ///
  /// - Parameter policy: What becomes of rows that cannot be read.
  package static func read(
    _ place: NamedPath, context: SegmentContext, policy: RowPolicy
  ) throws(InputErrors) -> (profile: CopyNumberProfile, warnings: [Warning]) {
    let table = try SmallTable(
      path: place.path, expected: "copy-number segments", namedAt: place, marked: marked,
      hasRowNames: true, policy: policy
    ) { columns in
      SegmentFormats.recognise(columns, context: context) == nil
        ? SegmentRefusal.reason(columns) : nil
    }
    guard let format = SegmentFormats.recognise(table, context: context) else {
      throw unrecognised(table)
    }
    var reader = SegmentReader(table: table, format: format, sample: context.sample, policy: policy)
    return try reader.profile()
  }

  /// First columns of header lines that some tools mark with `#`.
  private static let marked: Set<String> = ["chromosome", "chrom", "chr"]

  /// A table that may be one of segments; `nil` where the file is none.
  package static func table(_ path: String) -> SmallTable? {
    guard var lines = try? LineReader(path: path, expected: "a table") else { return nil }
    return try? SmallTable(&lines, marked: marked, hasRowNames: true)
  }

  /// Why a table that looks like one of copy numbers is not read; `nil` for any other.
  package static func refusal(of table: SmallTable) -> String? {
    guard case .refused(let problem, _) = SegmentRefusal.ofCopyNumbers(table.names) else {
      return nil
    }
    return problem
  }

  /// The samples that a table of segments names, or `nil` for another table.
  ///
  /// - Returns: No name for a table of one sample, which has no column for it.
  package static func samples(of table: SmallTable) -> [String]? {
    let context = SegmentContext(sample: "", sex: nil)
    guard let format = SegmentFormats.recognise(table, context: context) else { return nil }
    guard let column = format.places.sample else { return [] }
    var seen: Set<String> = []
    return table.rows.map { $0.field(column).text }.filter {
      !$0.isEmpty && seen.insert($0).inserted
    }
  }

  private init(
    table: SmallTable, format: any SegmentFormat, sample: String, policy: RowPolicy
  ) {
    self.table = table
    self.format = format
    self.sample = sample
    self.fields = TableFields(table: table, policy: policy)
  }

  private static func unrecognised(_ table: SmallTable) -> InputErrors {
    var errors = ErrorCollector(path: table.path)
    let header = table.header
    let missing = PlainSegments.missingColumns(of: table)
    guard !missing.isEmpty else {
      return errors.failure(
        .refused(
          problem: "this table of copy numbers is of no tool that is known: its columns are "
            + listing(header.fields.map(\.text), limit: 12),
          expected: SegmentFormats.expected),
        line: header.number, column: 1, source: header.source)
    }
    for name in missing {
      errors.add(.missingColumn(name), line: header.number, column: 1, source: header.source)
    }
    return InputErrors(errors.errors)
  }

  private mutating func profile() throws(InputErrors) -> (CopyNumberProfile, [Warning]) {
    var rows = table.rows
    if let column = format.places.sample {
      rows = rows.filter { $0.field(column).text == sample }
    }
    if rows.isEmpty { throw withoutRows() }
    var entries: [Entry] = []
    for row in rows {
      fields.row = row
      if let segment = segment() { entries.append(Entry(segment: segment, row: row)) }
    }
    if reportOverlaps(&entries) { try requireOneSample() }
    let faulty = try fields.faults.warnings(ofRows: rows.count + table.faultyRows)
    do {
      return (try CopyNumberProfile(entries.map(\.segment)), faulty + warnings())
    } catch {
      preconditionFailure("overlaps were reported before")
    }
  }

  /// Refuses a table of several samples whose column of samples has a name that is not known: their
  /// segments overlap.
  private func requireOneSample() throws(InputErrors) {
    guard format.places.sample == nil else { return }
    for (place, name) in table.header.fields.enumerated() {
      var others = false
      var isNamed = false
      for row in table.rows {
        let text = row.field(place).text
        if text == sample { isNamed = true } else if !text.isEmpty { others = true }
      }
      guard isNamed, others else { continue }
      throw ErrorCollector(path: table.path).failure(
        .refused(
          problem: "the segments of several samples, which \(name.text) seems to name, overlap",
          expected: "'sample' as the name of that column"),
        line: table.header.number, column: name.column, source: table.header.source)
    }
  }

  private func withoutRows() -> InputErrors {
    var names: [String] = []
    if let column = format.places.sample {
      for row in table.rows where !names.contains(row.field(column).text) {
        names.append(row.field(column).text)
        if names.count == 100 { break }
      }
    }
    return fields.faults.failure(
      .malformed(
        problem: names.isEmpty ? "the table has no segment" : "no segment is of sample \(sample)",
        expected: names.isEmpty
          ? "one row per segment" : "one of its samples, which are \(listing(names, limit: 5))"),
      line: table.header.number, column: 1, source: table.header.source)
  }

  private func warnings() -> [Warning] {
    var texts = format.warnings
    if counts.swapped > 0 {
      texts.append("major and minor copies swapped in \(counted(counts.swapped, "segment"))")
    }
    if counts.unknown > 0 {
      texts.append(
        "\(counted(counts.unknown, "segment")) without copies of both alleles left out")
    }
    if counts.total > 0 {
      texts.append(
        "\(counted(counts.total, "segment")) left out, whose alleles are not told apart "
          + "(\(format.totalReason))")
    }
    if counts.fractional > 0 {
      texts.append(
        "copies rounded that are more than \(Self.farFromWhole) from a whole number, in "
          + "\(counted(counts.fractional, "segment")); some may be sub-clonal")
    }
    return texts.map { Warning($0, at: TextLocation(path: table.path)) }
  }

  // MARK: - One segment

  private mutating func segment() -> CopyNumberSegment? {
    let places = format.places
    let chromosome = fields.chromosome(places.chromosome)
    let shift = places.isZeroBased ? 1 : 0
    let start = fields.position(
      places.start, atLeast: 1 - shift, shift == 1 ? "a 0-based position" : "a 1-based position")
    let end = fields.position(
      places.end, atLeast: (start ?? 1 - shift) + shift,
      shift == 1 ? "a position after the start" : "a position not before the start")
    let copies = format.copies(&fields)
    guard let chromosome, let start, let end, !fields.hasFault else {
      return nil
    }
    switch copies {
    case .parts(let parts):
      return segment(parts, chromosome: chromosome, start: start + shift, end: end)
    case .total: counts.total += 1
    case .unknown: counts.unknown += 1
    case .faulty: break
    }
    return nil
  }

  private mutating func segment(
    _ parts: [RowCopies.Part], chromosome: Chromosome, start: Int, end: Int
  ) -> CopyNumberSegment? {
    var (isSwapped, isRounded, isFar) = (false, false, false)
    var shares: [(copyNumber: CopyNumber, share: Double)] = []
    for part in parts where part.share >= Self.leastShare {
      let (major, minor) = (Int(part.major.rounded()), Int(part.minor.rounded()))
      for value in [part.major, part.minor] where value != value.rounded() {
        isRounded = true
        if abs(value - value.rounded()) > Self.farFromWhole { isFar = true }
      }
      if minor > major { isSwapped = true }
      guard let copyNumber = CopyNumber(major: max(major, minor), minor: min(major, minor)) else {
        return nil
      }
      if let known = shares.firstIndex(where: { $0.copyNumber == copyNumber }) {
        shares[known].share += part.share
      } else {
        shares.append((copyNumber, part.share))
      }
    }
    if isSwapped { counts.swapped += 1 }
    if isFar { counts.fractional += 1 }
    guard let first = shares.first else { return nil }
    let sum = shares.reduce(0) { $0 + $1.share }
    let mixture = CopyNumberMixture(
      shares.map { .init(cellFraction: $0.share / sum, copyNumber: $0.copyNumber) })
    if let mixture {
      return CopyNumberSegment(
        chromosome: chromosome, start: start, end: end, mixture: mixture, isRounded: isRounded)
    }
    return CopyNumberSegment(
      chromosome: chromosome, start: start, end: end, copyNumber: first.copyNumber,
      isRounded: isRounded)
  }

  // MARK: - Overlaps

  /// Reports segments that overlap.
  ///
  /// - Returns: Whether any do.
  private mutating func reportOverlaps(_ entries: inout [Entry]) -> Bool {
    entries.sort {
      ($0.segment.chromosome, $0.segment.range.lowerBound, $0.row.number)
        < ($1.segment.chromosome, $1.segment.range.lowerBound, $1.row.number)
    }
    guard var widest = entries.first else { return false }
    var kept = [widest]
    var overlap = false
    for var next in entries.dropFirst() {
      guard detach(&next.segment, from: widest.segment) else { continue }
      kept.append(next)
      if next.segment.chromosome == widest.segment.chromosome,
        next.segment.range.lowerBound <= widest.segment.range.upperBound
      {
        overlap = true
        let (first, second) =
          widest.row.number < next.row.number ? (widest, next) : (next, widest)
        fields.faults.refuse(
          .malformed(
            problem: "the segment \(words(second)) overlaps \(words(first)) on line "
              + "\(first.row.number)",
            expected: "non-overlapping segments"),
          line: second.row.number, column: second.row.field(format.places.start).column,
          source: second.row.source)
      }
      if next.segment.chromosome != widest.segment.chromosome
        || next.segment.range.upperBound > widest.segment.range.upperBound
      {
        widest = next
      }
    }
    entries = kept
    return overlap
  }

  /// Takes a base that two segments share from the second: tools let a probe end one segment and
  /// start the next.
  ///
  /// - Returns: Whether anything is left of the second.
  private func detach(_ segment: inout CopyNumberSegment, from last: CopyNumberSegment) -> Bool {
    guard segment.chromosome == last.chromosome,
      segment.range.lowerBound == last.range.upperBound
    else { return true }
    guard let moved = segment.starting(at: segment.range.lowerBound + 1) else { return false }
    segment = moved
    return true
  }

  private func words(_ entry: Entry) -> String {
    let range = entry.segment.range
    return "\(entry.segment.chromosome):\(range.lowerBound)-\(range.upperBound)"
  }
}

extension CopyNumberSegment {
  /// The same from another base on, or `nil` where nothing is left.
  fileprivate func starting(at start: Int) -> CopyNumberSegment? {
    let end = range.upperBound
    if let mixture {
      return CopyNumberSegment(
        chromosome: chromosome, start: start, end: end, mixture: mixture, isRounded: isRounded)
    }
    return CopyNumberSegment(
      chromosome: chromosome, start: start, end: end, copyNumber: copyNumber, isRounded: isRounded)
  }
}
