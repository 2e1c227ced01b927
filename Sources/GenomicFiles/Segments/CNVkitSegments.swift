import DelimitedText

/// What `cnvkit.py call` writes with a VCF: `cn` copies, `cn1` of one allele and `cn2` of the other.
///
/// Positions are those of BED: counted from 0, the end left out.
struct CNVkitSegments: SegmentFormat {
  static let tool = "'cnvkit.py call' with a VCF"
  static let guide = [
    SegmentGuide(
      tool: "CNVkit", file: "the output of `cnvkit.py call --vcf`",
      columns: "`cn cn1 cn2`",
      remark: "its positions are 0-based")
  ]
  let places: SegmentPlaces
  let totalReason = "cn1 and cn2 are empty"
  private let total: Int
  private let first: Int
  private let second: Int

  init?(_ table: SmallTable, context: SegmentContext) {
    guard let chromosome = table.column("chromosome"), let start = table.column("start"),
      let end = table.column("end"), table.column("log2") != nil, let total = table.column("cn"),
      let first = table.column("cn1"), let second = table.column("cn2")
    else { return nil }
    places = SegmentPlaces(chromosome: chromosome, start: start, end: end, isZeroBased: true)
    (self.total, self.first, self.second) = (total, first, second)
  }

  func copies(_ fields: inout TableFields) -> RowCopies {
    if fields.isMissing(first) || fields.isMissing(second) {
      if fields.isMissing(total) { return .unknown }
      return fields.copies(total).map(RowCopies.total) ?? .faulty
    }
    let (one, other) = (fields.copies(first), fields.copies(second))
    guard let one, let other else { return .faulty }
    return .clonal(major: max(one, other), minor: min(one, other))
  }
}
