/// Strelka's indels: `TIR` holds the reads that support the indel and `TAR` those that support
/// another allele, in tier 1 and in tier 2.
///
/// Tier 1 counts. The depth is `TAR` + `TIR`; reads that tell neither (`TOR`) are left out.
struct StrelkaIndelDialect: CountDialect {
  static let keys = ["TAR with TIR"]
  static let guide = [
    CallerGuide(
      callers: "Strelka, indels (`TAR`, `TIR`)",
      alternate: "first number of `TIR`",
      depth: "first numbers of `TAR` + `TIR`")
  ]
  private let reference: Int
  private let alternate: Int

  init?(_ keys: FormatKeys) {
    guard let reference = keys["TAR"], let alternate = keys["TIR"] else { return nil }
    (self.reference, self.alternate) = (reference, alternate)
  }

  func counts(_ fields: SampleFields, _ allele: RecordAllele) -> AlleleCounts? {
    guard allele.count == 1, let reference = fields.number(reference),
      let alternate = fields.number(alternate)
    else { return nil }
    return AlleleCounts(alternate: alternate, depth: reference + alternate)
  }
}
