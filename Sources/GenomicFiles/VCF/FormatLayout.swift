import DelimitedText

/// What a FORMAT offers: the dialects that can count its samples, the surest first.
///
/// Recognised record by record, since a merged file mixes callers.
struct FormatLayout: Sendable {
  private let dialects: [any CountDialect]
  /// The place of `GT`.
  let genotype: Int?
  /// The place of `SS`, the somatic status.
  let status: Int?
  /// How many fields a sample may have.
  let count: Int

  init(_ format: Bytes) {
    let keys = FormatKeys(format)
    dialects = CountDialects.all.compactMap { $0.init(keys) }
    self.genotype = keys["GT"]
    self.status = keys["SS"]
    self.count = max(1, keys.count)
  }

  /// The reads of one alternate allele, or `nil` where no dialect finds them.
  func counts(_ fields: SampleFields, _ allele: RecordAllele) -> AlleleCounts? {
    for dialect in dialects {
      if let counts = dialect.counts(fields, allele) { return counts }
    }
    return nil
  }

  /// Whether a sample's genotype has an allele; `nil` where there is no genotype.
  func genotype(_ fields: SampleFields, has allele: Int) -> Bool? {
    guard let genotype, !fields[genotype].isEmpty else { return nil }
    var (number, isKnown) = (-1, false)
    for byte in fields[genotype] {
      let digit = byte &- 0x30
      if digit <= 9, number < 1_000 {
        number = max(number, 0) * 10 + Int(digit)
        isKnown = true
      } else {
        if number == allele { return true }
        number = -1
      }
    }
    return isKnown ? number == allele : nil
  }
}
