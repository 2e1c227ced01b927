import DelimitedText

/// freebayes: `RO` holds the reads of the reference, `AO` one number per alternate allele.
///
/// The depth is `RO` and all numbers of `AO`; `DP` also counts reads that tell no allele.
struct FreeBayesDialect: CountDialect {
  static let keys = ["RO with AO"]
  static let guide = [
    CallerGuide(
      callers: "freebayes (`RO`, `AO`)",
      alternate: "the allele's number in `AO`",
      depth: "`RO` + sum of `AO`")
  ]
  private let reference: Int
  private let alternates: Int

  init?(_ keys: FormatKeys) {
    guard let reference = keys["RO"], let alternates = keys["AO"] else { return nil }
    (self.reference, self.alternates) = (reference, alternates)
  }

  func counts(_ fields: SampleFields, _ allele: RecordAllele) -> AlleleCounts? {
    let list = fields[alternates]
    guard list.listLength == allele.count, var depth = fields.number(reference),
      let alternate = list.count(at: allele.number - 1)
    else { return nil }
    for number in 0..<allele.count {
      guard let reads = list.count(at: number) else { return nil }
      depth += reads
    }
    return AlleleCounts(alternate: alternate, depth: depth)
  }
}
