package import DelimitedText
import Glibc
import TumorModel

/// Reads the table that `metachron counts` writes, as a mutation table.
package struct CountsTableReader {
  private static let names = [
    "patient", "sample", "chromosome", "position", "ref", "alt", "depth", "ref_count", "alt_count",
    "alt_forward", "alt_reverse", "ref_forward", "ref_reverse", "alt_f1r2", "alt_f2r1", "ref_f1r2",
    "ref_f2r1", "background_mismatches", "background_bases", "gene", "protein_change",
    "variant_class",
  ]

  private var faults: RowFaults
  private var line = Bytes(start: nil, count: 0)
  private var lineNumber = 0
  private var fields: [Bytes] = []
  private var columns = 0
  /// Whether the row that is read has a fault.
  private var hasFault = false

  /// Whether a file's header line is that of a counts table; `false` where it cannot be read.
  package static func recognizes(_ place: NamedPath) -> Bool {
    // A pipe cannot be read a second time.
    var status = stat()
    guard stat(place.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      var lines = try? LineReader(path: place.path, expected: "", capacity: 1 << 14)
    else { return false }
    while let line = try? lines.next() {
      if line.first == UInt8(ascii: "#") || line.trimmed.isEmpty { continue }
      return isHeader(line)
    }
    return false
  }

  private static func isHeader(_ line: Bytes) -> Bool {
    let fields = line.trimmed.split(separator: 0x09, omittingEmptySubsequences: false)
    return fields.count >= names.count
      && zip(fields, names).allSatisfy { Bytes(rebasing: $0).string == $1 }
  }

  /// Reads the rows of chosen samples.
  ///
  /// - Parameters:
  ///   - place: The file.
  ///   - samples: The places in `rows` of the samples whose rows are wanted.
  ///   - policy: What becomes of rows that cannot be read.
  ///   - store: Takes the texts.
  ///   - rows: Takes the rows, each sample's in the file's order.
  package static func read(
    _ place: NamedPath, samples: [String: Int], policy: RowPolicy, into store: inout VariantStore,
    rows: inout [[MutationRow]]
  ) throws(InputErrors) -> MutationFileSummary {
    var reader = CountsTableReader(faults: RowFaults(path: place.path, policy: policy))
    var lines = try LineReader(path: place.path, expected: "a counts table", namedAt: place)
    var present: Set<Int> = []
    var (others, wanted) = (0, 0)
    while let line = try lines.next() {
      if line.first == UInt8(ascii: "#") || line.trimmed.isEmpty { continue }
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { Bytes(rebasing: $0) }
      if reader.columns == 0 {
        reader.columns = fields.count
        continue
      }
      (reader.line, reader.lineNumber, reader.fields) = (line, lines.number, fields)
      guard fields.count == reader.columns else {
        wanted += 1
        reader.faults.add(
          .malformed(
            problem: "the row has \(counted(fields.count, "field"))",
            expected: "\(reader.columns), as in the header line"),
          line: lines.number, column: 1, source: line.string)
        continue
      }
      guard let sample = samples[fields[1].string] else {
        others += 1
        continue
      }
      wanted += 1
      present.insert(sample)
      if let row = reader.row(&store) { rows[sample].append(row) }
    }
    var summary = MutationFileSummary(warnings: try reader.faults.warnings(ofRows: wanted))
    summary.countColumn = 8
    // A site that the table lacks was not counted: nothing is known of it.
    summary.absent = Set(samples.values)
    let location = TextLocation(path: place.path)
    if others > 0 {
      summary.warnings.append(
        Warning(
          "\(counted(others, "row")) of samples that were not requested left out", at: location))
    }
    let absent = samples.filter { !present.contains($0.value) }.keys.sorted()
    if !absent.isEmpty {
      summary.warnings.append(Warning("no row of \(listing(absent))", at: location))
    }
    return summary
  }

  private init(faults: RowFaults) { self.faults = faults }

  private mutating func row(_ store: inout VariantStore) -> MutationRow? {
    hasFault = false
    let chromosome = fields[2].isMissing ? nil : store.chromosome(fields[2])
    if chromosome == nil { fault(2, "a chromosome") }
    let position = number(3) ?? 0
    if position < 1, !hasFault { fault(3, "a position of 1 or more") }
    let variant = Chromosome("1").flatMap {
      Variant(
        chromosome: $0, position: Int(position), reference: fields[4].string,
        alternate: fields[5].string)
    }
    if !hasFault, variant.map({ $0.position > Int(Int32.max) }) ?? true {
      fault(5, "bases other than the reference's, or '-'")
    }
    let counts = (6...16).map { number($0) }
    guard !hasFault, let chromosome, let variant else { return nil }
    let reads = reads(depth: counts[0], reference: counts[1], alternate: counts[2])
    var support = ReadSupport()
    support.forward = split(counts[5], counts[3])
    support.reverse = split(counts[6], counts[4])
    support.firstOrientation = split(counts[9], counts[7])
    support.secondOrientation = split(counts[10], counts[8])
    if let mismatches = number(17), let bases = number(18) {
      support.background = (mismatches, bases)
    }
    var row = MutationRow(
      chromosome: chromosome, position: Int32(truncatingIfNeeded: variant.position),
      alleles: store.number(
        VariantStore.Alleles(reference: variant.reference, alternate: variant.alternate)),
      gene: store.genes.intern(fields[19]), protein: store.protein(fields[20]),
      classification: store.classification(fields[21]), alternate: reads.alternate,
      depth: reads.depth, line: lineNumber)
    if reads.depth >= 0 { row.support = store.add(support) }
    // The table does not say whether it was counted with a reference.
    row.isUnaligned = variant.kind == .insertion || variant.kind == .deletion
    return hasFault ? nil : row
  }

  /// The counts, a depth of -1 where they are missing or contradict one another.
  private mutating func reads(
    depth: Int32?, reference: Int32?, alternate: Int32?
  ) -> (alternate: Int32, depth: Int32) {
    guard let depth, let alternate else { return (0, -1) }
    let sum = Int(alternate) + Int(reference ?? 0)
    if sum <= Int(depth) { return (alternate, depth) }
    guard reference != nil, let small = Int32(exactly: sum) else {
      fault(8, "at most depth, which is \(depth)", .withoutCounts)
      return (0, -1)
    }
    fault(6, "at least ref_count + alt_count, which is \(sum)", .sumAsDepth)
    return (alternate, small)
  }

  private func split(_ reference: Int32?, _ alternate: Int32?) -> ReadSupport.Split? {
    guard let reference, let alternate else { return nil }
    return ReadSupport.Split(reference: reference, alternate: alternate)
  }

  /// A count; `nil` where it is missing or wrong.
  private mutating func number(_ column: Int) -> Int32? {
    switch column == 3 ? fields[column].wholeNumber : fields[column].readCount {
    case .value(let value):
      if let small = Int32(exactly: value) { return small }
    case .missing: return nil
    case .invalid: break
    }
    fault(column, "a count of 0 or more")
    return nil
  }

  private mutating func fault(
    _ column: Int, _ expected: String, _ treatment: RowTreatment = .leftOut
  ) {
    let start = fields.prefix(column).reduce(1) { $0 + $1.count + 1 }
    if treatment == .leftOut { hasFault = true }
    faults.add(
      .badField(
        column: Self.names[column], found: fields[column].string, expected: expected), treatment,
      line: lineNumber, column: start, source: line.string, gene: fields[19].string)
  }
}
