import DelimitedText

/// Battenberg's `*_subclones.txt`: one copy number, or two with the shares of cells that have them.
///
/// Of the equivalent solutions, A is read.
struct BattenbergSegments: SegmentFormat {
  static let tool = "Battenberg"
  static let guide = [
    SegmentGuide(
      tool: "Battenberg", file: "`*_subclones.txt`",
      columns: "`nMaj1_A nMin1_A frac1_A nMaj2_A nMin2_A frac2_A`",
      remark: "both states are kept; of the equivalent solutions the first is read")
  ]
  let places: SegmentPlaces
  private let first: (major: Int, minor: Int, share: Int)
  private let second: (major: Int, minor: Int, share: Int)

  init?(_ table: SmallTable, context: SegmentContext) {
    guard let chromosome = table.column("chr"), let start = table.column("startpos"),
      let end = table.column("endpos"), let major1 = table.column("nMaj1_A"),
      let minor1 = table.column("nMin1_A"), let share1 = table.column("frac1_A"),
      let major2 = table.column("nMaj2_A"), let minor2 = table.column("nMin2_A"),
      let share2 = table.column("frac2_A")
    else { return nil }
    places = SegmentPlaces(chromosome: chromosome, start: start, end: end)
    first = (major1, minor1, share1)
    second = (major2, minor2, share2)
  }

  func copies(_ fields: inout TableFields) -> RowCopies {
    if fields.isMissing(first.major) || fields.isMissing(first.minor) { return .unknown }
    let (major, minor) = (fields.copies(first.major), fields.copies(first.minor))
    guard let major, let minor else { return .faulty }
    if fields.isMissing(second.major) || fields.isMissing(second.minor) {
      return .clonal(major: major, minor: minor)
    }
    let (otherMajor, otherMinor) = (fields.copies(second.major), fields.copies(second.minor))
    let share = fields.share(first.share)
    let rest = fields.isMissing(second.share) ? share.map { 1 - $0 } : fields.share(second.share)
    guard let otherMajor, let otherMinor, let share, let rest else { return .faulty }
    guard abs(share + rest - 1) <= 0.02 else {
      fields.fault(second.share, "what frac1_A leaves of 1")
      return .faulty
    }
    return .parts([
      .init(share: share, major: major, minor: minor),
      .init(share: 1 - share, major: otherMajor, minor: otherMinor),
    ])
  }
}
