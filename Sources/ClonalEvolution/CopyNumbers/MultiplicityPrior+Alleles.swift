extension MultiplicityPrior {
  /// The copies of a clonal mutation on one of the alleles.
  struct AlleleCopies: Hashable, Sendable {
    /// Whether the mutation is on the allele with more copies.
    let isMajor: Bool
    /// `m`.
    let copies: Int
    let weight: Double
  }

  /// ``timing(major:minor:intermediate:)`` with the allele told that the mutation is on.
  ///
  /// Intermediate multiplicities are the major allele's.
  static func timingByAllele(major: Int, minor: Int) -> [AlleleCopies] {
    precondition(minor >= 0 && major >= minor)
    guard major > 0 else { return [] }
    let alleles = [(isMajor: true, copies: major), (isMajor: false, copies: minor)]
      .filter { $0.copies > 0 }
    let total = alleles.reduce(0) { $0 + ($1.copies > 1 ? 0.5 * Double(1 + $1.copies) : 1) }
    let spread = major >= 4
    let kept = (spread ? 1 - intermediateShare : 1) / total
    var result: [AlleleCopies] = []
    for (isMajor, copies) in alleles {
      let single = copies > 1 ? 0.5 * Double(copies) : 1
      result.append(AlleleCopies(isMajor: isMajor, copies: 1, weight: kept * single))
      if copies > 1 {
        result.append(AlleleCopies(isMajor: isMajor, copies: copies, weight: kept * 0.5))
      }
    }
    guard spread else { return result }
    let share = intermediateShare / Double(major - 2)
    return result
      + (2..<major).map { AlleleCopies(isMajor: true, copies: $0, weight: share) }
  }
}
