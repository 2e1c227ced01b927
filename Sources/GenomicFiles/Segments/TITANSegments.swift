import DelimitedText
import TumorModel

/// TITAN's `*.segs.txt`: copies of the major and the minor allele, and the cells that have them.
///
/// The corrected copies count, which TITAN computes anew from the log ratio, beyond the most copies
/// that its states have. Where one of the two totals is 0 and the other is 2 or more, the segment has
/// no copy number that could be told. Tumour cells beyond `Cellular_Prevalence` are as normal cells.
///
/// Method: G. Ha et al., *Genome Research* 24, 1881–1893 (2014), doi:10.1101/gr.180281.114.
struct TITANSegments: SegmentFormat {
  static let tool = "TITAN"
  static let guide = [
    SegmentGuide(
      tool: "TITAN", file: "`*.segs.txt`",
      columns: "`Corrected_MajorCN Corrected_MinorCN`, or else `MajorCN MinorCN`; "
        + "`Cellular_Prevalence`",
      remark: "tumour cells beyond the prevalence are as normal cells")
  ]
  private struct Copies {
    let major: Int
    let minor: Int
  }

  let places: SegmentPlaces
  let warnings: [String]
  private let plain: Copies
  private let corrected: Copies?
  private let prevalence: Int?
  private let sex: Sex?

  init?(_ table: SmallTable, context: SegmentContext) {
    guard table.column("TITAN_state", "TITAN_call") != nil,
      let chromosome = table.column("Chromosome", "Chr"),
      let start = table.column("Start_Position.bp.", "Start_Position(bp)", "Start"),
      let end = table.column("End_Position.bp.", "End_Position(bp)", "End"),
      let major = table.column("MajorCN"), let minor = table.column("MinorCN")
    else { return nil }
    places = SegmentPlaces(
      chromosome: chromosome, start: start, end: end, sample: table.column("Sample"))
    let plain = Copies(major: major, minor: minor)
    let corrected: Copies?
    if let major = table.column("Corrected_MajorCN"), let minor = table.column("Corrected_MinorCN")
    {
      corrected = Copies(major: major, minor: minor)
    } else {
      corrected = nil
    }
    (self.plain, self.corrected) = (plain, corrected)
    prevalence = table.column("Cellular_Prevalence", "Cellular_Frequency")
    sex = context.sex
    let contradictions = table.rows.count { row in
      func total(_ copies: Copies) -> Double? {
        guard let major = NumberText.decimal(row.field(copies.major).text),
          let minor = NumberText.decimal(row.field(copies.minor).text)
        else { return nil }
        return major + minor
      }
      guard let own = total(plain), let other = corrected.flatMap(total) else { return false }
      return Self.contradict(own, other)
    }
    warnings =
      contradictions == 0
      ? []
      : [
        "\(counted(contradictions, "segment")) whose copies and corrected copies "
          + "contradict one another: one of them is 0 and the other 2 or more"
      ]
  }

  func copies(_ fields: inout TableFields) -> RowCopies {
    guard let found = copies(plain, &fields) else { return .faulty }
    guard var part = found else { return .unknown }
    if let corrected {
      guard let found = copies(corrected, &fields) else { return .faulty }
      if let better = found {
        if Self.contradict(part.major + part.minor, better.major + better.minor) { return .unknown }
        part = better
      }
    }
    guard let prevalence, !fields.isMissing(prevalence) else { return .parts([part]) }
    guard let cells = fields.share(prevalence) else { return .faulty }
    guard cells > 0, cells < 1 else { return .parts([part]) }
    guard let normal = normal(fields) else { return .unknown }
    return .parts([
      .init(share: cells, major: part.major, minor: part.minor),
      .init(share: 1 - cells, major: 1, minor: normal - 1),
    ])
  }

  /// The copies of two columns; `nil` inside where they are missing, outside where they are faulty.
  private func copies(_ columns: Copies, _ fields: inout TableFields) -> RowCopies.Part?? {
    if fields.isMissing(columns.major) || fields.isMissing(columns.minor) { return .some(nil) }
    let (major, minor) = (fields.copies(columns.major), fields.copies(columns.minor))
    guard let major, let minor else { return nil }
    return RowCopies.Part(major: max(major, minor), minor: min(major, minor))
  }

  private static func contradict(_ first: Double, _ second: Double) -> Bool {
    min(first, second) < 0.5 && max(first, second) >= 2
  }

  /// Copies in normal cells, or `nil` where they depend on a sex that is not known.
  private func normal(_ fields: TableFields) -> Double? {
    guard let chromosome = Chromosome(fields.text(places.chromosome)), !chromosome.isAutosome else {
      return 2
    }
    return sex.map { $0 == .male ? 1 : 2 }
  }
}
