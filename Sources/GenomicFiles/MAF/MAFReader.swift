package import DelimitedText
import TumorModel

/// Reads the rows of chosen samples from a mutation table.
///
/// Fields are bytes of one buffer; a row of a sample nobody asked for costs the search for its
/// barcode. Nothing is quoted in a MAF: quotes and `#` inside fields are text.
package struct MAFReader: ~Copyable {
  /// What a table is of.
  package enum Content: Hashable, Sendable {
    /// Calls, whose rows make sites of the patient.
    case calls
    /// Reads at other samples' sites, where the sample's own caller called nothing: the table
    /// `MUTATION_UNCALLED` of cBioPortal.
    case uncalledSites
  }

  /// The rows of each sample of the sheet.
  package struct Rows {
    /// Rows that make a site of the patient.
    package var main: [[MutationRow]]
    /// Rows that count where another sample of the patient has the site: left out by a filter or
    /// status, or of uncalled sites.
    package var extra: [[MutationRow]]
    /// What the rows tell of the matched normal.
    package var matched: MatchedNormals

    package init(main: [[MutationRow]], extra: [[MutationRow]], matched: MatchedNormals) {
      (self.main, self.extra, self.matched) = (main, extra, matched)
    }
  }

  static let unknown: Int32 = -1
  static let ignored: Int32 = -2
  /// In place of a sample: the name of a column, as in a header line below the first.
  static let columnName: Int32 = -3

  let place: NamedPath
  let samples: [String: Int]
  let normals: Set<String>
  let aligner: LeftAligner?
  /// Whether the row's indel stands where its table put it.
  var isUnaligned = false
  var faults: RowFaults
  var columns: MAFColumns
  var ends: FieldEnds
  /// The fields beyond those that every row must have.
  var furtherEnds: FieldEnds
  let content: Content
  var filters: CallFilters
  var protein = ProteinChange()
  var lineNumber = 0
  var rowCount = 0
  /// Rows that end before a column of filters or statuses.
  var cutRows = 0
  /// Rows that say of themselves that nothing was called.
  var uncalledRows = 0
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
  ///   - content: What the table is of.
  ///   - filters: The filters and statuses that do not keep a row out.
  ///   - needsCounts: Whether a table without read counts is refused.
  ///   - policy: What becomes of rows that cannot be read, and the genes whose rows that filters keep
  ///     out are counted.
  ///   - aligner: Moves indels to their first place.
  ///   - store: Takes the texts.
  ///   - rows: Takes the rows, each sample's in the file's order.
  package static func read(
    _ place: NamedPath, _ lines: inout LineReader, samples: [String: Int], normals: Set<String>,
    content: Content = .calls, filters: Set<String> = [], needsCounts: Bool = true,
    policy: RowPolicy, aligner: LeftAligner?, into store: inout VariantStore, rows: inout Rows
  ) throws(InputErrors) -> MutationFileSummary {
    var reader = MAFReader(
      place, samples, normals, content, filters, policy, aligner,
      try columns(&lines, needsCounts))
    while let line = try lines.next() {
      reader.lineNumber = lines.number
      try reader.take(line, into: &store, rows: &rows)
    }
    return try reader.summary()
  }

  init(
    _ place: NamedPath, _ samples: [String: Int], _ normals: Set<String>, _ content: Content,
    _ filters: Set<String>, _ policy: RowPolicy, _ aligner: LeftAligner?, _ columns: MAFColumns
  ) {
    self.place = place
    self.content = content
    self.filters = CallFilters(included: filters, genes: policy.genes)
    self.aligner = aligner
    self.samples = samples
    self.normals = normals
    self.faults = RowFaults(path: place.path, policy: policy)
    self.columns = columns
    self.ends = FieldEnds(limit: columns.needed)
    self.furtherEnds = FieldEnds(limit: max(1, columns.limit - columns.needed))
  }

  /// Reads up to the header line.
  static func columns(
    _ lines: inout LineReader, _ needsCounts: Bool
  ) throws(InputErrors) -> MAFColumns {
    var errors = ErrorCollector(path: lines.path)
    while let line = try lines.next() {
      if line.trimmed.isEmpty || line.first == UInt8(ascii: "#") && !isMarkedHeader(line) {
        continue
      }
      let header = line.first == UInt8(ascii: "#") ? Bytes(rebasing: line.dropFirst()) : line
      return try MAFColumns(
        header: header, line: lines.number, needsCounts: needsCounts, errors: &errors)
    }
    throw errors.failure(
      .malformed(problem: "the file is empty", expected: "a MAF with a header line"))
  }

  /// Whether a line that starts with `#` is a header line all the same, as `#chrom` and `#CHROM` are.
  private static func isMarkedHeader(_ line: Bytes) -> Bool {
    guard line.contains(0x09) else { return false }
    let name = Bytes(rebasing: line.dropFirst().prefix { $0 != 0x09 }).trimmed.string.lowercased()
    return ["chrom", "chr", "chromosome", "hugo_symbol"].contains(name)
  }

  // MARK: - A row

  mutating func take(
    _ line: Bytes, into store: inout VariantStore, rows: inout Rows
  ) throws(InputErrors) {
    ends.split(line)
    guard ends.count > columns.barcode else {
      // Between the parts of a joined table, comments stand again.
      if line.trimmed.isEmpty || line.first == UInt8(ascii: "#") { return }
      wantedRows += 1
      reportShort(line)
      return
    }
    if rowCount == 0 { firstWidth = 1 + line.count { $0 == 0x09 } }
    rowCount += 1
    let barcode = Int(barcodes.intern(ends.field(columns.barcode, of: line).trimmed))
    if barcode == sampleOfBarcode.count { meet(barcode) }
    let sample = sampleOfBarcode[barcode]
    if sample == Self.columnName { try requireSameColumns(line) }
    rowsOfBarcode[barcode] &+= 1
    guard sample >= 0 else { return }
    wantedRows += 1
    guard ends.count == columns.needed else {
      reportShort(line)
      return
    }
    guard let row = try row(line, into: &store) else { return }
    let isNormal = isNormalBarcode[barcode]
    let normal = isNormal ? nil : columns.normal.flatMap { normalCounts($0, of: line) }
    keep(row, of: line, sample: Int(sample), isNormal: isNormal, normal: normal, store, &rows)
  }

  /// Keeps a row as what it is: a call, or the reads of a sample in which nothing was called.
  @inline(__always)
  private mutating func keep(
    _ row: MutationRow, of line: Bytes, sample: Int, isNormal: Bool, normal: MutationCounts?,
    _ store: VariantStore, _ rows: inout Rows
  ) {
    var row = row
    if content == .uncalledSites {
      if row.depth >= 0 { rows.extra[sample].append(row) }
      return
    }
    if !isNormal, columns.filter != nil || columns.status != nil {
      switch verdict(line, normal, gene: row.gene, store.genes) {
      case .passed: break
      case .included: row.isFiltered = true
      case .left:
        // Its reads are evidence where another sample has the mutation.
        if row.depth >= 0 { rows.extra[sample].append(row) }
        return
      }
    }
    rows.main[sample].append(row)
    if let normal {
      var site = row
      (site.depth, site.alternate, site.support) = (normal.depth, normal.alternate, 0)
      site.isFiltered = false
      let barcode = columns.normal?.barcode.map { text($0, of: line) }
      rows.matched.add(site, sample: sample, barcode: barcode)
    }
  }

  mutating func meet(_ barcode: Int) {
    let name = barcodes.string(UInt32(barcode))
    let sample = samples[name].map { Int32($0) }
    let isNormal = normals.contains(name)
    let isColumn = columns.plainNames.contains(name.lowercased())
    let other = isNormal ? Self.ignored : isColumn ? Self.columnName : Self.unknown
    sampleOfBarcode.append(sample ?? other)
    isNormalBarcode.append(isNormal)
    rowsOfBarcode.append(0)
  }

  /// Refuses a header line below the first that names other columns, as where tables were joined: its
  /// rows would be read by the columns of the first.
  private func requireSameColumns(_ line: Bytes) throws(InputErrors) {
    let names = MAFColumns.names(of: line)
    if names == columns.names { return }
    throw faults.failure(
      .malformed(
        problem: "a second header line, with other columns than the first",
        expected: "tables with the same columns where several are joined into one"),
      line: lineNumber, column: 1, source: line.string)
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
