import DelimitedText

/// Platypus: `NR` holds the reads at the site and `NV` those with the alternate allele, each one
/// number per alternate allele.
struct PlatypusDialect: CountDialect {
  static let keys = ["NR with NV"]
  static let guide = [
    CallerGuide(
      callers: "Platypus (`NR`, `NV`)",
      alternate: "the allele's number in `NV`",
      depth: "the allele's number in `NR`")
  ]
  private let depth: Int
  private let alternate: Int

  init?(_ keys: FormatKeys) {
    guard let depth = keys["NR"], let alternate = keys["NV"] else { return nil }
    (self.depth, self.alternate) = (depth, alternate)
  }

  func counts(_ fields: SampleFields, _ allele: RecordAllele) -> AlleleCounts? {
    guard let depth = fields[depth].count(at: allele.number - 1),
      let alternate = fields[alternate].count(at: allele.number - 1)
    else { return nil }
    return AlleleCounts(alternate: alternate, depth: depth)
  }
}
