import DelimitedText

/// `AD` with one number per allele, the reference first: Mutect 1 and 2, DRAGEN, SAGE, MuSE, RADIA,
/// Pindel in vcf2maf's form, VarDict, DeepSomatic, Octopus, GATK, bcftools and Metachron's own counts.
///
/// The depth is the sum of `AD`. `DP`, which also counts reads that tell no allele, serves where
/// `AD` lacks the reference or is missing and `DP` is 0. An `AD` that adds up to far more than `DP`
/// is not one of the site's reads: bcftools 1.12 wrote the reference's number into the alternate's
/// when it split records.
struct AlleleDepthDialect: CountDialect {
  static let keys = ["AD"]
  static let guide = [
    CallerGuide(
      callers: "Mutect 1 and 2, DRAGEN, SAGE and PURPLE, MuSE, RADIA, "
        + "Pindel, VarDict, DeepSomatic, Octopus, GATK, bcftools, Metachron (`AD`)",
      alternate: "the allele's number in `AD`",
      depth: "sum of `AD`")
  ]
  private let alleles: Int
  private let depth: Int?
  private let support: SupportFields

  init?(_ keys: FormatKeys) {
    guard let alleles = keys["AD"] else { return nil }
    self.alleles = alleles
    self.depth = keys["DP"]
    self.support = SupportFields(keys)
  }

  func counts(_ fields: SampleFields, _ allele: RecordAllele) -> AlleleCounts? {
    let list = fields[alleles]
    guard list.listLength == allele.count + 1, let alternate = list.count(at: allele.number) else {
      // Where no read is, none is alternate.
      return fields.number(depth) == 0 ? AlleleCounts(alternate: 0, depth: 0) : nil
    }
    var sum = 0
    var isWhole = true
    for number in 0...allele.count {
      if let reads = list.count(at: number) { sum += reads } else { isWhole = false }
    }
    if exceedsDepth(sum, fields, isCopied: list.count(at: 0) == alternate) { return nil }
    if !isWhole {
      guard let depth = fields.number(depth) else { return nil }
      sum = max(sum, depth)
    }
    return AlleleCounts(
      alternate: alternate, depth: sum, support: support.support(fields, allele))
  }

  /// Whether reads are more than three quarters as many again as `DP`.
  ///
  /// More than `DP` are usual: callers count mates that overlap or realigned reads in one only, and
  /// files that join callers have the `AD` of one beside the `DP` of another.
  ///
  /// - Parameter isCopied: Whether the alternate's number is the reference's; then a tenth more than
  ///   `DP` is too many.
  private func exceedsDepth(_ reads: Int, _ fields: SampleFields, isCopied: Bool) -> Bool {
    // A fraction, as PureCN writes it, counts no reads.
    guard let place = depth, case .value(let depth) = fields[place].wholeNumber, depth > 0 else {
      return false
    }
    return reads > depth + max(isCopied ? depth / 10 : 3 * depth / 4, 5)
  }

  /// Why ``counts(_:_:)`` finds none.
  func fault(_ fields: SampleFields, _ allele: RecordAllele) -> CountFault {
    let list = fields[alleles]
    if list.isMissing { return .missing }
    let expected = allele.count + 1
    if list.listLength != expected { return .length(found: list.listLength, expected: expected) }
    let reads = (0..<expected).compactMap { list.count(at: $0) }
    let sum = reads.reduce(0, +)
    if reads.count == expected, let depth = fields.number(depth),
      exceedsDepth(sum, fields, isCopied: true)
    {
      return .exceedsDepth(reads: sum, depth: depth)
    }
    return .missing
  }
}
