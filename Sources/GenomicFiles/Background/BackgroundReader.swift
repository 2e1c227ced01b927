import DelimitedText
import TumorModel

/// Reads a background table line by line.
struct BackgroundReader: ~Copyable {
  private let build: GenomeBuild?
  private var faults: RowFaults
  private var rows = 0
  private var ends = FieldEnds(limit: BackgroundTable.columns.count)
  private var hasHeader = false
  private let chromosomes: [Chromosome: UInt16]
  private let alleles: [VariantStore.Alleles: UInt32]

  init(path: String, build: GenomeBuild?, policy: RowPolicy, store: VariantStore) {
    self.build = build
    faults = RowFaults(path: path, policy: policy)
    chromosomes = Dictionary(
      store.chromosomes.enumerated().map { ($1, UInt16($0)) },
      uniquingKeysWith: { first, _ in first }
    )
    alleles = Dictionary(
      store.alleles.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Takes a line; a site that the study has comes back with its background.
  mutating func take(
    _ line: Bytes, number: Int, sites: Set<MutationSite>
  ) throws(InputErrors) -> (MutationSite, SiteBackground)? {
    if line.trimmed.isEmpty { return nil }
    if line.first == UInt8(ascii: "#") {
      try checkBuild(line, number)
      return nil
    }
    ends.split(line)
    guard hasHeader else {
      try takeHeader(line, number)
      return nil
    }
    rows += 1
    guard ends.count == BackgroundTable.columns.count else {
      faults.add(
        .malformed(
          problem: "the row ends after \(counted(ends.count, "field"))",
          expected: "\(BackgroundTable.columns.count), as in the header line"),
        line: number, column: line.count + 1, source: line.string)
      return nil
    }
    guard let row = site(line, number) else { return nil }
    // What the study does not have is read no further.
    guard let site = row, sites.contains(site) else { return nil }
    return background(line, number).map { (site, $0) }
  }

  /// What to tell of the rows that were left out.
  consuming func finish() throws(InputErrors) -> [Warning] {
    if !hasHeader {
      throw faults.failure(
        .malformed(problem: "the file is empty", expected: "a table of metachron background"))
    }
    return try faults.warnings(ofRows: rows)
  }

  private mutating func takeHeader(_ line: Bytes, _ number: Int) throws(InputErrors) {
    let names = (0..<ends.count).map { ends.field($0, of: line).trimmed.string }
    for (index, name) in BackgroundTable.columns.enumerated()
    where index >= names.count || names[index] != name {
      faults.refuse(.missingColumn(name), line: number, column: 1, source: line.string)
    }
    // Other columns than these are faults of the table, which throws them.
    _ = try faults.warnings(ofRows: nil)
    hasHeader = true
  }

  private mutating func checkBuild(_ line: Bytes, _ number: Int) throws(InputErrors) {
    let text = line.string
    guard text.hasPrefix(BackgroundTable.buildMark),
      let named = GenomeBuild(spelling: String(text.dropFirst(BackgroundTable.buildMark.count))),
      let build, named != build
    else { return }
    throw faults.failure(
      .refused(
        problem: "the panel is of \(named.rawValue)",
        expected: "\(build.rawValue), the study's assembly"), line: number,
      column: BackgroundTable.buildMark.utf8.count + 1, source: text)
  }

  /// The row's site in the study's numbers, `.some(nil)` where the study cannot have it, `nil` where
  /// the row is wrong.
  private mutating func site(_ line: Bytes, _ number: Int) -> MutationSite?? {
    let name = ends.field(0, of: line).trimmed
    guard !name.isMissing, let chromosome = Chromosome(name.string) else {
      report(0, line, number, "a chromosome")
      return nil
    }
    guard case .value(let position) = ends.field(1, of: line).trimmed.wholeNumber, position >= 1,
      position <= Int(Int32.max)
    else {
      report(1, line, number, "a position of 1 or more")
      return nil
    }
    guard
      let variant = Variant(
        chromosome: chromosome, position: position,
        reference: ends.field(2, of: line).trimmed.string,
        alternate: ends.field(3, of: line).trimmed.string)
    else {
      report(3, line, number, "bases of ACGTN or '-', other than the reference's")
      return nil
    }
    guard let place = chromosomes[chromosome],
      let alleles = alleles[
        VariantStore.Alleles(reference: variant.reference, alternate: variant.alternate)]
    else { return .some(nil) }
    return MutationSite(
      chromosome: place, position: Int32(truncatingIfNeeded: variant.position), alleles: alleles)
  }

  private mutating func background(_ line: Bytes, _ number: Int) -> SiteBackground? {
    guard let mean = NumberText.decimal(ends.field(4, of: line).trimmed.string), mean > 0, mean < 1
    else {
      report(4, line, number, "a share above 0 and below 1")
      return nil
    }
    guard let precision = NumberText.decimal(ends.field(5, of: line).trimmed.string), precision > 0
    else {
      report(5, line, number, "a precision above 0")
      return nil
    }
    guard case .value(let normals) = ends.field(6, of: line).trimmed.wholeNumber, normals >= 1
    else {
      report(6, line, number, "a count of 1 or more")
      return nil
    }
    return SiteBackground(mean: mean, precision: precision, normals: normals, source: .panel)
  }

  private mutating func report(_ column: Int, _ line: Bytes, _ number: Int, _ expected: String) {
    faults.add(
      .badField(
        column: BackgroundTable.columns[column], found: ends.field(column, of: line).trimmed.string,
        expected: expected),
      line: number, column: ends.column(of: column), source: line.string)
  }
}
