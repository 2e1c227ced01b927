import DelimitedText

/// `AD` with one number per allele, the reference first: Mutect 1 and 2, DRAGEN, SAGE, MuSE, RADIA,
/// Pindel in vcf2maf's form, GATK, bcftools and Metachron's own counts.
///
/// The depth is the sum of `AD`. `DP`, which also counts reads that tell no allele, serves where
/// `AD` lacks the reference or is missing and `DP` is 0.
struct AlleleDepthDialect: CountDialect {
  static let guide = [
    CallerGuide(
      callers: "Mutect 1 and 2, DRAGEN, SAGE and PURPLE, MuSE, RADIA, "
        + "Pindel, GATK, bcftools, Metachron (`AD`)",
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
    var sum = alternate
    for number in 0...allele.count where number != allele.number {
      guard let reads = list.count(at: number) else {
        guard let depth = fields.number(depth) else { return nil }
        sum = depth
        break
      }
      sum += reads
    }
    return AlleleCounts(
      alternate: alternate, depth: sum, support: support.support(fields, allele))
  }
}
