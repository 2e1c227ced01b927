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

  /// What a sample shows where a record says that it has the reference alone.
  enum ReferenceReads: Hashable {
    /// This many reads, none of another allele but by errors.
    case counted(Int)
    /// More reads of alleles that the record does not name than errors explain.
    case mixed(reference: Int, of: Int)
  }

  /// The share of reads, and their number at a low depth, that errors explain at a site that has no
  /// mutation.
  ///
  /// Callers put the reads that show neither the reference nor a listed allele under no name of their
  /// own. Each is an error at one base in about 1,000 (Illumina's Q30), so that at a depth of 1,000
  /// two sites in three have such a read: to discard these records would discard the evidence of
  /// absence at well-covered sites above all. Errors fall on any of three bases; of one given allele
  /// these reads tell as little as none. Up to twice the usual number the record is therefore read as
  /// its reference reads, without an alternate one among them, and the odd reads are left out of the
  /// depth.
  private static let errorShare = 500
  private static let errorReads = 1

  /// The reads at a site, or the least in a stretch, where a sample has none but the reference's;
  /// `nil` where it tells no number.
  ///
  /// - Parameters:
  ///   - allele: The number of the allele that stands for all that were not seen; `nil` where the
  ///     record has no alternate allele.
  ///   - count: How many alternate alleles the record has.
  func referenceReads(
    _ fields: SampleFields, isStretch: Bool, unseen allele: Int?, count: Int
  ) -> ReferenceReads? {
    if isStretch, let least = fields.number(leastDepth) { return .counted(least) }
    if !isStretch, let list, !fields[list].isMissing {
      let numbers = allele == nil ? 1 : count + 1
      let reads = (0..<numbers).compactMap { fields[list].count(at: $0) }
      if reads.count == numbers, fields[list].listLength == numbers {
        let sum = reads.reduce(0, +)
        if let allele { return Self.reads(sum - reads[allele], of: sum) }
        // The reads that `DP` has beyond the reference's are of alleles that were dropped.
        return Self.reads(sum, of: max(sum, fields.number(depth) ?? sum))
      }
    }
    // Beside other alleles a depth alone does not tell how many reads are left for those not seen.
    return count > 1
      ? nil : (fields.number(leastDepth) ?? fields.number(depth)).map { .counted($0) }
  }

  private static func reads(_ named: Int, of all: Int) -> ReferenceReads {
    all - named <= max(errorReads, all / errorShare)
      ? .counted(named) : .mixed(reference: named, of: all)
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
