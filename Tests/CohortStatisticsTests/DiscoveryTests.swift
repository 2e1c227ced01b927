import CohortStatistics
import Foundation
import NumericalMethods
import Testing

/// How often acquired genes are found, and how many of the genes found are false.
@Suite struct DiscoveryTests {
  /// What a way to test found over cohorts.
  private struct Tally {
    var found = 0
    var falseRate = 0.0
    var any = 0

    mutating func add(_ pValues: [Double], planted: Int?) {
      let q = BenjaminiHochberg.adjusted(pValues)
      let hits = q.indices.filter { q[$0] <= 0.1 }
      let wrong = hits.count { $0 != planted }
      if wrong < hits.count { found += 1 }
      if !hits.isEmpty {
        falseRate += Double(wrong) / Double(hits.count)
        any += 1
      }
    }
  }

  private static let cohorts = 200

  private func cohort(_ index: Int, planted: Bool, seed: UInt64) -> (SimulatedCohort, Int?) {
    let source = RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(index)))
    let gene = planted ? source.index(below: 300) : nil
    let cohort = SimulatedCohort(
      patients: 150, genes: 300, planted: gene.map { ($0, 0.08) }, using: source)
    return (cohort, gene)
  }

  // Measured: power 0.87 and false discovery rate 0.054; the binomial test of one rate for all 0.725
  // and 0.015, Fisher's test of later against earlier samples 0.17 and 0.019.
  @Test func `finds a planted gene at the false discovery rate named`() {
    var (excess, fisher, binomial) = (Tally(), Tally(), Tally())
    for index in 0..<Self.cohorts {
      let (cohort, gene) = cohort(index, planted: true, seed: 41)
      excess.add(cohort.excess, planted: gene)
      fisher.add(cohort.fisher, planted: gene)
      binomial.add(cohort.binomial, planted: gene)
    }
    #expect(excess.falseRate <= 0.1 * Double(Self.cohorts))
    #expect(excess.found >= 160)
    #expect(excess.found > binomial.found + 10)
    #expect(excess.found > fisher.found + 100)
  }

  // Measured: 0.045 of cohorts without a planted gene have any discovery; of genes of a share above
  // 0.005, 0.090 have p ≤ 0.1, 0.045 p ≤ 0.05, 0.0085 p ≤ 0.01, and 0.0006 p ≤ 0.001.
  @Test func `finds nothing where nothing is planted, and p-values keep their levels`() {
    var excess = Tally()
    var tests = 0
    let levels = [0.1, 0.05, 0.01, 0.001]
    var below = [Int](repeating: 0, count: levels.count)
    for index in 0..<Self.cohorts {
      let (cohort, _) = cohort(index, planted: false, seed: 43)
      let pValues = cohort.excess
      excess.add(pValues, planted: nil)
      for (p, share) in zip(pValues, cohort.shares) where share > 0.005 {
        tests += 1
        for (rank, level) in levels.enumerated() where p <= level { below[rank] += 1 }
      }
    }
    #expect(Double(excess.any) <= 0.1 * Double(Self.cohorts))
    for (level, count) in zip(levels, below) {
      let share = Double(count) / Double(tests)
      // Three standard errors above the level at most, and no less than a third of it.
      #expect(share <= level + 3 * (level / Double(tests)).squareRoot(), "\(level): \(share)")
      #expect(share >= level / 3, "\(level): \(share)")
    }
  }

  // A whole number of certain calls has the null distribution itself.
  @Test func `certain calls alone give mid-p-values of the right level on average`() {
    let source = RandomSource(seed: 77)
    var below = 0
    for _ in 0..<2_000 {
      var burdens = AcquiredBurdens()
      var observed = 0
      let share = 0.002 + 0.02 * source.uniform()
      for _ in 0..<100 {
        let acquired = source.poisson(mean: source.gamma(shape: 1, scale: 6))
        burdens.add(Double(acquired))
        if source.binomial(trials: acquired, probability: share) > 0 { observed += 1 }
      }
      let test = AcquiredExcess(observed: Double(observed), geneShare: share, burdens: burdens)
      if test.pValue <= 0.05 { below += 1 }
    }
    #expect(below >= 70 && below <= 130, "\(below) of 2,000")
  }
}
