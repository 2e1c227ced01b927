import TumorModel

/// Reads the mutations of a MAF, or of any table with a header line, row by row.
///
/// What a row needs is a gene and a protein change, or a place and bases; read counts are not asked
/// for. A row whose alternate count is 0 lists a mutation that its sample does not have.
struct MutationListReader: ~Copyable {
  private let options: ReadOptions
  private let input: Int
  private var errors: ErrorCollector
  private var columns: MutationListColumns
  private var ends: FieldEnds
  private var protein = ProteinChange()
  private var number = 0
  private var builds: [String: GenomeBuild] = [:]

  /// Reads a file.
  static func read(
    _ path: String, options: ReadOptions, input: Int, into listing: inout MutationListing
  ) throws(InputErrors) {
    var errors = ErrorCollector(path: path)
    var lines = try LineReader(path: path, expected: ListingFormat.expected)
    var reader: MutationListReader?
    var rows = 0
    while let line = try lines.next() {
      if line.trimmed.isEmpty { continue }
      // Above the header a comment; below it a MAF's text may start so, and no gene does.
      if line.first == UInt8(ascii: "#"), reader != nil || line.starts(with: "##".utf8) { continue }
      if reader == nil {
        let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
          .map { Bytes(rebasing: $0).trimmed.string }
        let header = MutationListColumns(header: fields)
        if header.hasPlace || header.hasName {
          reader = MutationListReader(path, header, options, input)
          continue
        }
        if line.first == UInt8(ascii: "#") { continue }
        guard let plain = MutationListColumns(first: fields) else {
          throw errors.failure(
            .malformed(
              problem: "this is no list of mutations",
              expected: "columns gene and protein_change, or chromosome, position, ref and alt, "
                + "that tabs separate"),
            line: lines.number, column: 1, source: line.string)
        }
        reader = MutationListReader(path, plain, options, input)
      }
      reader?.number = lines.number
      reader?.take(line, into: &listing)
      rows += 1
    }
    guard let reader else {
      throw errors.failure(
        .malformed(problem: "the file is empty", expected: ListingFormat.expected))
    }
    errors = reader.errors
    try errors.throwIfAny()
    if rows == 0 {
      listing.warnings.append(Warning("the table has no row", at: TextLocation(path: path)))
    }
    listing.inputs.append(InputFile(path: path, role: .mutations))
  }

  private init(
    _ path: String, _ columns: MutationListColumns, _ options: ReadOptions, _ input: Int
  ) {
    errors = ErrorCollector(path: path)
    self.columns = columns
    (self.options, self.input) = (options, input)
    ends = FieldEnds(limit: columns.needed)
  }

  private mutating func take(_ line: Bytes, into listing: inout MutationListing) {
    ends.split(line)
    let build = build(line)
    let gene = text(columns.gene, line)
    let change = proteinChange(line)
    guard let variant = variant(line, isNamed: !gene.isEmpty && !change.isEmpty) else { return }
    if variant.isEmpty, gene.isEmpty || change.isEmpty {
      errors.add(
        .malformed(
          problem: "this names no mutation",
          expected: "a gene and a protein change, or a place and bases"),
        line: number, column: 1, source: line.string)
      return
    }
    let place = listing.add(
      ListedMutation(
        gene: gene, proteinChange: change, variant: variant.first, build: options.build ?? build),
      classification: text(columns.classification, line))
    if let column = columns.alternateCount, field(column, line).wholeNumber == .value(0) { return }
    let (patient, sample) = (text(columns.patient, line), text(columns.sample, line))
    listing.count(
      place, patient: patient.isEmpty ? "" : "\(input) \(patient)",
      sample: sample.isEmpty ? "" : "\(input) \(sample)")
  }

  // MARK: - Fields

  private func field(_ column: Int?, _ line: Bytes) -> Bytes {
    guard let column, column < ends.count else { return Bytes(start: nil, count: 0) }
    return ends.field(column, of: line).trimmed
  }

  private func text(_ column: Int?, _ line: Bytes) -> String {
    let field = field(column, line)
    return field.isMissing ? "" : field.string
  }

  private mutating func proteinChange(_ line: Bytes) -> String {
    for column in columns.proteins {
      let field = field(column, line)
      if !field.isMissing { return protein.short(field).string }
    }
    return ""
  }

  private mutating func build(_ line: Bytes) -> GenomeBuild? {
    let name = text(columns.build, line)
    if name.isEmpty { return nil }
    if let known = builds[name] { return known }
    guard let build = GenomeBuild(spelling: name) else {
      fault(line, columns.build, "GRCh37 or GRCh38")
      return nil
    }
    builds[name] = build
    return build
  }

  /// One variant, none where the row has no place, `nil` where the row has a fault.
  private mutating func variant(_ line: Bytes, isNamed: Bool) -> [Variant]? {
    guard columns.hasPlace else { return [] }
    let (chromosome, position) = (text(columns.chromosome, line), field(columns.position, line))
    if chromosome.isEmpty || position.isMissing, isNamed { return [] }
    guard let place = Chromosome(chromosome) else {
      fault(line, columns.chromosome, "a chromosome")
      return nil
    }
    guard case .value(let start) = position.wholeNumber, (1...Int(Int32.max)).contains(start)
    else {
      fault(line, columns.position, "a position of 1 or more")
      return nil
    }
    let reference = field(columns.reference, line)
    var alternate = field(columns.alternate, line)
    if alternate.isMissing || alternate.elementsEqual(reference), columns.firstAllele != nil {
      alternate = field(columns.firstAllele, line)
    }
    // A list by name may leave the bases out.
    if isNamed, reference.isMissing || alternate.isMissing { return [] }
    guard
      let variant = Variant(
        chromosome: place, position: start, reference: reference.string,
        alternate: alternate.string), !reference.isEmpty, !alternate.isEmpty
    else {
      fault(line, columns.alternate, "bases of ACGTN other than the reference's, or '-'")
      return nil
    }
    return [variant]
  }

  private mutating func fault(_ line: Bytes, _ column: Int?, _ expected: String) {
    let place = column ?? 0
    let name = place < columns.names.count ? columns.names[place] : "field \(place + 1)"
    errors.add(
      .badField(column: name, found: field(place, line).string, expected: expected), line: number,
      column: place < ends.count ? ends.column(of: place) : line.count + 1, source: line.string)
  }
}
