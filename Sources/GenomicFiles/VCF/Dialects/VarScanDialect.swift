import DelimitedText

/// VarScan 2: `RD` and `AD` hold one number each, and `AD` is the alternate reads alone.
///
/// The depth is `RD` + `AD`, the base of VarScan's own `FREQ`.
struct VarScanDialect: CountDialect {
  static let keys = ["RD with AD"]
  static let guide = [
    CallerGuide(
      callers: "VarScan 2 (`RD` and `AD`)",
      alternate: "`AD`, which holds only the alternate reads",
      depth: "`RD` + `AD`")
  ]
  private let reference: Int
  private let alternate: Int
  private let support: SupportFields

  init?(_ keys: FormatKeys) {
    guard let reference = keys["RD"], let alternate = keys["AD"] else { return nil }
    (self.reference, self.alternate) = (reference, alternate)
    self.support = SupportFields(keys)
  }

  func counts(_ fields: SampleFields, _ allele: RecordAllele) -> AlleleCounts? {
    guard allele.count == 1, fields[alternate].listLength == 1,
      let reference = fields.number(reference), let alternate = fields.number(alternate)
    else { return nil }
    return AlleleCounts(
      alternate: alternate, depth: reference + alternate,
      support: support.support(fields, allele))
  }
}
