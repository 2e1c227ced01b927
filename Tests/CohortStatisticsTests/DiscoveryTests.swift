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

  @Test func `finds a planted gene at the false discovery rate named`() {
    var (excess, fisher, binomial) = (Tally(), Tally(), Tally())
    for index in 0..<Self.cohorts {
      let (cohort, gene) = cohort(index, planted: true, seed: 41)
      excess.add(cohort.excess, planted: gene)
      fisher.add(cohort.fisher, planted: gene)
      binomial.add(cohort.binomial, planted: gene)
    }
    for (name, t) in [("excess", excess), ("fisher", fisher), ("binomial", binomial)] {
      print("DBG planted", name, "power", Double(t.found) / 200, "FDR", t.falseRate / 200)
    }
  }

  @Test func `finds nothing where nothing is planted, and p-values keep their levels`() {
    var (excess, fisher, binomial) = (Tally(), Tally(), Tally())
    var tests = 0
    var below = [0.1: 0, 0.05: 0, 0.01: 0, 0.001: 0]
    var all = below
    var rare = below
    var rares = 0
    for index in 0..<Self.cohorts {
      let (cohort, _) = cohort(index, planted: false, seed: 43)
      let p = cohort.excess
      excess.add(p, planted: nil)
      fisher.add(cohort.fisher, planted: nil)
      binomial.add(cohort.binomial, planted: nil)
      for (p, share) in zip(p, cohort.shares) {
        for level in below.keys where p <= level {
          all[level, default: 0] += 1
          if share > 0.005 { below[level, default: 0] += 1 }
          if share < 0.001 { rare[level, default: 0] += 1 }
        }
        if share > 0.005 { tests += 1 }
        if share < 0.001 { rares += 1 }
      }
    }
    for (name, t) in [("excess", excess), ("fisher", fisher), ("binomial", binomial)] {
      print("DBG null", name, "any", Double(t.any) / 200)
    }
    for level in below.keys.sorted() {
      print(
        "DBG level", level, Double(all[level] ?? 0) / 60_000,
        Double(below[level] ?? 0) / Double(tests), Double(rare[level] ?? 0) / Double(rares), tests,
        rares)
    }
  }
}
