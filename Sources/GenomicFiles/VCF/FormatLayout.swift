import DelimitedText

/// What a FORMAT offers: the dialects that can count its samples, the surest first.
///
/// Recognised record by record, since a merged file mixes callers.
struct FormatLayout: Sendable {
  private let dialects: [any CountDialect]
  private let alleles: AlleleDepthDialect?
  /// The keys, as the record lists them.
  let text: String
  /// The place of `AD`.
  private let list: Int?
  /// The place of `DP`.
  private let depth: Int?
  /// The place of `MIN_DP`, the least depth of a stretch.
  private let leastDepth: Int?
  /// The place of `GT`.
  let genotype: Int?
  /// The place of `SS`, the somatic status.
  let status: Int?
  /// How many fields a sample may have.
  let count: Int

  init(_ format: Bytes) {
    let keys = FormatKeys(format)
    dialects = CountDialects.all.compactMap { $0.init(keys) }
    alleles = AlleleDepthDialect(keys)
    text = format.string
    (list, depth, leastDepth) = (keys["AD"], keys["DP"], keys["MIN_DP"])
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

  /// Why ``counts(_:_:)`` finds no reads.
  func fault(_ fields: SampleFields, _ allele: RecordAllele) -> CountFault {
    if dialects.isEmpty { return .format }
    return alleles?.fault(fields, allele) ?? .missing
  }

  /// Whether stretches of the reference are those of a caller that looks for indels in them.
  var tellsStretches: Bool { leastDepth != nil }

  /// The reads at a site, or the least in a stretch, where a sample has none but the reference's;
  /// `nil` where it has others or tells no number.
  ///
  /// - Parameters:
  ///   - allele: The number of the allele that stands for all that were not seen; `nil` where the
  ///     record has no alternate allele.
  ///   - count: How many alternate alleles the record has.
  func referenceReads(
    _ fields: SampleFields, isStretch: Bool, unseen allele: Int?, count: Int
  ) -> Int? {
    if isStretch, let least = fields.number(leastDepth) { return least }
    if !isStretch, let list, !fields[list].isMissing {
      let numbers = allele == nil ? 1 : count + 1
      let reads = (0..<numbers).compactMap { fields[list].count(at: $0) }
      if reads.count == numbers, fields[list].listLength == numbers {
        let sum = reads.reduce(0, +)
        if let allele { return reads[allele] == 0 ? sum : nil }
        // The reads that `DP` has beyond the reference's are of alleles that were dropped.
        return fields.number(depth).map { $0 > sum } == true ? nil : sum
      }
    }
    // Beside other alleles a depth alone does not tell how many reads are left for those not seen.
    return count > 1 ? nil : fields.number(leastDepth) ?? fields.number(depth)
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
