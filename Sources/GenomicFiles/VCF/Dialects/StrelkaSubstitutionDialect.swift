/// Strelka's substitutions: `AU`, `CU`, `GU` and `TU` hold the reads of each base, in tier 1 and in
/// tier 2.
///
/// Tier 1 counts. The depth is reference + alternate, as in Strelka's own definition of the share.
struct StrelkaSubstitutionDialect: CountDialect {
  static let keys = ["AU, CU, GU and TU"]
  static let guide = [
    CallerGuide(
      callers: "Strelka, substitutions (`AU`, `CU`, `GU`, `TU`)",
      alternate: "first number of the alternate base's field",
      depth: "first numbers of the alternate and the reference base's fields")
  ]
  private let bases: (a: Int, c: Int, g: Int, t: Int)

  init?(_ keys: FormatKeys) {
    guard let a = keys["AU"], let c = keys["CU"], let g = keys["GU"], let t = keys["TU"] else {
      return nil
    }
    bases = (a, c, g, t)
  }

  func counts(_ fields: SampleFields, _ allele: RecordAllele) -> AlleleCounts? {
    guard let bases = allele.substitution,
      let reference = reads(fields, bases.reference), let alternate = reads(fields, bases.alternate)
    else { return nil }
    return AlleleCounts(alternate: alternate, depth: reference + alternate)
  }

  /// Whether a sample gives the reads of the bases.
  func hasBases(_ fields: SampleFields) -> Bool { fields.number(bases.a) != nil }

  private func reads(_ fields: SampleFields, _ base: UInt8) -> Int? {
    switch base {
    case UInt8(ascii: "A"): fields.number(bases.a)
    case UInt8(ascii: "C"): fields.number(bases.c)
    case UInt8(ascii: "G"): fields.number(bases.g)
    case UInt8(ascii: "T"): fields.number(bases.t)
    default: nil
    }
  }
}
