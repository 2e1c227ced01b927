/// Two genes' rates in a cohort, and what they imply for the number of patients with both.
struct GenePair {
  let ofFirst: [Double]
  let ofSecond: [Double]
  private let together: [Double]
  private let burdens: [(mutatedGenes: Int, patients: Int)]
  private let second: Int

  init(overlap: Int, first: Int, second: Int, rates: MutationRates) throws(UndefinedResult) {
    precondition(overlap >= 0, "an overlap of at least 0")
    guard overlap <= min(first, second) else {
      throw UndefinedResult.overlapExceedsGene
    }
    guard let ofFirst = rates.rates(mutatedPatients: first),
      let ofSecond = rates.rates(mutatedPatients: second),
      let together = rates.jointRates(first: first, second: second)
    else { throw UndefinedResult.unknownGenes }
    (self.ofFirst, self.ofSecond, self.together) = (ofFirst, ofSecond, together)
    self.second = second
    burdens = rates.burdens
  }

  /// The number of patients in a cohort with these rates.
  func counts(_ rates: [Double]) -> PoissonBinomial { PoissonBinomial(groups: groups(rates)) }

  /// The patients of a cohort with these rates, by burden.
  func groups(_ rates: [Double]) -> [PoissonBinomial.Group] {
    zip(rates, burdens).map { .init(probability: $0, trials: $1.patients) }
  }

  /// The overlaps under independence.
  var unconditional: OverlapNull {
    let null = counts(together)
    return OverlapNull(
      masses: (0...null.trials).map { null.probability(of: $0) },
      least: zip(together, burdens).reduce(0) { $0 + ($1.0 == 1 ? $1.1.patients : 0) })
  }

  /// The overlaps under independence, given who has the first gene and how many have the second.
  func conditional(on firstByBurden: [Int: Int]) throws(UndefinedResult) -> OverlapNull {
    var inside: [PoissonBinomial.Group] = []
    var outside: [PoissonBinomial.Group] = []
    var placed = 0
    for (index, burden) in burdens.enumerated() {
      let carriers = firstByBurden[burden.mutatedGenes] ?? 0
      guard carriers >= 0, carriers <= burden.patients else {
        throw UndefinedResult.burdenExceedsCohort
      }
      placed += carriers
      let (p, q, both) = (ofFirst[index], ofSecond[index], together[index])
      inside.append(
        .init(probability: p > 0 ? min(1, max(0, both / p)) : 0, trials: carriers))
      outside.append(
        .init(
          probability: p < 1 ? min(1, max(0, (q - both) / (1 - p))) : 0,
          trials: burden.patients - carriers))
    }
    guard placed == firstByBurden.values.reduce(0, +) else {
      throw UndefinedResult.unknownBurden
    }
    let (within, without) = (PoissonBinomial(groups: inside), PoissonBinomial(groups: outside))
    let weights = (0...min(within.trials, second)).map {
      within.probability(of: $0) * without.probability(of: second - $0)
    }
    let total = weights.reduce(0, +)
    guard total > 0 else {
      throw UndefinedResult.impossibleCount
    }
    let forced = inside.reduce(0) { $0 + ($1.probability == 1 ? $1.trials : 0) }
    let room = outside.reduce(0) { $0 + ($1.probability > 0 ? $1.trials : 0) }
    return OverlapNull(
      masses: weights.map { $0 / total },
      least: min(weights.count - 1, max(forced, second - room)))
  }
}

/// The overlaps that independence makes likely.
struct OverlapNull {
  /// The probabilities of 0, 1, …
  let masses: [Double]
  /// The smallest possible overlap, however unlikely.
  let least: Int
}
