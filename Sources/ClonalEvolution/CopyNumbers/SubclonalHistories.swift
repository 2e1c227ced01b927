import TumorModel

/// The ways in which a mutation of the whole tumour came to its copies where cells differ in copy
/// number.
///
/// With parts `j` of the tumour cells, their shares `φ_j` and copies `X_j` of an allele, a history
/// says how many copies `m_j` carry the mutation in each part. One sample tells of it
/// ```
/// Σ φ_j m_j     mutated copies per tumour cell
/// Σ_{m_j > 0} φ_j / Σ_{N_j > 0} φ_j     the share of cells with the mutation
/// ```
/// the latter among the cells that have a copy of the locus at all. A history starts from a part,
/// drawn by its share, in which the mutation has the weights of
/// ``MultiplicityPrior/timing(major:minor:intermediate:)``; each way that leads from there to the
/// other parts weighs the same:
/// - before the change: every copy of the allele carries the mutation, whatever its number;
/// - after a gain: one copy carries it in the parts that have several, or it is missing from a part
///   with fewer copies, because it was lost there or came up elsewhere;
/// - on a lost allele: it is missing from the parts without that allele;
/// - on the other allele: the change does not touch it.
///
/// So parts with the same copies are as one part, and a part that holds all cells stands alone.
///
/// Derived here. Copy numbers that differ among tumour cells: S. Nik-Zainal et al., *Cell* 149, 994–1007
/// (2012), doi:10.1016/j.cell.2012.04.023.
struct SubclonalHistories: Hashable, Sendable {
  /// One way, with its weight.
  struct History: Hashable, Sendable {
    /// `Σ φ m`: mutated copies per tumour cell.
    let copies: Double
    /// The share of the cells with the locus that have the mutation, in (0, 1].
    let cellFraction: Double
    var weight: Double
  }

  /// `Σ φ N`: copies per tumour cell.
  let meanCopies: Double
  /// The share of tumour cells that have a copy of the locus.
  let carriers: Double
  /// Histories that leave the mutation in all cells; weights add to 1.
  let clonal: [History]
  /// Histories that leave it in some cells; weights add to ``lostShare``.
  let lost: [History]
  /// The weight of ``lost`` among all histories.
  let lostShare: Double

  /// Shares of cells from here on are not told from all cells, by and by: callers of copy numbers
  /// know them within about 0.1.
  private static let nearlyAll = 0.9

  /// Enumerates the histories, or returns `nil` where no cell has a copy.
  init?(_ mixture: CopyNumberMixture) {
    let parts = mixture.parts
    let carriers = parts.reduce(0) { $1.copyNumber.total > 0 ? $0 + $1.cellFraction : $0 }
    guard carriers > 0 else { return nil }
    self.carriers = carriers
    meanCopies = parts.reduce(0) { $0 + $1.cellFraction * Double($1.copyNumber.total) }
    var all: [(copies: [Int], weight: Double)] = []
    for (index, part) in parts.enumerated() {
      for start in MultiplicityPrior.timingByAllele(
        major: part.copyNumber.major, minor: part.copyNumber.minor)
      {
        let ways = Self.ways(from: index, start, parts)
        let weight = part.cellFraction / carriers * start.weight / Double(ways.count)
        for way in ways {
          if let known = all.firstIndex(where: { $0.copies == way }) {
            all[known].weight += weight
          } else {
            all.append((way, weight))
          }
        }
      }
    }
    var (clonal, lost) = ([History](), [History]())
    for (copies, weight) in all {
      var (sum, cells) = (0.0, 0.0)
      for (part, count) in zip(parts, copies) where count > 0 {
        sum += part.cellFraction * Double(count)
        cells += part.cellFraction
      }
      let fraction = min(1, cells / carriers)
      let isAll = min(1, max(0, (fraction - Self.nearlyAll) / (1 - Self.nearlyAll)))
      // Sums of shares that are all cells may miss 1 by rounding.
      let share = isAll > 1 - 1e-9 ? 1 : isAll
      if share > 0 {
        clonal.append(History(copies: sum, cellFraction: fraction, weight: weight * share))
      }
      if share < 1 {
        lost.append(History(copies: sum, cellFraction: fraction, weight: weight * (1 - share)))
      }
    }
    lostShare = lost.reduce(0) { $0 + $1.weight }
    let rest = clonal.reduce(0) { $0 + $1.weight }
    self.clonal = clonal.map {
      History(copies: $0.copies, cellFraction: $0.cellFraction, weight: $0.weight / rest)
    }
    self.lost = lost
  }

  /// Every set of copies, one number a part, that agrees with a start in one part.
  private static func ways(
    from index: Int, _ start: MultiplicityPrior.AlleleCopies, _ parts: [CopyNumberMixture.Part]
  ) -> [[Int]] {
    func copies(_ part: CopyNumberMixture.Part) -> Int {
      start.isMajor ? part.copyNumber.major : part.copyNumber.minor
    }
    let own = copies(parts[index])
    return parts.enumerated().reduce([[]]) { ways, next in
      let options =
        next.offset == index
        ? [start.copies] : options(own: own, mutated: start.copies, other: copies(next.element))
      return ways.flatMap { way in options.map { way + [$0] } }
    }
  }

  /// Mutated copies in a part with `other` copies of an allele of which `mutated` of `own` carry
  /// the mutation elsewhere.
  private static func options(own: Int, mutated: Int, other: Int) -> [Int] {
    if other == 0 { return [0] }
    if other == own { return [mutated] }
    // All copies elsewhere: before the change, unless the one copy is what a loss left of several.
    if mutated == own { return own == 1 ? [other, 1] : [other] }
    if other > own { return [mutated] }
    return mutated == 1 ? [1, 0] : [min(mutated, other)]
  }
}
