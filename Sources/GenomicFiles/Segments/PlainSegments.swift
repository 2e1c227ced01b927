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
      columns: "`chromosome start end major_cn minor_cn`, or `Start_Position`, `End_Position`",
      remark: "a column `sample` or `Tumor_Sample_Barcode` separates several samples in one file"),
  ]
  let places: SegmentPlaces
  private let major: Int
  private let minor: Int
  /// Columns with the share of cells that have the copies, which are not read.
  private let shares: [String]

  init?(_ table: SmallTable, context: SegmentContext) {
    let columns = Self.columns(of: table)
    guard let chromosome = columns.chromosome, let start = columns.start, let end = columns.end,
      let major = columns.major, let minor = columns.minor
    else { return nil }
    places = SegmentPlaces(
      chromosome: chromosome, start: start, end: end,
      sample: table.column("sample", "sample_id", "tumor_sample_barcode", "id"))
    (self.major, self.minor) = (major, minor)
    shares = table.header.fields.map(\.text).filter { Self.shareNames.contains($0.lowercased()) }
  }

  /// Names by which tables give the share of cells that have a segment's copies.
  private static let shareNames: Set<String> = [
    "cellular_prevalence", "cellularprevalence", "clonal_frequency", "clonal_fraction",
    "subclonal_fraction", "cell_fraction", "ccf", "cancer_cell_fraction",
  ]

  var warnings: [String] {
    if shares.isEmpty { return [] }
    return [
      "not read: \(listing(shares)); the copies of every segment are taken to be those of all tumour "
        + "cells"
    ]
  }

  /// The places of the columns under each of their names.
  private static func columns(
    of table: SmallTable
  ) -> (chromosome: Int?, start: Int?, end: Int?, major: Int?, minor: Int?) {
    (
      table.column("chromosome", "chrom", "chr"),
      table.column("start", "startpos", "start_position"),
      table.column("end", "endpos", "end_position"),
      table.column("major_cn", "nMajor", "major"), table.column("minor_cn", "nMinor", "minor")
    )
  }

  func copies(_ fields: inout TableFields) -> RowCopies {
    if fields.isMissing(major) || fields.isMissing(minor) { return .unknown }
    let (first, second) = (fields.copies(major), fields.copies(minor))
    guard let first, let second else { return .faulty }
    return .clonal(major: first, minor: second)
  }

  /// The columns that the plain form lacks in a table that looks like it.
  static func missingColumns(of table: SmallTable) -> [String] {
    let columns = columns(of: table)
    let wanted = [
      ("chromosome", columns.chromosome), ("start", columns.start), ("end", columns.end),
      ("major_cn", columns.major), ("minor_cn", columns.minor),
    ]
    // A table without places is not a table of copy numbers.
    guard wanted.prefix(3).allSatisfy({ $0.1 != nil }) else { return [] }
    return wanted.filter { $0.1 == nil }.map(\.0)
  }
}
