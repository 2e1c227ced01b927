import CohortStatistics
import Foundation
import NumericalMethods

/// A drawn cohort whose acquired mutations fall on genes by their length, but for one planted gene.
struct SimulatedCohort {
  /// The genes' shares.
  let shares: [Double]
  /// The sum over patients of P(acquired), per gene.
  private(set) var sums: [Double]
  /// The acquired mutations of the patients.
  private(set) var burdens = AcquiredBurdens()
  /// The patients with a gene mutated in the later sample, and in the earlier, by hard calls.
  private(set) var later: [Int]
  private(set) var earlier: [Int]
  /// The patients with a hard call of an acquired mutation, per gene.
  private(set) var hardAcquired: [Int]
  let patients: Int

  static let acquiredMean = 4.0
  static let preexistingMean = 8.0

  init(
    patients: Int, genes: Int, planted: (gene: Int, rate: Double)?, using source: RandomSource
  ) {
    self.patients = patients
    let weights = (0..<genes).map { _ in exp(source.normal()) }
    let total = weights.reduce(0, +)
    shares = weights.map { $0 / total }
    sums = [Double](repeating: 0, count: genes)
    later = [Int](repeating: 0, count: genes)
    earlier = later
    hardAcquired = later
    for _ in 0..<patients { addPatient(planted, source) }
  }

  private mutating func addPatient(
    _ planted: (gene: Int, rate: Double)?, _ source: RandomSource
  ) {
    // Over-dispersed, and three in a hundred are hypermutated.
    let size = source.uniform() < 0.03 ? 40.0 : 1
    let gained = source.poisson(mean: size * source.gamma(shape: 1, scale: Self.acquiredMean))
    let kept = source.poisson(mean: source.gamma(shape: 2, scale: Self.preexistingMean / 2))
    var hits: [(gene: Int, acquired: Bool)] = []
    for (gene, count) in source.multinomial(trials: gained, weights: shares).enumerated() {
      for _ in 0..<count { hits.append((gene, true)) }
    }
    for (gene, count) in source.multinomial(trials: kept, weights: shares).enumerated() {
      for _ in 0..<count { hits.append((gene, false)) }
    }
    if let planted, source.uniform() < planted.rate { hits.append((planted.gene, true)) }
    // What share of a patient's mutations is acquired is taken as known: the calls are honest.
    let prior = min(max(Double(gained) / Double(max(gained + kept, 1)), 0.02), 0.98)
    var none: [Int: Double] = [:]
    var burden = 0.0
    var early: Set<Int> = []
    for hit in hits {
      let call = SimulatedCall(acquired: hit.acquired, using: source)
      let chance = call.probability(prior: prior)
      burden += chance
      none[hit.gene, default: 1] *= 1 - chance
      if chance <= 0.5 { early.insert(hit.gene) }
    }
    burdens.add(burden)
    for (gene, chance) in none {
      sums[gene] += 1 - chance
      later[gene] += 1
      if chance < 0.5 { hardAcquired[gene] += 1 }
    }
    for gene in early { earlier[gene] += 1 }
  }

  /// The p-values of the acquired excess, one per gene.
  var excess: [Double] {
    zip(sums, shares).map {
      AcquiredExcess(observed: $0, geneShare: $1, burdens: burdens).pValue
    }
  }

  /// Fisher's test of the later against the earlier samples, which knows no burden.
  var fisher: [Double] {
    zip(later, earlier).map { later, earlier in
      FisherTest(TwoByTwoTable(later, patients - later, earlier, patients - earlier))?.pGreater ?? 1
    }
  }

  /// The binomial test with the same probability for all patients, from the mean burden.
  var binomial: [Double] {
    var total = 0.0
    for bin in burdens.bins { total += bin.acquired * Double(bin.patients) }
    return zip(hardAcquired, shares).map { hits, share in
      let rate = AcquiredExcess.hitProbability(
        geneShare: share, acquired: total / Double(patients))
      return Binomial(trials: patients, probability: rate).upperTailProbability(above: hits - 1)
    }
  }
}

extension RandomSource {
  /// Counts of categories among independent trials: one binomial after another.
  func multinomial(trials: Int, weights: [Double]) -> [Int] {
    var (trials, weight) = (trials, weights.reduce(0, +))
    return weights.map { share in
      let count =
        share > 0 && trials > 0
        ? binomial(trials: trials, probability: min(1, share / weight)) : 0
      trials -= count
      weight -= share
      return count
    }
  }
}
