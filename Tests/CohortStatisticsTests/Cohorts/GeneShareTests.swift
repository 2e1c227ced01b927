import Glibc
import CohortStatistics
import NumericalMethods
import Testing

@Suite("Shares of genes")
struct GeneShareTests {
  /// A cohort without any excess, or with one gene that half of the patients acquire.
  private func cohort(
    planted: Bool, genes count: Int, using random: inout RandomSource
  ) -> [(gene: Int, pValue: Double)] {
    let rates = (0..<count).map { _ in -log(1 - random.uniform()) }
    let total = rates.reduce(0, +)
    func gene() -> Int {
      var rest = random.uniform() * total
      return rates.firstIndex { rate in
        rest -= rate
        return rest < 0
      } ?? count - 1
    }
    var tally = CohortTally()
    for _ in 0..<60 {
      var acquired: Set<Int> = []
      var before: [Int: Double] = [:]
      let number = Int(random.uniform() * 12)
      for _ in 0..<number { acquired.insert(gene()) }
      var mutations = number
      for _ in 0..<15 { before[gene(), default: 0] += 1 }
      if planted, random.uniform() < 0.3 {
        acquired.insert(0)
        mutations += 1
      }
      var patient = CohortPatient()
      patient.isComparable = true
      patient.hasLaterSample = true
      patient.acquiredMutations = Double(mutations)
      for gene in acquired.union(before.keys).sorted() {
        var entry = CohortPatient.Gene(gene: gene)
        entry.isMutated = true
        entry.outcome = before[gene] == nil ? .acquired : .preexisting
        entry.acquired = acquired.contains(gene) ? 1 : 0
        entry.preexistingMutations = before[gene] ?? 0
        patient.genes.append(entry)
      }
      tally.add(patient)
    }
    let names = (0..<count).map { "G\($0)" }
    let shares = GeneShares(tally: tally, names: names, lengths: nil)
    return tally.genes.indices.compactMap { number in
      shares.share(of: number).map {
        (
          number,
          $0.excess(observed: tally.genes[number].acquired.value, burdens: tally.burdens).pValue
        )
      }
    }
  }

  @Test func `estimated shares keep the level, and a planted gene is found`() {
    var random = RandomSource(seed: 9)
    var tail = 0
    var (small, all, found, falseFinds) = (0, 0, 0, 0.0)
    let cohorts = 200
    for _ in 0..<cohorts {
      let null = cohort(planted: false, genes: 80, using: &random)
      all += null.count
      tail += null.count { $0.pValue <= 0.002 }
      small += null.count { $0.pValue <= 0.05 }
      let planted = cohort(planted: true, genes: 80, using: &random)
      let adjusted = BenjaminiHochberg.adjusted(planted.map(\.pValue))
      let finds = zip(planted, adjusted).filter { $0.1 <= 0.1 }.map(\.0.gene)
      if finds.contains(0) { found += 1 }
      if !finds.isEmpty {
        falseFinds += Double(finds.count { $0 != 0 }) / Double(finds.count)
      }
    }
    // About 15,000 tests; 6 sigma above the levels would be 0.061 and 0.0042.
    #expect(Double(small) / Double(all) < 0.058, "\(small) of \(all)")
    #expect(Double(tail) / Double(all) < 0.004, "\(tail) of \(all)")
    #expect(falseFinds / Double(cohorts) < 0.1, "\(falseFinds)")
    #expect(found > 180, "\(found) of \(cohorts)")
  }
}
