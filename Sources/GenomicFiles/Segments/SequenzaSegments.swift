import DelimitedText

/// Sequenza's `*_segments.txt`: `CNt` copies, of which `A` of the major and `B` of the minor allele.
struct SequenzaSegments: SegmentFormat {
  static let tool = "Sequenza"
  static let guide = [
    SegmentGuide(
      tool: "Sequenza", file: "`*_segments.txt`",
      columns: "`CNt A B`")
  ]
  let places: SegmentPlaces
  let totalReason = "A and B are NA"
  private let total: Int
  private let major: Int
  private let minor: Int

  init?(_ table: SmallTable, context: SegmentContext) {
    guard let chromosome = table.column("chromosome"), let start = table.column("start.pos"),
      let end = table.column("end.pos"), let total = table.column("CNt"),
      let major = table.column("A"), let minor = table.column("B")
    else { return nil }
    places = SegmentPlaces(chromosome: chromosome, start: start, end: end)
    (self.total, self.major, self.minor) = (total, major, minor)
  }

  func copies(_ fields: inout TableFields) -> RowCopies {
    if fields.isMissing(major) || fields.isMissing(minor) {
      if fields.isMissing(total) { return .unknown }
      return fields.copies(total).map(RowCopies.total) ?? .faulty
    }
    let (first, second) = (fields.copies(major), fields.copies(minor))
    guard let first, let second else { return .faulty }
    return .clonal(major: first, minor: second)
  }
}
