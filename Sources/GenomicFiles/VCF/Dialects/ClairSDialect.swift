import DelimitedText

/// ClairS and ClairS-TO: `AU`, `CU`, `GU` and `TU` hold the reads of each base, and `AD` beside them
/// may hold 0 for the reference where it has reads.
///
/// For a substitution the bases count, as Strelka's do; otherwise the alternate's number in `AD`,
/// of the depth in `DP`.
struct ClairSDialect: CountDialect {
  static let keys: [String] = []
  static let guide = [
    CallerGuide(
      callers: "ClairS (`AD` beside `AU`, `CU`, `GU`, `TU`)",
      alternate: "the alternate base's field; for an indel the allele's number in `AD`",
      depth: "the alternate and the reference base's fields; for an indel `DP`")
  ]
  private let bases: StrelkaSubstitutionDialect
  private let alleles: Int
  private let depth: Int

  init?(_ keys: FormatKeys) {
    // Strelka has more kinds of depth; files that join callers have those beside an `AD` that is whole.
    guard keys["FDP"] == nil, let bases = StrelkaSubstitutionDialect(keys),
      let alleles = keys["AD"],
      let depth = keys["DP"]
    else { return nil }
    (self.bases, self.alleles, self.depth) = (bases, alleles, depth)
  }

  func counts(_ fields: SampleFields, _ allele: RecordAllele) -> AlleleCounts? {
    // In files that join several callers' keys the bases are missing in other callers' records.
    guard bases.hasBases(fields) else { return nil }
    if let counts = bases.counts(fields, allele) { return counts }
    let list = fields[alleles]
    guard list.listLength == allele.count + 1, let depth = fields.number(depth),
      let alternate = list.count(at: allele.number)
    else { return nil }
    return AlleleCounts(alternate: alternate, depth: depth)
  }
}
