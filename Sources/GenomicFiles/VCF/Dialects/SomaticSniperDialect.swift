import DelimitedText

/// SomaticSniper: `BCOUNT` holds the reads of A, C, G and T, and `DP4` those of the reference and
/// of anything else by strand.
///
/// For a substitution `BCOUNT` counts, its sum being the depth; otherwise `DP4`, where the record
/// has one alternate allele.
struct SomaticSniperDialect: CountDialect {
  static let keys = ["BCOUNT", "DP4"]
  static let guide = [
    CallerGuide(
      callers: "SomaticSniper (`BCOUNT`, `DP4`)",
      alternate: "the alternate base's number in `BCOUNT`",
      depth: "sum of `BCOUNT`"),
    CallerGuide(
      callers: "others with `DP4`",
      alternate: "last two numbers of `DP4`",
      depth: "sum of `DP4`"),
  ]
  private let bases: Int?
  private let strands: Int?
  private let support: SupportFields

  init?(_ keys: FormatKeys) {
    bases = keys["BCOUNT"]
    strands = keys["DP4"]
    support = SupportFields(keys)
    if bases == nil, strands == nil { return nil }
  }

  func counts(_ fields: SampleFields, _ allele: RecordAllele) -> AlleleCounts? {
    if let bases, fields[bases].listLength == 4, let changed = allele.substitution,
      let place = "ACGT".utf8.firstOffset(of: changed.alternate)
    {
      let reads = (0..<4).compactMap { fields[bases].count(at: $0) }
      if reads.count == 4 {
        return AlleleCounts(
          alternate: reads[place], depth: reads.reduce(0, +),
          support: support.support(fields, allele))
      }
    }
    guard let strands, allele.count == 1, fields[strands].listLength == 4 else { return nil }
    let reads = (0..<4).compactMap { fields[strands].count(at: $0) }
    guard reads.count == 4 else { return nil }
    return AlleleCounts(
      alternate: reads[2] + reads[3], depth: reads.reduce(0, +),
      support: support.support(fields, allele))
  }
}

extension String.UTF8View {
  fileprivate func firstOffset(of byte: UInt8) -> Int? {
    firstIndex(of: byte).map { distance(from: startIndex, to: $0) }
  }
}
