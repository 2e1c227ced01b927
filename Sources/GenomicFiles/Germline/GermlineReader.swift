package import DelimitedText
import TumorModel

/// Reads tables of counts at inherited variants: those that `metachron counts` writes, and others
/// with its columns `sample chromosome position ref alt depth ref_count alt_count`.
///
/// A line counts one allele of one sample; several samples may share a file. Without a column
/// `sample` the file is of the one sample that names it, as GATK's CollectAllelicCounts writes it. Lines without a count, and alleles that
/// are no substitution, are left out: indels are counted in too many ways to tell people apart.
package struct GermlineReader: ~Copyable {
  /// What a file held.
  package struct Summary {
    package var warnings: [Warning] = []
    /// Samples asked for that have no line.
    package var absent: [String] = []
  }

  private static let expected = "counts at inherited variants"

  private let place: NamedPath
  private let samples: [String: Int]
  private let columns: GermlineColumns
  private var ends: FieldEnds
  private var faults: RowFaults
  private var wantedLines = 0
  private var number = 0
  /// The sample that the header's read group names.
  private var readGroupSample: String?
  private var foundSamples: Set<Int> = []
  private var skipped = 0

  /// Reads a file once.
  ///
  /// - Parameters:
  ///   - place: The file.
  ///   - samples: The places in `entries` of the samples that name the file.
  ///   - policy: What becomes of lines that cannot be read.
  ///   - store: Takes the variants.
  ///   - entries: Takes the reads, each sample's in the file's order.
  package static func read(
    _ place: NamedPath, samples: [String: Int], policy: RowPolicy, into store: inout GermlineStore,
    entries: inout [[GermlineStore.Entry]]
  ) throws(InputErrors) -> Summary {
    let name = place.path.lowercased()
    if [".vcf", ".vcf.gz", ".vcf.bgz", ".bcf"].contains(where: { name.hasSuffix($0) }) {
      throw ErrorCollector(path: place.location.path).failure(
        .refused(
          problem: "germline is '\(place.written)', and this version does not read VCF or BCF here",
          expected: "a table of counts, such as metachron counts writes"),
        line: place.location.line, column: place.location.column, source: place.source)
    }
    var lines = try LineReader(path: place.path, expected: expected, namedAt: place)
    let (columns, told) = try columns(&lines)
    var reader = GermlineReader(place, samples, policy, columns)
    reader.readGroupSample = told
    if reader.columns.sample == nil, samples.count > 1 {
      throw reader.faults.failure(
        .missingColumn("sample"), line: lines.number, column: 1)
    }
    while let line = try lines.next() {
      reader.number = lines.number
      reader.take(line, into: &store, entries: &entries)
    }
    return try reader.summary()
  }

  private init(
    _ place: NamedPath, _ samples: [String: Int], _ policy: RowPolicy, _ columns: GermlineColumns
  ) {
    (self.place, self.samples, self.columns) = (place, samples, columns)
    ends = FieldEnds(limit: columns.needed)
    faults = RowFaults(path: place.path, policy: policy)
  }

  /// Reads up to the header line.
  ///
  /// - Returns: The columns, and the sample that a SAM header above them names.
  private static func columns(
    _ lines: inout LineReader
  ) throws(InputErrors) -> (GermlineColumns, sample: String?) {
    var errors = ErrorCollector(path: lines.path)
    var sample: String?
    while let line = try lines.next() {
      if line.first == UInt8(ascii: "#"), line.contains(0x09),
        !line.starts(with: "##".utf8)
      {
        // `#chrom` is a header line too.
        let bare = Bytes(rebasing: line.dropFirst())
        if let columns = try? GermlineColumns(
          header: bare, line: lines.number, errors: &errors)
        {
          return (columns, sample)
        }
        errors = ErrorCollector(path: lines.path)
      }
      if line.isAlignmentHeader {
        sample = sample ?? line.readGroupSample
        continue
      }
      if line.first == UInt8(ascii: "#") || line.trimmed.isEmpty { continue }
      return (
        try GermlineColumns(header: line, line: lines.number, errors: &errors), sample
      )
    }
    throw errors.failure(
      .malformed(problem: "the file is empty", expected: "\(expected) with a header line"))
  }

  // MARK: - A line

  private mutating func take(
    _ line: Bytes, into store: inout GermlineStore, entries: inout [[GermlineStore.Entry]]
  ) {
    ends.split(line)
    guard ends.count == columns.needed else {
      if !line.trimmed.isEmpty {
        wantedLines += 1
        faults.add(
          .malformed(
            problem: "the line has \(ends.count) fields",
            expected: "at least \(columns.needed), as in the header line"),
          line: number, column: 1, source: line.string)
      }
      return
    }
    var target = samples.first?.value
    if let column = columns.sample {
      target = samples[ends.field(column, of: line).trimmed.string]
    }
    guard let target else { return }
    wantedLines += 1
    foundSamples.insert(target)
    guard let counts = counts(line) else { return }
    // GATK writes N where it saw one allele alone: which other it could have been is not told.
    let alternate = ends.field(columns.alternate, of: line).trimmed
    if alternate.count == 1, alternate[0] == UInt8(ascii: "N") {
      skipped += 1
      return
    }
    guard let variant = variant(line) else { return }
    guard variant.kind == .snv else {
      skipped += 1
      return
    }
    entries[target].append(
      GermlineStore.Entry(
        site: store.number(variant, populationFrequency: frequency(line)),
        alternate: counts.alternate, depth: counts.depth,
        line: Int32(truncatingIfNeeded: number)))
  }

  /// A count, `nil` where it is missing; anything else is reported.
  private mutating func count(_ line: Bytes, _ column: Int?) -> (value: Int?, isGood: Bool) {
    guard let column else { return (nil, true) }
    switch ends.field(column, of: line).trimmed.readCount {
    case .value(let value) where value <= Int(Int32.max): return (value, true)
    case .missing: return (nil, true)
    case .value, .invalid:
      report(line, column, "a count of reads")
      return (nil, false)
    }
  }

  private mutating func counts(_ line: Bytes) -> ReadCounts? {
    let alternate = count(line, columns.alternateCount)
    let depth = count(line, columns.depth)
    let reference = count(line, columns.referenceCount)
    guard alternate.isGood, depth.isGood, reference.isGood else { return nil }
    guard let seen = alternate.value else {
      skipped += 1
      return nil
    }
    // Reads with a third allele tell nothing: where both are counted, those two are the depth.
    guard let all = reference.value.map({ $0 + seen }) ?? depth.value else {
      skipped += 1
      return nil
    }
    guard let counts = ReadCounts(alternate: seen, depth: all) else {
      report(line, columns.alternateCount, "at most the depth of \(all)")
      return nil
    }
    return counts
  }

  private mutating func variant(_ line: Bytes) -> Variant? {
    guard let chromosome = Chromosome(ends.field(columns.chromosome, of: line).trimmed.string)
    else {
      report(line, columns.chromosome, "a chromosome")
      return nil
    }
    guard case .value(let position) = ends.field(columns.position, of: line).trimmed.wholeNumber,
      position >= 1, position <= Int(Int32.max)
    else {
      report(line, columns.position, "a 1-based position")
      return nil
    }
    let variant = Variant(
      chromosome: chromosome, position: position,
      reference: ends.field(columns.reference, of: line).trimmed.string,
      alternate: ends.field(columns.alternate, of: line).trimmed.string)
    if variant == nil { report(line, columns.alternate, "bases other than the reference's") }
    return variant
  }

  private mutating func frequency(_ line: Bytes) -> Double? {
    guard let column = columns.frequency else { return nil }
    let field = ends.field(column, of: line).trimmed
    if field.isMissing { return nil }
    if let value = NumberText.decimal(field.string), value > 0, value < 1 { return value }
    report(line, column, "a frequency between 0 and 1")
    return nil
  }

  private mutating func report(_ line: Bytes, _ column: Int, _ expected: String) {
    let names: [(Int?, String)] = [
      (columns.chromosome, "chromosome"), (columns.position, "position"),
      (columns.alternate, "alt"), (columns.alternateCount, "alt_count"), (columns.depth, "depth"),
      (columns.referenceCount, "ref_count"), (columns.frequency, "population_frequency"),
    ]
    faults.add(
      .badField(
        column: names.first { $0.0 == column }?.1 ?? "",
        found: ends.field(column, of: line).string, expected: expected),
      line: number, column: ends.column(of: column), source: line.string)
  }

  private consuming func summary() throws(InputErrors) -> Summary {
    var summary = Summary(warnings: try faults.warnings(ofRows: wantedLines))
    summary.absent = samples.filter { !foundSamples.contains($0.value) }.map(\.key).sorted()
    let location = TextLocation(path: place.path)
    if !summary.absent.isEmpty {
      summary.warnings.append(
        Warning("no line of \(listing(summary.absent)): identity not tested", at: location))
    }
    if columns.sample == nil, let readGroupSample, let name = samples.keys.first,
      readGroupSample != name
    {
      summary.warnings.append(
        Warning(
          "the header's read group is of \(readGroupSample): read as \(name)'s, whose row names the "
            + "file", at: location))
    }
    if skipped > 0 {
      summary.warnings.append(
        Warning(
          "\(counted(skipped, "line")) without counts or of no substitution left out",
          at: location))
    }
    return summary
  }
}

extension Bytes {
  /// The sample of a line `@RG` of a SAM header.
  fileprivate var readGroupSample: String? {
    guard starts(with: "@RG".utf8) else { return nil }
    let field = split(separator: 0x09).first { $0.starts(with: "SM:".utf8) }
    return field.map { Bytes(rebasing: $0.dropFirst(3)).trimmed.string }
  }
}
