package import DelimitedText
package import TumorModel

/// Reads variants alone from text: a VCF, a MAF or a table of chromosome, position, ref and alt.
///
/// Columns are found by the names that are in use. A table without a header line has the four in
/// that order; positions are 1-based everywhere.
package struct SiteListReader {
  private var faults: RowFaults
  private var columns: [Int]?
  private var names: [String] = []
  private var rows = 0

  /// Reads a list.
  ///
  /// - Parameter policy: What becomes of rows that cannot be read.
  /// - Returns: The variants in the order of the file, each once, and what to tell of rows that were
  ///   left out.
  /// - Throws: ``InputErrors`` with the faults of the file.
  package static func read(
    _ path: String, policy: RowPolicy
  ) throws(InputErrors) -> (sites: [Variant], warnings: [Warning]) {
    var reader = SiteListReader(faults: RowFaults(path: path, policy: policy))
    var lines = try LineReader(path: path, expected: "a VCF, a MAF or a table of sites")
    var seen: Set<Variant> = []
    var variants: [Variant] = []
    while let line = try lines.next() {
      if line.starts(with: "##".utf8) || line.trimmed.isEmpty { continue }
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { Bytes(rebasing: $0).trimmed }
      guard let columns = reader.columns else {
        try reader.begin(fields, lines.number, line)
        if reader.hasHeader { continue }
        variants += reader.variants(fields, [0, 1, 2, 3], lines.number, line)
          .filter { seen.insert($0).inserted }
        continue
      }
      // Comments below the header are left out; a name may start with '#' above it alone.
      if line.first == UInt8(ascii: "#") { continue }
      variants += reader.variants(fields, columns, lines.number, line)
        .filter { seen.insert($0).inserted }
    }
    let warnings = try reader.faults.warnings(ofRows: reader.rows)
    if variants.isEmpty {
      throw reader.faults.failure(
        .malformed(problem: "the file has no site", expected: "one row per site"))
    }
    return (variants, warnings)
  }

  private var hasHeader = false

  private init(faults: RowFaults) { self.faults = faults }

  /// Finds the columns in the first line.
  private mutating func begin(_ fields: [Bytes], _ number: Int, _ line: Bytes) throws(InputErrors) {
    let names = fields.map { field in
      var name = field.string.lowercased()
      if name.hasPrefix("#") { name.removeFirst() }
      return name
    }
    func column(_ known: String...) -> Int? {
      known.lazy.compactMap { names.firstIndex(of: $0) }.first
    }
    let found = [
      column("chromosome", "chrom", "chr"), column("start_position", "position", "pos", "start"),
      column("reference_allele", "ref", "reference"),
      column("tumor_seq_allele2", "alt", "alternate"),
    ]
    let places = found.compactMap { $0 }
    if places.count == 4 {
      (columns, hasHeader) = (places, true)
      self.names = places.map { fields[$0].string }
      return
    }
    if line.first == UInt8(ascii: "#") { return hasHeader = true }
    guard fields.count >= 4, case .value = fields[1].wholeNumber else {
      throw faults.failure(
        .malformed(
          problem: "not a list of sites",
          expected: "a VCF, a MAF, or columns chromosome, position, ref and alt"),
        line: number, column: 1, source: line.string)
    }
    (columns, hasHeader) = ([0, 1, 2, 3], false)
    self.names = ["chromosome", "position", "ref", "alt"]
  }

  private mutating func variants(
    _ fields: [Bytes], _ columns: [Int], _ number: Int, _ line: Bytes
  ) -> [Variant] {
    rows += 1
    guard let last = columns.max(), fields.count > last else {
      faults.add(
        .malformed(
          problem: "the row ends after \(counted(fields.count, "field"))",
          expected: listing(names)),
        line: number, column: line.count + 1, source: line.string)
      return []
    }
    func fault(_ place: Int, _ expected: String) -> [Variant] {
      let field = fields[columns[place]]
      faults.add(
        .badField(column: names[place], found: field.string, expected: expected), line: number,
        column: Self.column(of: field, in: line), source: line.string)
      return []
    }
    guard !fields[columns[0]].isMissing, let chromosome = Chromosome(fields[columns[0]].string)
    else { return fault(0, "a chromosome") }
    guard case .value(let position) = fields[columns[1]].wholeNumber, position >= 0,
      position <= Int(Int32.max)
    else { return fault(1, "a position of 1 or more") }
    var variants: [Variant] = []
    for alternate in fields[columns[3]].string.split(separator: ",") {
      // What VCF writes for no, any or a symbolic allele is nothing that a read can show.
      if alternate == "." || alternate == "*" || alternate.hasPrefix("<") { continue }
      guard
        let variant = Variant(
          chromosome: chromosome, position: position, reference: fields[columns[2]].string,
          alternate: String(alternate))
      else {
        return position < 1
          ? fault(1, "a position of 1 or more")
          : fault(3, "bases of ACGTN or '-', other than the reference's")
      }
      variants.append(variant)
    }
    return variants
  }

  /// The place of a field in its line, counted from 1.
  private static func column(of field: Bytes, in line: Bytes) -> Int {
    guard let start = line.baseAddress, let first = field.baseAddress else { return 1 }
    return first - start + 1
  }
}
