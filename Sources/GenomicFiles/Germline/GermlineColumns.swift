import DelimitedText

/// Where the columns of a table of counts stand.
struct GermlineColumns {
  /// `nil` where the whole file is of one sample.
  let sample: Int?
  let chromosome: Int
  let position: Int
  let reference: Int
  let alternate: Int
  let alternateCount: Int
  let depth: Int?
  let referenceCount: Int?
  let frequency: Int?
  /// How many fields of a line are needed.
  let needed: Int

  /// The names that each column goes by, the tool's own first.
  private static let names: [(column: String, names: [String])] = [
    ("sample", ["sample", "sample_id", "tumor_sample_barcode"]),
    ("chromosome", ["chromosome", "chrom", "chr", "contig"]),
    ("position", ["position", "pos", "start_position"]),
    ("ref", ["ref", "reference", "ref_nucleotide", "reference_allele"]),
    ("alt", ["alt", "alternate", "alt_nucleotide", "tumor_seq_allele2"]),
    ("alt_count", ["alt_count", "t_alt_count"]),
    ("depth", ["depth", "t_depth"]),
    ("ref_count", ["ref_count", "t_ref_count"]),
    ("population_frequency", ["population_frequency", "af"]),
  ]

  /// Finds the columns in a header line.
  init(header: Bytes, line: Int, errors: inout ErrorCollector) throws(InputErrors) {
    let fields = header.string.split(separator: "\t", omittingEmptySubsequences: false)
      .map { $0.trimmed.lowercased() }
    func place(_ column: String) -> Int? {
      let names = Self.names.first { $0.column == column }?.names ?? []
      return names.lazy.compactMap { fields.firstIndex(of: $0) }.first
    }
    for column in ["chromosome", "position", "ref", "alt", "alt_count"] where place(column) == nil {
      errors.add(.missingColumn(column), line: line, column: 1, source: header.string)
    }
    if place("depth") == nil, place("ref_count") == nil {
      errors.add(.missingColumn("depth"), line: line, column: 1, source: header.string)
    }
    try errors.throwIfAny()
    sample = place("sample")
    chromosome = place("chromosome") ?? 0
    position = place("position") ?? 0
    reference = place("ref") ?? 0
    alternate = place("alt") ?? 0
    alternateCount = place("alt_count") ?? 0
    depth = place("depth")
    referenceCount = place("ref_count")
    frequency = place("population_frequency")
    let used = [
      sample, chromosome, position, reference, alternate, alternateCount, depth, referenceCount,
      frequency,
    ]
    needed = (used.compactMap { $0 }.max() ?? 0) + 1
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while text.first == " " || text.first == "\"" { text.removeFirst() }
    while text.last == " " || text.last == "\"" || text.last == "\r" { text.removeLast() }
    return text
  }
}
