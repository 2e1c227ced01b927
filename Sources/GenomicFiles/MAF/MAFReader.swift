package import DelimitedText
import TumorModel

/// Reads the rows of chosen samples from a mutation table.
///
/// Fields are bytes of one buffer; a row of a sample nobody asked for costs the search for its
/// barcode. Nothing is quoted in a MAF: quotes and `#` inside fields are text.
package struct MAFReader: ~Copyable {
  static let unknown: Int32 = -1
  static let ignored: Int32 = -2

  let place: NamedPath
  let samples: [String: Int]
  let normals: Set<String>
  let aligner: LeftAligner?
  /// Whether the row's indel stands where its table put it.
  var isUnaligned = false
  var faults: RowFaults
  var columns: MAFColumns
  var ends: FieldEnds
  var protein = ProteinChange()
  var lineNumber = 0
  var rowCount = 0
  /// How many fields the first row has.
  var firstWidth = 0
  /// Rows of samples that are wanted, and of those whose sample cannot be told.
  var wantedRows = 0
  var barcodes = ByteInterner()
  var sampleOfBarcode: [Int32] = []
  /// For each barcode, whether it names a normal sample.
  var isNormalBarcode: [Bool] = []
  var rowsOfBarcode: [Int] = []
  var builds = ByteInterner()
  var isBuildRight: [Bool] = []
  var build: GenomeBuild?
  var buildLine = 0

  /// Reads a file once.
  ///
  /// - Parameters:
  ///   - place: The file.
  ///   - lines: Its lines.
  ///   - samples: The places in `rows` of the samples whose rows are wanted.
  ///   - normals: Normal samples. Rows of those that are not wanted are left out without a word, and
  ///     those that are wanted need no row.
  ///   - needsCounts: Whether a table without read counts is refused.
  ///   - policy: What becomes of rows that cannot be read.
  ///   - aligner: Moves indels to their first place.
  ///   - store: Takes the texts.
  ///   - rows: Takes the rows, each sample's in the file's order.
  ///   - matched: Takes what the rows tell of the matched normal.
  package static func read(
    _ place: NamedPath, _ lines: inout LineReader, samples: [String: Int], normals: Set<String>,
    needsCounts: Bool = true, policy: RowPolicy, aligner: LeftAligner?,
    into store: inout VariantStore,
    rows: inout [[MutationRow]], matched: inout MatchedNormals
  ) throws(InputErrors) -> MutationFileSummary {
    var reader = MAFReader(
      place, samples, normals, policy, aligner, try columns(&lines, needsCounts))
    while let line = try lines.next() {
      reader.lineNumber = lines.number
      try reader.take(line, into: &store, rows: &rows, matched: &matched)
    }
    return try reader.summary()
  }

  init(
    _ place: NamedPath, _ samples: [String: Int], _ normals: Set<String>, _ policy: RowPolicy,
    _ aligner: LeftAligner?, _ columns: MAFColumns
  ) {
    self.place = place
    self.aligner = aligner
    self.samples = samples
    self.normals = normals
    self.faults = RowFaults(path: place.path, policy: policy)
    self.columns = columns
    self.ends = FieldEnds(limit: columns.needed)
  }

  /// Reads up to the header line.
  static func columns(
    _ lines: inout LineReader, _ needsCounts: Bool
  ) throws(InputErrors) -> MAFColumns {
    var errors = ErrorCollector(path: lines.path)
    while let line = try lines.next() {
      if line.first == UInt8(ascii: "#") || line.trimmed.isEmpty { continue }
      return try MAFColumns(
        header: line, line: lines.number, needsCounts: needsCounts, errors: &errors)
    }
    throw errors.failure(
      .malformed(problem: "the file is empty", expected: "a MAF with a header line"))
  }

  // MARK: - A row

  mutating func take(
    _ line: Bytes, into store: inout VariantStore, rows: inout [[MutationRow]],
    matched: inout MatchedNormals
  ) throws(InputErrors) {
    ends.split(line)
    guard ends.count > columns.barcode else {
      if line.trimmed.isEmpty { return }
      wantedRows += 1
      reportShort(line)
      return
    }
    if rowCount == 0 { firstWidth = 1 + line.count { $0 == 0x09 } }
    rowCount += 1
    let barcode = Int(barcodes.intern(ends.field(columns.barcode, of: line).trimmed))
    if barcode == sampleOfBarcode.count { meet(barcode) }
    rowsOfBarcode[barcode] &+= 1
    let sample = sampleOfBarcode[barcode]
    guard sample >= 0 else { return }
    wantedRows += 1
    guard ends.count == columns.needed else {
      reportShort(line)
      return
    }
    guard let row = try row(line, into: &store) else { return }
    rows[Int(sample)].append(row)
    if let normal = columns.normal, !isNormalBarcode[barcode] {
      take(normal, of: line, row, Int(sample), into: &matched)
    }
  }

  /// Takes the matched normal's counts at a row's site, where the row has them.
  mutating func take(
    _ normal: MatchedNormalColumns, of line: Bytes, _ row: MutationRow, _ sample: Int,
    into matched: inout MatchedNormals
  ) {
    guard let alternate = count(line, normal.alternate, .withoutField), alternate >= 0,
      let reference = count(line, normal.reference, .withoutField),
      let depth = count(line, normal.depth, .withoutField)
    else { return }
    let all = depth >= 0 ? depth : reference >= 0 ? alternate + reference : -1
    guard all >= 0 else { return }
    guard all >= alternate, all <= Int(Int32.max) else {
      report(
        line, normal.alternate,
        depth >= 0 ? "at most \(name(normal.depth)), which is \(depth)" : "a count of reads",
        .withoutField)
      return
    }
    var site = row
    (site.depth, site.alternate, site.support) = (Int32(all), Int32(alternate), 0)
    matched.add(site, sample: sample, barcode: normal.barcode.map { text($0, of: line) })
  }

  mutating func meet(_ barcode: Int) {
    let name = barcodes.string(UInt32(barcode))
    let sample = samples[name].map { Int32($0) }
    let isNormal = normals.contains(name)
    sampleOfBarcode.append(sample ?? (isNormal ? Self.ignored : Self.unknown))
    isNormalBarcode.append(isNormal)
    rowsOfBarcode.append(0)
  }

  mutating func row(
    _ line: Bytes, into store: inout VariantStore
  ) throws(InputErrors) -> MutationRow? {
    checkBuild(line)
    isUnaligned = false
    let chromosomeText = ends.field(columns.chromosome, of: line).trimmed
    let chromosome = chromosomeText.isMissing ? nil : store.chromosome(chromosomeText)
    if chromosome == nil { report(line, columns.chromosome, "a chromosome") }
    let position = position(line)
    guard let chromosome, let position,
      let (place, alleles) = try alleles(line, chromosome, position: position, into: &store)
    else { return nil }
    let counts = counts(line)
    var row = MutationRow(
      chromosome: chromosome, position: place, alleles: alleles,
      gene: columns.gene.map { store.genes.intern(text($0, of: line)) } ?? 0,
      protein: proteinChange(line, into: &store),
      classification: columns.classification.map { store.classification(text($0, of: line)) } ?? 0,
      alternate: counts.alternate, depth: counts.depth, line: lineNumber)
    if isUnaligned { row.isUnaligned = true }
    return row
  }

  /// A field without outer spaces; empty where it says that nothing is known.
  @inline(__always) func text(_ column: Int, of line: Bytes) -> Bytes {
    let field = ends.field(column, of: line).trimmed
    return field.isMissing ? Bytes(start: nil, count: 0) : field
  }

  @inline(__always)
  mutating func proteinChange(_ line: Bytes, into store: inout VariantStore) -> ShortText {
    for column in columns.proteins {
      let field = text(column, of: line)
      if !field.isEmpty { return store.protein(protein.short(field)) }
    }
    return ShortText()
  }

  @inline(__always) mutating func position(_ line: Bytes) -> Int? {
    if case .value(let value) = ends.field(columns.position, of: line).trimmed.wholeNumber,
      value >= 1, value <= Int(Int32.max)
    {
      return value
    }
    report(line, columns.position, "a position of 1 or more")
    return nil
  }
}
