package import DelimitedText
package import TumorModel

/// Reads the mutations of a MAF, or of any table with a header line, row by row.
///
/// What a row needs is a gene and a protein change, or a place and bases; read counts are not asked
/// for. A row whose alternate count is 0 lists a mutation that its sample does not have.
package struct MutationListReader: ~Copyable {
  /// A row of a list.
  package struct Row {
    package let mutation: ListedMutation
    /// The variant classification in the words of a MAF; empty where none is given.
    package let classification: String
    /// Empty where the list names none.
    package let patient: String
    /// Empty where the list names none.
    package let sample: String
    /// Whether the sample has the mutation: not where its alternate count is 0.
    package let isCarried: Bool
  }

  /// What the file should be, for messages.
  package static let expected = "a study, a MAF, a VCF, or a list of mutations"

  private let chosenBuild: GenomeBuild?
  private var faults: RowFaults
  private var columns: MutationListColumns
  private var ends: FieldEnds
  private var protein = ProteinChange()
  private var number = 0
  private var builds: [String: GenomeBuild] = [:]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - build: The assembly, whatever the file says; `nil` to take the file's.
  ///   - policy: What becomes of rows that cannot be read.
  ///   - take: Called with each row.
  /// - Returns: What the user should know of the file.
  package static func read(
    _ path: String, build: GenomeBuild?, policy: RowPolicy, _ take: (Row) -> Void
  ) throws(InputErrors) -> [Warning] {
    let errors = ErrorCollector(path: path)
    var lines = try LineReader(path: path, expected: expected)
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
          reader = MutationListReader(path, header, build, policy)
          continue
        }
        if line.first == UInt8(ascii: "#") { continue }
        guard let plain = MutationListColumns(first: fields) else {
          throw errors.failure(
            HeaderForm.fault(line)
              ?? .malformed(
                problem: "not a list of mutations",
                expected: "columns gene and protein_change, or chromosome, position, ref and alt, "
                  + "that tabs separate"),
            line: lines.number, column: 1, source: line.string)
        }
        reader = MutationListReader(path, plain, build, policy)
      }
      if rows == 0, reader?.hasRowName(line) == true {
        throw errors.failure(
          HeaderForm.rowNames, line: lines.number, column: 1, source: line.string)
      }
      reader?.number = lines.number
      reader?.read(line, take)
      rows += 1
    }
    guard let reader else {
      throw errors.failure(
        .malformed(problem: "the file is empty", expected: expected))
    }
    let faulty = try reader.faults.warnings(ofRows: rows)
    return rows == 0 ? [Warning("the table has no rows", at: TextLocation(path: path))] : faulty
  }

  private init(
    _ path: String, _ columns: MutationListColumns, _ chosenBuild: GenomeBuild?,
    _ policy: RowPolicy
  ) {
    faults = RowFaults(path: path, policy: policy)
    self.columns = columns
    self.chosenBuild = chosenBuild
    ends = FieldEnds(limit: columns.needed)
  }

  /// Whether a row has one field more than a header line that names all others.
  private func hasRowName(_ line: Bytes) -> Bool {
    !columns.names.isEmpty && line.last != 0x09
      && line.count { $0 == 0x09 } == columns.names.count
  }

  private mutating func read(_ line: Bytes, _ take: (Row) -> Void) {
    ends.split(line)
    let build = build(line)
    let gene = text(columns.gene, line)
    let change = proteinChange(line)
    guard let variant = variant(line, isNamed: !gene.isEmpty && !change.isEmpty) else { return }
    if variant.isEmpty, gene.isEmpty || change.isEmpty {
      faults.add(
        .malformed(
          problem: "this names no mutation",
          expected: "a gene and a protein change, or a place and bases"),
        line: number, column: 1, source: line.string, gene: gene)
      return
    }
    let hasNoRead = columns.alternateCount.map { field($0, line).readCount == .value(0) }
    take(
      Row(
        mutation: ListedMutation(
          gene: gene, proteinChange: change, variant: variant.first, build: chosenBuild ?? build),
        classification: text(columns.classification, line), patient: text(columns.patient, line),
        sample: text(columns.sample, line), isCarried: hasNoRead != true))
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
    let gene = text(columns.gene, line)
    faults.add(
      .badField(column: name, found: field(place, line).string, expected: expected), line: number,
      column: place < ends.count ? ends.column(of: place) : line.count + 1, source: line.string,
      gene: gene)
  }
}
