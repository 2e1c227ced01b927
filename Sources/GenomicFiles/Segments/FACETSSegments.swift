import DelimitedText
import TumorModel

/// FACETS' `cncf` table: `tcn.em` copies, of which `lcn.em` of the minor allele, in the share
/// `cf.em` of all cells.
///
/// `cf.em` is the share of tumour cells times the purity, so that a clonal segment has the purity
/// there. The other tumour cells of a sub-clonal segment are normal in FACETS' model.
struct FACETSSegments: SegmentFormat {
  static let tool = "FACETS"
  static let guide = [
    SegmentGuide(
      tool: "FACETS", file: "the `cncf` table",
      columns: "`tcn.em lcn.em cf.em`",
      remark: "the major copy number is `tcn.em - lcn.em`; 23 is X; a `cf.em` below 0.8 of "
        + "the purity is a sub-clonal segment, and the remaining tumour cells have the "
        + "normal copy number")
  ]
  /// The share of tumour cells below which a segment is sub-clonal: shares scatter by about 0.1.
  private static let leastClonal = 0.8

  let places: SegmentPlaces
  let totalReason = "lcn.em is NA"
  let warnings: [String]
  private let total: Int
  private let minor: Int
  private let share: Int?
  private let sex: Sex?
  /// `cf.em` of clonal segments, or `nil` where nothing is altered.
  private let purity: Double?

  init?(_ table: SmallTable, context: SegmentContext) {
    guard let chromosome = table.column("chrom", "chromosome"),
      let start = table.column("start", "loc.start"), let end = table.column("end", "loc.end"),
      let total = table.column("tcn.em"), let minor = table.column("lcn.em")
    else { return nil }
    places = SegmentPlaces(chromosome: chromosome, start: start, end: end)
    (self.total, self.minor) = (total, minor)
    share = table.column("cf.em")
    sex = context.sex
    if let value = context.facetsPurity {
      (purity, warnings) = (value, [])
      return
    }
    let shares = share.map { column in
      table.rows.compactMap { NumberText.decimal($0.field(column).text) }.filter {
        $0 > 0 && $0 < 1
      }
    }
    purity = shares?.max()
    warnings =
      purity.map { value in
        shares?.contains { $0 < Self.leastClonal * value } == true
          ? [
            "cf.em is judged by its greatest value, \((value * 1000).rounded() / 1000), for want "
              + "of FACETS' purity table in the column purity_file"
          ] : []
      } ?? []
  }

  func copies(_ fields: inout TableFields) -> RowCopies {
    if fields.isMissing(total) { return .unknown }
    guard let all = fields.copies(total) else { return .faulty }
    if fields.isMissing(minor) { return .total(all) }
    guard let small = fields.copies(minor) else { return .faulty }
    guard small <= all else {
      fields.fault(minor, "at most tcn.em, which is \(fields.text(total))")
      return .faulty
    }
    let part = RowCopies.Part(major: all - small, minor: small)
    guard let share, let purity, !fields.isMissing(share) else { return .parts([part]) }
    guard let cells = fields.share(share) else { return .faulty }
    guard cells > 0, cells < Self.leastClonal * purity else { return .parts([part]) }
    guard let normal = normal(fields) else { return .unknown }
    return .parts([
      .init(share: cells / purity, major: part.major, minor: part.minor),
      .init(share: 1 - cells / purity, major: 1, minor: normal - 1),
    ])
  }

  /// Copies in normal cells, or `nil` where they depend on a sex that is not known.
  private func normal(_ fields: TableFields) -> Double? {
    guard let chromosome = Chromosome(fields.text(places.chromosome)), !chromosome.isAutosome else {
      return 2
    }
    return sex.map { $0 == .male ? 1 : 2 }
  }
}
