package import DelimitedText
package import TumorModel

/// Reads variants alone from text: a VCF, a MAF or a table of chromosome, position, ref and alt.
///
/// Columns are found by the names that are in use. A table without a header line has the four in
/// that order; positions are 1-based everywhere.
package struct SiteListReader {
  private var errors: ErrorCollector
  private var columns: [Int]?

  /// Reads a list.
  ///
  /// - Returns: The variants in the order of the file, each once.
  /// - Throws: ``InputErrors`` with the faults of the file.
  package static func read(_ path: String) throws(InputErrors) -> [Variant] {
    var reader = SiteListReader(errors: ErrorCollector(path: path))
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
    try reader.errors.throwIfAny()
    if variants.isEmpty {
      throw reader.errors.failure(
        .malformed(problem: "the file has no site", expected: "one row per site"))
    }
    return variants
  }

  private var hasHeader = false

  private init(errors: ErrorCollector) { self.errors = errors }

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
      return
    }
    if line.first == UInt8(ascii: "#") { return hasHeader = true }
    guard fields.count >= 4, case .value = fields[1].wholeNumber else {
      throw errors.failure(
        .malformed(
          problem: "not a list of sites",
          expected: "a VCF, a MAF, or columns chromosome, position, ref and alt"),
        line: number, column: 1, source: line.string)
    }
    (columns, hasHeader) = ([0, 1, 2, 3], false)
  }

  private mutating func variants(
    _ fields: [Bytes], _ columns: [Int], _ number: Int, _ line: Bytes
  ) -> [Variant] {
    guard let last = columns.max(), fields.count > last,
      let chromosome = Chromosome(fields[columns[0]].string),
      case .value(let position) = fields[columns[1]].wholeNumber, position <= Int(Int32.max)
    else {
      fault(number, line)
      return []
    }
    let reference = fields[columns[2]].string
    return fields[columns[3]].string.split(separator: ",").compactMap { alternate in
      // What VCF writes for no, any or a symbolic allele is nothing that a read can show.
      if alternate == "." || alternate == "*" || alternate.hasPrefix("<") { return nil }
      let variant = Variant(
        chromosome: chromosome, position: position, reference: reference,
        alternate: String(alternate))
      if variant == nil { fault(number, line) }
      return variant
    }
  }

  private mutating func fault(_ number: Int, _ line: Bytes) {
    errors.add(
      .malformed(
        problem: "not a valid site",
        expected: "a chromosome, a position of 1 or more, and bases that differ"),
      line: number, column: 1, source: line.string)
  }
}
