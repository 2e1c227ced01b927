import NumericalMethods
import TumorModel

/// The copy numbers of the two parental alleles of a chromosome arm through a patient's history.
///
/// A segment gains mutations in proportion to its copies, as in Z. Wang et al., *Nat. Commun.* 15, 2025
/// (2024), doi:10.1038/s41467-024-46414-5; the rest is derived here.
struct ArmHistory: Hashable, Sendable {
  /// Copies of the two alleles after the trunk.
  var trunk: [Int]
  /// Copies in the earlier biopsy.
  var earlier: [Int]
  /// Copies in the later biopsy.
  var later: [Int]
  /// Copies before any change: two, or one of X in men.
  var start: [Int]
  /// The shares of each biopsy's tumour cells that have the changes; the others have ``start``.
  var earlierShare, laterShare: Double
  /// When the changes happened, as shares of the mutations of their stretch of history.
  var trunkTime, earlierTime, laterTime: Double

  /// The copy number as recorded.
  static func copyNumber(_ alleles: [Int]) -> CopyNumber {
    CopyNumber(major: alleles.max() ?? 0, minor: alleles.min() ?? 0) ?? .normal
  }

  /// Lives through a history.
  static func lived(
    through tree: CloneTree, by changes: CopyNumberChanges, isSingle: Bool, subclonal: Double,
    using random: RandomSource
  ) -> ArmHistory {
    let start = isSingle ? [1, 0] : [1, 1]
    var trunk = start
    if tree.isRelated, !isSingle, random.chance(changes.trunk) {
      trunk = random.changed(start, weights: changes.trunkWeights)
    }
    var (earlier, later) = (trunk, trunk)
    let earlierRate =
      tree.isDiverged ? changes.earlier : tree.isRelated ? 0 : changes.trunk + changes.earlier
    if !isSingle, random.chance(earlierRate) {
      earlier = random.changed(trunk, weights: changes.laterWeights)
    }
    let laterRate = tree.isRelated ? changes.later : changes.trunk + changes.later
    if !isSingle, random.chance(laterRate) {
      later = random.changed(trunk, weights: changes.laterWeights)
    }
    // Losses stay in all cells: a mutation lost in some would be one of two clones.
    func share(_ alleles: [Int]) -> Double {
      guard alleles != start, !alleles.contains(0), random.chance(subclonal) else { return 1 }
      return random.uniform(in: 0.5...0.95)
    }
    return ArmHistory(
      trunk: trunk, earlier: earlier, later: later, start: start,
      earlierShare: share(earlier), laterShare: share(later), trunkTime: random.uniform(),
      earlierTime: random.uniform(), laterTime: random.uniform())
  }

  /// Draws on how many copies a mutation of a clone lies in each biopsy; `nil` where it happened
  /// on an allele that no biopsy kept.
  func multiplicities(
    of place: ClonePlace, using random: RandomSource
  ) -> (earlier: Int, later: Int)? {
    switch place {
    case .trunk:
      let (allele, copies) = random.mutated(from: start, to: trunk, at: trunkTime)
      let pair = (
        random.inherited(copies, of: trunk[allele], to: earlier[allele]),
        random.inherited(copies, of: trunk[allele], to: later[allele])
      )
      return pair == (0, 0) ? nil : pair
    case .earlierTrunk:
      let (_, copies) = random.mutated(from: trunk, to: earlier, at: earlierTime)
      return copies == 0 ? nil : (copies, 0)
    case .earlierBranch:
      let allele = random.discrete(weights: earlier.map(Double.init))
      return (1, random.inherited(1, of: earlier[allele], to: later[allele]))
    case .laterTrunk:
      let (_, copies) = random.mutated(from: trunk, to: later, at: laterTime)
      return copies == 0 ? nil : (0, copies)
    case .laterBranch:
      return (0, 1)
    }
  }
}

extension RandomSource {
  /// Draws other copies of two alleles than those there are.
  fileprivate func changed(_ alleles: [Int], weights: [Double]) -> [Int] {
    if alleles == [1, 1] {
      let state = CopyNumberChanges.states[discrete(weights: weights)]
      return chance(0.5) ? state : [state[1], state[0]]
    }
    // A second change: the loss of an allele where there are two, or one copy more.
    var next = alleles
    let losing = weights[1] + weights[3]
    if !alleles.contains(0), chance(losing / weights.reduce(0, +)) {
      next[index(below: 2)] = 0
    } else {
      next[alleles[0] == 0 ? 1 : alleles[1] == 0 ? 0 : index(below: 2)] += 1
    }
    return next
  }

  /// Draws the allele of a mutation and its copies after a change that happened at `time`; as many
  /// mutations fall before it as there were copies to hit.
  fileprivate func mutated(
    from before: [Int], to after: [Int], at time: Double
  ) -> (allele: Int, copies: Int) {
    let early = time * Double(before[0] + before[1])
    let late = (1 - time) * Double(after[0] + after[1])
    if before != after, chance(early / (early + late)) {
      let allele = discrete(weights: before.map(Double.init))
      return (allele, inherited(1, of: before[allele], to: after[allele]))
    }
    return (discrete(weights: after.map(Double.init)), 1)
  }

  /// Draws how many copies bear a mutation after an allele's copies changed, one at a time, each
  /// time by a copy picked at random.
  fileprivate func inherited(_ mutated: Int, of copies: Int, to after: Int) -> Int {
    guard after > 0 else { return 0 }
    var (mutated, copies) = (mutated, copies)
    while copies < after {
      if chance(Double(mutated) / Double(copies)) { mutated += 1 }
      copies += 1
    }
    while copies > after {
      if chance(Double(mutated) / Double(copies)) { mutated -= 1 }
      copies -= 1
    }
    return mutated
  }
}
