import TumorModel

/// Reads the rows of chosen samples from a mutation table.
///
/// Fields are bytes of one buffer; a row of a sample nobody asked for costs the search for its
/// barcode. Nothing is quoted in a MAF: quotes and `#` inside fields are text.
struct MAFReader: ~Copyable {
  private static let unknown: Int32 = -1
  private static let ignored: Int32 = -2

  private let place: NamedPath
  private let samples: [String: Int]
  private let normals: Set<String>
  private let aligner: LeftAligner?
  /// Whether the row's indel stands where its table put it.
  private var isUnaligned = false
  private var errors: ErrorCollector
  private var columns: MAFColumns
  private var ends: FieldEnds
  private var protein = ProteinChange()
  private var lineNumber = 0
  private var rowCount = 0
  private var barcodes = ByteInterner()
  private var sampleOfBarcode: [Int32] = []
  private var rowsOfBarcode: [Int] = []
  private var builds = ByteInterner()
  private var isBuildRight: [Bool] = []
  private var build: GenomeBuild?
  private var buildLine = 0

  /// Reads a file once.
  ///
  /// - Parameters:
  ///   - place: The file.
  ///   - lines: Its lines.
  ///   - samples: The places in `rows` of the samples whose rows are wanted.
  ///   - normals: Samples whose rows are left out without a word.
  ///   - needsCounts: Whether a table without read counts is refused.
  ///   - aligner: Moves indels to their first place.
  ///   - store: Takes the texts.
  ///   - rows: Takes the rows, each sample's in the file's order.
  ///   - matched: Takes what the rows tell of the matched normal.
  static func read(
    _ place: NamedPath, _ lines: inout LineReader, samples: [String: Int], normals: Set<String>,
    needsCounts: Bool = true, aligner: LeftAligner?, into store: inout VariantStore,
    rows: inout [[MutationRow]], matched: inout MatchedNormals
  ) throws(InputErrors) -> MutationFileSummary {
    var reader = MAFReader(place, samples, normals, aligner, try columns(&lines, needsCounts))
    while let line = try lines.next() {
      reader.lineNumber = lines.number
      try reader.take(line, into: &store, rows: &rows, matched: &matched)
    }
    return try reader.summary()
  }

  private init(
    _ place: NamedPath, _ samples: [String: Int], _ normals: Set<String>,
    _ aligner: LeftAligner?, _ columns: MAFColumns
  ) {
    self.place = place
    self.aligner = aligner
    self.samples = samples
    self.normals = normals
    self.errors = ErrorCollector(path: place.path)
    self.columns = columns
    self.ends = FieldEnds(limit: columns.needed)
  }

  /// Reads up to the header line.
  private static func columns(
    _ lines: inout LineReader, _ needsCounts: Bool
  ) throws(InputErrors) -> MAFColumns {
    var errors = ErrorCollector(path: lines.path)
    while let line = try lines.next() {
      if line.first == UInt8(ascii: "#") || line.trimmed.isEmpty { continue }
      if line.contains(0x0D), lines.isLast {
        throw errors.failure(
          .malformed(problem: "lines end in CR alone", expected: "LF or CR LF"),
          line: lines.number, column: 1)
      }
      return try MAFColumns(
        header: line, line: lines.number, needsCounts: needsCounts, errors: &errors)
    }
    throw errors.failure(
      .malformed(problem: "the file is empty", expected: "a MAF with a header line"))
  }

  // MARK: - A row

  private mutating func take(
    _ line: Bytes, into store: inout VariantStore, rows: inout [[MutationRow]],
    matched: inout MatchedNormals
  ) throws(InputErrors) {
    ends.split(line)
    guard ends.count > columns.barcode else {
      if !line.trimmed.isEmpty { reportShort(line) }
      return
    }
    rowCount += 1
    let barcode = Int(barcodes.intern(ends.field(columns.barcode, of: line).trimmed))
    if barcode == sampleOfBarcode.count { meet(barcode) }
    rowsOfBarcode[barcode] &+= 1
    let sample = sampleOfBarcode[barcode]
    guard sample >= 0 else { return }
    guard ends.count == columns.needed else {
      reportShort(line)
      return
    }
    guard let row = try row(line, into: &store) else { return }
    rows[Int(sample)].append(row)
    if let normal = columns.normal { take(normal, of: line, row, Int(sample), into: &matched) }
  }

  /// Takes the matched normal's counts at a row's site, where the row has them.
  private mutating func take(
    _ normal: MatchedNormalColumns, of line: Bytes, _ row: MutationRow, _ sample: Int,
    into matched: inout MatchedNormals
  ) {
    guard let alternate = count(line, normal.alternate), alternate >= 0,
      let reference = count(line, normal.reference), let depth = count(line, normal.depth)
    else { return }
    let all = depth >= 0 ? depth : reference >= 0 ? alternate + reference : -1
    guard all >= 0 else { return }
    guard all >= alternate, all <= Int(Int32.max) else {
      report(
        line, normal.alternate,
        depth >= 0 ? "at most \(name(normal.depth)), which is \(depth)" : "a count of reads")
      return
    }
    var site = row
    (site.depth, site.alternate, site.support) = (Int32(all), Int32(alternate), 0)
    matched.add(site, sample: sample, barcode: normal.barcode.map { text($0, of: line) })
  }

  private mutating func meet(_ barcode: Int) {
    let name = barcodes.string(UInt32(barcode))
    let sample = samples[name].map { Int32($0) }
    sampleOfBarcode.append(sample ?? (normals.contains(name) ? Self.ignored : Self.unknown))
    rowsOfBarcode.append(0)
  }

  private mutating func row(
    _ line: Bytes, into store: inout VariantStore
  ) throws(InputErrors) -> MutationRow? {
    checkBuild(line)
    isUnaligned = false
    let chromosomeText = ends.field(columns.chromosome, of: line).trimmed
    let chromosome = chromosomeText.isMissing ? nil : store.chromosome(chromosomeText)
    if chromosome == nil { report(line, columns.chromosome, "a chromosome") }
    let position = position(line)
    let counts = counts(line)
    guard let chromosome, let position,
      let (place, alleles) = try alleles(line, chromosome, position: position, into: &store),
      let counts
    else { return nil }
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
  @inline(__always) private func text(_ column: Int, of line: Bytes) -> Bytes {
    let field = ends.field(column, of: line).trimmed
    return field.isMissing ? Bytes(start: nil, count: 0) : field
  }

  @inline(__always)
  private mutating func proteinChange(_ line: Bytes, into store: inout VariantStore) -> ShortText {
    for column in columns.proteins {
      let field = text(column, of: line)
      if !field.isEmpty { return store.protein(protein.short(field)) }
    }
    return ShortText()
  }

  @inline(__always) private mutating func position(_ line: Bytes) -> Int? {
    if case .value(let value) = ends.field(columns.position, of: line).trimmed.wholeNumber,
      value >= 1, value <= Int(Int32.max)
    {
      return value
    }
    report(line, columns.position, "a position of 1 or more")
    return nil
  }

  // MARK: - Alleles

  private mutating func alleles(
    _ line: Bytes, _ chromosome: UInt16, position: Int, into store: inout VariantStore
  ) throws(InputErrors) -> (Int32, UInt32)? {
    let reference = ends.field(columns.reference, of: line).trimmed
    let second = ends.field(columns.alternate, of: line).trimmed
    if reference.count == 1, second.count == 1, let old = Self.base(reference[0]),
      let new = Self.base(second[0]), old != new
    {
      return (Int32(truncatingIfNeeded: position), store.substitution(old, new))
    }
    return try rareAlleles(line, chromosome, reference, second, position, &store)
  }

  private mutating func rareAlleles(
    _ line: Bytes, _ chromosome: UInt16, _ reference: Bytes, _ second: Bytes, _ position: Int,
    _ store: inout VariantStore
  ) throws(InputErrors) -> (Int32, UInt32)? {
    guard let old = Self.bases(reference) else {
      report(line, columns.reference, "bases of ACGTN or '-'")
      return nil
    }
    var new = second.isMissing ? old : Self.bases(second)
    if new == old, let column = columns.firstAllele {
      // Tables that list both alleles may put the alternate one first.
      let first = ends.field(column, of: line).trimmed
      if !first.isMissing { new = Self.bases(first) }
    }
    guard let new else {
      report(line, columns.alternate, "bases of ACGTN or '-'")
      return nil
    }
    guard old != new else {
      report(line, columns.alternate, "bases other than the reference's, '\(reference.string)'")
      return nil
    }
    guard
      var variant = Variant(
        chromosome: store.chromosomes[Int(chromosome)], position: position, reference: old,
        alternate: new), (1...Int(Int32.max)).contains(variant.position)
    else {
      report(line, columns.position, "a position from 1 to 2147483647 once the alleles are trimmed")
      return nil
    }
    if variant.kind == .insertion || variant.kind == .deletion {
      guard let placed = try placed(variant, line) else { return nil }
      variant = placed
    }
    let pair = VariantStore.Alleles(reference: variant.reference, alternate: variant.alternate)
    return (Int32(truncatingIfNeeded: variant.position), store.number(pair))
  }

  /// An indel at its first place, or `nil` when its bases are not the reference's.
  private mutating func placed(
    _ variant: Variant, _ line: Bytes
  ) throws(InputErrors) -> Variant? {
    guard let aligner, aligner.has(variant.chromosome) else {
      isUnaligned = true
      return variant
    }
    if variant.kind == .deletion,
      let expected = try aligner.disagreement(with: variant)
    {
      report(line, columns.reference, "\(expected), the bases of the reference genome")
      return nil
    }
    return try aligner.aligned(variant)
  }

  @inline(__always) private static func base(_ byte: UInt8) -> Int? {
    switch byte & 0xDF {
    case UInt8(ascii: "A"): 0
    case UInt8(ascii: "C"): 1
    case UInt8(ascii: "G"): 2
    case UInt8(ascii: "T"): 3
    case UInt8(ascii: "N"): 4
    default: nil
    }
  }

  /// Bases in upper case, or the empty text for dashes; `nil` for anything else.
  private static func bases(_ field: Bytes) -> String? {
    if field.isEmpty { return nil }
    if field.allSatisfy({ $0 == UInt8(ascii: "-") }) { return "" }
    guard field.allSatisfy({ base($0) != nil }) else { return nil }
    return String(decoding: field.map { $0 & 0xDF }, as: UTF8.self)
  }

  // MARK: - Counts

  private mutating func counts(_ line: Bytes) -> (alternate: Int32, depth: Int32)? {
    let missing = -1
    guard let alternate = count(line, columns.alternateCount),
      let reference = count(line, columns.referenceCount), let depth = count(line, columns.depth)
    else { return nil }
    if alternate == missing || (reference == missing && depth == missing) { return (0, -1) }
    if depth == missing {
      guard alternate + reference <= Int(Int32.max) else {
        if let column = columns.alternateCount { report(line, column, "a count of reads") }
        return nil
      }
      return (Int32(alternate), Int32(alternate + reference))
    }
    if alternate > depth, let column = columns.alternateCount {
      report(line, column, "at most \(name(columns.depth)), which is \(depth)")
      return nil
    }
    if reference != missing, alternate + reference > depth, let column = columns.depth {
      report(
        line, column,
        "at least \(name(columns.referenceCount)) + \(name(columns.alternateCount)), "
          + "which is \(alternate + reference)")
      return nil
    }
    return (Int32(alternate), Int32(depth))
  }

  /// A count, -1 where it is missing, `nil` where it is wrong.
  @inline(__always) private mutating func count(_ line: Bytes, _ column: Int?) -> Int? {
    guard let column else { return -1 }
    let field = ends.field(column, of: line).trimmed
    switch field.wholeNumber {
    case .value(let value):
      if value <= Int(Int32.max) { return value }
    case .missing: return -1
    case .invalid: break
    }
    report(line, column, field.first == UInt8(ascii: "-") ? "a count of 0 or more" : "a count")
    return nil
  }

  private func name(_ column: Int?) -> String { column.map { columns.names[$0] } ?? "" }

  // MARK: - The build

  @inline(__always) private mutating func checkBuild(_ line: Bytes) {
    guard let column = columns.build else { return }
    let field = ends.field(column, of: line).trimmed
    let number = Int(builds.intern(field))
    if number < isBuildRight.count, isBuildRight[number] { return }
    judgeBuild(line, field, number, column)
  }

  private mutating func judgeBuild(_ line: Bytes, _ field: Bytes, _ number: Int, _ column: Int) {
    let isKnown = number < isBuildRight.count
    if field.isMissing {
      if !isKnown { isBuildRight.append(true) }
      return
    }
    let named = GenomeBuild(spelling: field.string)
    if let named, build == nil { (build, buildLine) = (named, lineNumber) }
    let isRight = named != nil && named == build
    if !isKnown { isBuildRight.append(isRight) }
    if isRight { return }
    if named == nil {
      report(line, column, "GRCh37 or GRCh38")
    } else if let build {
      report(line, column, "\(build.rawValue), the build of line \(buildLine)")
    }
  }

  // MARK: - What to tell

  private mutating func report(_ line: Bytes, _ column: Int, _ expected: String) {
    errors.add(
      .badField(
        column: columns.names[column], found: ends.field(column, of: line).trimmed.string,
        expected: expected),
      line: lineNumber, column: ends.column(of: column), source: line.string)
  }

  private mutating func reportShort(_ line: Bytes) {
    errors.add(
      .malformed(
        problem: "the row ends after \(counted(ends.count, "field"))",
        expected: "\(columns.names.count), as in the header line"),
      line: lineNumber, column: line.count + 1, source: line.string)
  }

  private consuming func summary() throws(InputErrors) -> MutationFileSummary {
    try errors.throwIfAny()
    let location = TextLocation(path: place.path)
    var summary = MutationFileSummary(build: build, countColumn: columns.alternateCount)
    var unknown: [(name: String, rows: Int)] = []
    var present: Set<Int> = []
    for (barcode, sample) in sampleOfBarcode.enumerated() {
      if sample == Self.unknown {
        unknown.append((barcodes.string(UInt32(barcode)), rowsOfBarcode[barcode]))
      } else if sample >= 0 {
        present.insert(Int(sample))
      }
    }
    let wanted = samples.keys.sorted()
    if rowCount > 0, present.isEmpty, !samples.isEmpty {
      throw errors.failure(
        .malformed(
          problem: "no row is of a sample that the sheet expects here (\(listing(wanted)))",
          expected: "their names as Tumor_Sample_Barcode, which has \(listing(unknown.map(\.name)))"
        ))
    }
    if !unknown.isEmpty {
      let rows = unknown.reduce(0) { $0 + $1.rows }
      let names = unknown.map { "\($0.name) (\($0.rows))" }
      summary.warnings.append(
        Warning(
          "\(counted(rows, "row")) of \(counted(unknown.count, "sample")) not in the sheet left out: "
            + listing(names), at: location))
    }
    let absent = wanted.filter { name in samples[name].map { !present.contains($0) } ?? false }
    if rowCount == 0 {
      summary.warnings.append(Warning("the table has no row", at: location))
    } else if !absent.isEmpty {
      summary.absent = Set(absent.compactMap { samples[$0] })
      summary.warnings.append(
        Warning(
          "no row of \(listing(absent)): without one, absent rows are not read as 'not called'",
          at: location))
    }
    return summary
  }
}
