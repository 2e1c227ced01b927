import DelimitedText

/// The plain form, and ASCAT's under each of its spellings.
///
/// `chromosome start end major_cn minor_cn`, or `[sample] chr startpos endpos nMajor nMinor`.
struct PlainSegments: SegmentFormat {
  static let tool = "ASCAT"
  static let guide = [
    SegmentGuide(
      tool: "ASCAT", file: "`*.segments.txt`; `*.cnvs.txt` of sarek",
      columns: "`startpos endpos nMajor nMinor`, optionally `sample`"),
    SegmentGuide(
      tool: "any", file: "the plain form",
      columns: "`chromosome start end major_cn minor_cn`",
      remark: "a column `sample` separates several samples in one file"),
  ]
  let places: SegmentPlaces
  private let major: Int
  private let minor: Int

  init?(_ table: SmallTable, context: SegmentContext) {
    guard let chromosome = table.column("chromosome", "chrom", "chr"),
      let start = table.column("start", "startpos"), let end = table.column("end", "endpos"),
      let major = table.column("major_cn", "nMajor", "major"),
      let minor = table.column("minor_cn", "nMinor", "minor")
    else { return nil }
    places = SegmentPlaces(
      chromosome: chromosome, start: start, end: end,
      sample: table.column("sample", "sample_id", "id"))
    (self.major, self.minor) = (major, minor)
  }

  func copies(_ fields: inout TableFields) -> RowCopies {
    if fields.isMissing(major) || fields.isMissing(minor) { return .unknown }
    let (first, second) = (fields.copies(major), fields.copies(minor))
    guard let first, let second else { return .faulty }
    return .clonal(major: first, minor: second)
  }

  /// The columns that the plain form lacks in a table that looks like it.
  static func missingColumns(of table: SmallTable) -> [String] {
    let wanted = [
      ("chromosome", table.column("chromosome", "chrom", "chr")),
      ("start", table.column("start", "startpos")), ("end", table.column("end", "endpos")),
      ("major_cn", table.column("major_cn", "nMajor", "major")),
      ("minor_cn", table.column("minor_cn", "nMinor", "minor")),
    ]
    // A table without places is not a table of copy numbers.
    guard wanted.prefix(3).allSatisfy({ $0.1 != nil }) else { return [] }
    return wanted.filter { $0.1 == nil }.map(\.0)
  }
}
