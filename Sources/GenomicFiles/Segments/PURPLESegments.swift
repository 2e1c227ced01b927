import DelimitedText

/// PURPLE's `*.purple.cnv.somatic.tsv`, whose copies are real-valued.
///
/// Releases name the copies of the alleles `majorAlleleCopyNumber` and `minorAlleleCopyNumber`, or
/// older ones `majorAllelePloidy` and `minorAllelePloidy`. What the oldest lack follows from
/// `copyNumber` and the share `actualBAF` of the major allele.
struct PURPLESegments: SegmentFormat {
  static let tool = "PURPLE"
  static let guide = [
    SegmentGuide(
      tool: "PURPLE", file: "`*.purple.cnv.somatic.tsv`",
      columns: "`majorAlleleCopyNumber minorAlleleCopyNumber`; in older files "
        + "`minorAllelePloidy`, or `copyNumber` and `actualBAF`",
      remark: "real-valued copy numbers are rounded (`cnRounded`); a warning counts those far "
        + "from integers")
  ]
  let places: SegmentPlaces
  private let total: Int
  private let major: Int?
  private let minor: Int?
  private let majorShare: Int?

  init?(_ table: SmallTable, context: SegmentContext) {
    guard let chromosome = table.column("chromosome"), let start = table.column("start"),
      let end = table.column("end"), let total = table.column("copyNumber"),
      table.column("segmentStartSupport") != nil
    else { return nil }
    major = table.column("majorAlleleCopyNumber", "majorAllelePloidy")
    minor = table.column("minorAlleleCopyNumber", "minorAllelePloidy")
    majorShare = table.column("baf", "actualBAF")
    guard minor != nil || majorShare != nil else { return nil }
    places = SegmentPlaces(chromosome: chromosome, start: start, end: end)
    self.total = total
  }

  func copies(_ fields: inout TableFields) -> RowCopies {
    if fields.isMissing(total) { return .unknown }
    guard let all = fields.copies(total) else { return .faulty }
    let small: Double?
    if let minor {
      if fields.isMissing(minor) { return .unknown }
      small = fields.copies(minor)
    } else if let majorShare {
      if fields.isMissing(majorShare) { return .unknown }
      // Noise takes the share of a lost allele's partner a little above 1.
      let share = fields.number(majorShare, "the major allele's share, from 0.5 to 1") {
        $0 >= 0 && $0 <= 1.5
      }
      small = share.map { all * max(0, 1 - $0) }
    } else {
      return .unknown
    }
    guard let small else { return .faulty }
    guard let major else { return .clonal(major: max(0, all - small), minor: small) }
    if fields.isMissing(major) { return .unknown }
    guard let large = fields.copies(major) else { return .faulty }
    return .clonal(major: large, minor: small)
  }
}
