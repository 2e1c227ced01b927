import DelimitedText
import TumorModel

/// Reads one table of normal samples' counts.
struct NormalCountsReader: ~Copyable {
  private static var formats: [any NormalCountsFormat.Type] {
    [CountTableFormat.self, MatchedNormalFormat.self]
  }

  private let format: any NormalCountsFormat
  private let names: [String]
  private let samples: Set<String>?
  private var faults: RowFaults
  private var ends: FieldEnds
  private var lineNumber = 0
  private var rows = 0

  /// Reads a table into the counts.
  ///
  /// - Parameter policy: What becomes of rows that cannot be read.
  static func read(
    _ path: String, samples: Set<String>?, policy: RowPolicy, into counts: inout NormalCounts
  ) throws(InputErrors) {
    var lines = try LineReader(path: path, expected: "counts of normal samples")
    var reader = try opened(&lines, samples, policy)
    while let line = try lines.next() {
      reader.lineNumber = lines.number
      reader.take(line, into: &counts)
    }
    counts.warnings += try reader.faults.warnings(ofRows: reader.rows)
  }

  private static func opened(
    _ lines: inout LineReader, _ samples: Set<String>?, _ policy: RowPolicy
  ) throws(InputErrors) -> NormalCountsReader {
    let errors = ErrorCollector(path: lines.path)
    while let line = try lines.next() {
      if line.starts(with: "##fileformat=VCF".utf8) || line.starts(with: "BCF".utf8) {
        throw errors.failure(
          .refused(
            problem: "this is VCF or BCF, of which no background is learnt",
            expected: Self.expected), line: 1, column: 1)
      }
      if line.first == UInt8(ascii: "#") || line.trimmed.isEmpty { continue }
      let names = line.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { Bytes(rebasing: $0).trimmed.string }
      var places: [String: Int] = [:]
      for (index, name) in names.enumerated() where places[name.lowercased()] == nil {
        places[name.lowercased()] = index
      }
      guard let format = formats.lazy.compactMap({ $0.init(names: places) }).first else {
        throw errors.failure(
          .malformed(
            problem: "the header is of no table with counts of normal samples", expected: expected),
          line: lines.number, column: 1, source: line.string)
      }
      return NormalCountsReader(
        format: format, names: names, samples: samples,
        faults: RowFaults(path: lines.path, policy: policy))
    }
    throw errors.failure(.malformed(problem: "the file is empty", expected: expected))
  }

  private static var expected: String {
    "\(CountTableFormat.name) (sample, chromosome, position, ref, alt, depth, alt_count) or "
      + "\(MatchedNormalFormat.name) and n_depth or n_ref_count"
  }

  private init(
    format: any NormalCountsFormat, names: [String], samples: Set<String>?, faults: RowFaults
  ) {
    (self.format, self.names, self.samples, self.faults) = (format, names, samples, faults)
    ends = FieldEnds(limit: format.needed)
  }

  private mutating func take(_ line: Bytes, into counts: inout NormalCounts) {
    ends.split(line)
    guard ends.count == format.needed else {
      if line.trimmed.isEmpty { return }
      rows += 1
      faults.add(
        .malformed(
          problem: "the row ends after \(counted(ends.count, "field"))",
          expected: "\(names.count), as in the header line"),
        line: lineNumber, column: line.count + 1, source: line.string)
      return
    }
    rows += 1
    let sample = format.sample { ends.field($0, of: line) }
    if let samples, !samples.contains(sample) { return }
    guard let reads = reads(line) else { return }
    checkBuild(line, &counts)
    guard let variant = variant(line) else { return }
    if reads.depth > 0 {
      counts.add(variant, sample: sample, alternate: reads.alternate, depth: reads.depth)
    }
  }

  /// The counts, `nil` where they are missing or wrong.
  private mutating func reads(_ line: Bytes) -> (alternate: Int32, depth: Int32)? {
    let columns = format.counts
    guard let alternate = count(columns.alternate, line), alternate >= 0,
      let reference = columns.reference.map({ count($0, line) }) ?? -1,
      let depth = columns.depth.map({ count($0, line) }) ?? -1
    else { return nil }
    let all = depth >= 0 ? depth : reference >= 0 ? alternate + reference : -1
    guard all >= 0 else { return nil }
    guard alternate <= all, all <= Int(Int32.max) else {
      report(columns.alternate, line, "at most all reads at the site, which are \(all)")
      return nil
    }
    return (Int32(alternate), Int32(all))
  }

  /// A count, -1 where it is missing, `nil` where it is wrong.
  private mutating func count(_ column: Int, _ line: Bytes) -> Int? {
    switch ends.field(column, of: line).trimmed.wholeNumber {
    case .value(let value): return value
    case .missing: return -1
    case .invalid:
      report(column, line, "a count")
      return nil
    }
  }

  private mutating func variant(_ line: Bytes) -> Variant? {
    let columns = format.site
    guard let chromosome = Chromosome(ends.field(columns.chromosome, of: line).trimmed.string)
    else {
      report(columns.chromosome, line, "a chromosome")
      return nil
    }
    guard case .value(let position) = ends.field(columns.position, of: line).trimmed.wholeNumber,
      position >= 1, position <= Int(Int32.max)
    else {
      report(columns.position, line, "a position of 1 or more")
      return nil
    }
    let variant = Variant(
      chromosome: chromosome, position: position,
      reference: ends.field(columns.reference, of: line).trimmed.string,
      alternate: ends.field(columns.alternate, of: line).trimmed.string)
    if variant == nil {
      report(columns.alternate, line, "bases of ACGTN or '-', other than the reference's")
    }
    return variant
  }

  private mutating func checkBuild(_ line: Bytes, _ counts: inout NormalCounts) {
    guard let column = format.build else { return }
    let field = ends.field(column, of: line).trimmed
    guard !field.isMissing, let named = GenomeBuild(spelling: field.string) else { return }
    if counts.build == nil { counts.build = named }
    if let build = counts.build, named != build {
      faults.refuse(
        .badField(
          column: names[column], found: field.string,
          expected: "\(build.rawValue), as in the rows before"),
        line: lineNumber, column: ends.column(of: column), source: line.string)
    }
  }

  private mutating func report(_ column: Int, _ line: Bytes, _ expected: String) {
    faults.add(
      .badField(
        column: names[column], found: ends.field(column, of: line).trimmed.string,
        expected: expected),
      line: lineNumber, column: ends.column(of: column), source: line.string)
  }
}
