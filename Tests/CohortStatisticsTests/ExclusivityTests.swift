import CohortStatistics
import Foundation
import NumericalMethods
import Testing

@Suite struct ExclusivityTests {
  @Test func `rates meet both margins`() throws {
    let source = RandomSource(seed: 21)
    let frequencies = (0..<60).map { _ in min(0.9, 0.3 * exp(source.normal() - 1)) }
    var genes = [Int](repeating: 0, count: 60)
    var patients: [Int: Int] = [:]
    for _ in 0..<150 {
      let odds = exp(source.normal())
      var burden = 0
      for gene in genes.indices {
        let p = odds * frequencies[gene] / (1 + odds * frequencies[gene])
        if source.uniform() < p {
          genes[gene] += 1
          burden += 1
        }
      }
      patients[burden, default: 0] += 1
    }
    let rates = try MutationRates(patients: patients, genes: genes)
    var rows = [Double](repeating: 0, count: rates.burdens.count)
    for gene in genes {
      let column = try #require(rates.rates(mutatedPatients: gene))
      let sum = zip(column, rates.burdens).reduce(0) { $0 + $1.0 * Double($1.1.patients) }
      #expect(abs(sum - Double(gene)) < 1e-8)
      for index in rows.indices { rows[index] += column[index] }
    }
    for (row, burden) in zip(rows, rates.burdens) {
      #expect(abs(row - Double(burden.mutatedGenes)) < 1e-8)
    }
  }

  @Test func `equal burdens give the genes' frequencies`() throws {
    let rates = try MutationRates(patients: [2: 10], genes: [4, 6, 1, 9, 0])
    for gene in [4, 6, 1, 9, 0] {
      let rate = try #require(rates.rates(mutatedPatients: gene)?.first)
      #expect(abs(rate - Double(gene) / 10) < 1e-9)
    }
    #expect(rates.rates(mutatedPatients: 5) == nil)
  }

  @Test func `empty and full margins are met`() throws {
    let rates = try MutationRates(patients: [0: 3, 2: 4, 4: 2], genes: [2, 6, 4, 4])
    #expect(rates.burdens.map(\.mutatedGenes) == [0, 2, 4])
    let column = try #require(rates.rates(mutatedPatients: 6))
    #expect(column[0] == 0 && column[2] == 1)
    #expect(abs(column[1] - 1) < 1e-6)
  }

  @Test func `margins that no rates meet are refused`() {
    // A gene with three patients, but two patients have any gene mutated.
    #expect(throws: UndefinedResult.marginsNotMet) {
      try MutationRates(patients: [0: 2, 3: 2], genes: [3, 1, 1, 1])
    }
  }

  @Test func `margins that contradict are refused`() {
    #expect(throws: UndefinedResult.self) { try MutationRates(patients: [1: 3], genes: [4]) }
    #expect(throws: UndefinedResult.self) { try MutationRates(patients: [2: 3], genes: [3]) }
    #expect(throws: UndefinedResult.self) { try MutationRates(patients: [1: 3], genes: [2, 2]) }
    #expect(throws: UndefinedResult.self) { try MutationRates(patients: [-1: 3], genes: [2]) }
  }

  @Test func `a burden of one leaves no room for two, and a burden of two little`() throws {
    // Given two of four equal genes, each pair has the probability 1/6, not 1/4.
    let rates = try MutationRates(patients: [1: 6, 2: 4], genes: [4, 4, 3, 3])
    let even = try MutationRates(patients: [2: 6, 1: 4], genes: [4, 4, 4, 4])
    #expect(try #require(rates.jointRates(first: 4, second: 3))[0] == 0)
    #expect(abs(try #require(even.jointRates(first: 4, second: 4))[1] - 1.0 / 6) < 1e-9)
    #expect(even.jointRates(first: 4, second: 5) == nil)
    #expect(
      try MutationRates(patients: [1: 5], genes: [2, 3]).jointRates(first: 2, second: 2) == nil)
    // The approximation above a burden of 24 meets the exact value for equal genes.
    let high = try MutationRates(patients: [40: 10], genes: [Int](repeating: 4, count: 100))
    let joint = try #require(high.jointRates(first: 4, second: 4)?.first)
    #expect(abs(joint / (40.0 * 39 / 100 / 99) - 1) < 2e-3)
  }

  @Test func `says what so few patients could show`() throws {
    // Two genes of 5 in 100 patients: even without any overlap p stays high.
    let other = [Int](repeating: 5, count: 38)
    let few = try MutationRates(patients: [2: 100], genes: [5, 5] + other)
    let unable = try OverlapTest(overlap: 0, first: 5, second: 5, rates: few)
    #expect(unable.smallestExclusiveP > 0.8 && unable.exclusivityPower < 1e-3)
    #expect(unable.pExclusive == unable.smallestExclusiveP)
    // Two of 60 in 200.
    let genes = [60, 60] + [Int](repeating: 10, count: 88)
    let many = try MutationRates(patients: [5: 200], genes: genes)
    let able = try OverlapTest(overlap: 0, first: 60, second: 60, rates: many)
    #expect(able.smallestExclusiveP < 0.001 && able.exclusivityPower > 0.99)
    #expect(abs(able.pCooccurring - 1) < 1e-12)
    #expect(throws: UndefinedResult.self) {
      try OverlapTest(overlap: 61, first: 60, second: 60, rates: many)
    }
    #expect(throws: UndefinedResult.self) {
      try OverlapTest(overlap: 1, first: 49, second: 60, rates: many)
    }
  }

  @Test func `equal burdens give Fisher's test`() throws {
    let genes = [12, 20] + [Int](repeating: 16, count: 98)
    let rates = try MutationRates(patients: [16: 100], genes: genes)
    for overlap in [0, 2, 5, 12] {
      let test = try OverlapTest(
        overlap: overlap, firstByBurden: [16: 12], second: 20, rates: rates)
      let fisher = try #require(
        FisherTest(TwoByTwoTable(overlap, 12 - overlap, 20 - overlap, 68 + overlap)))
      // But for the burden: of 16 mutated genes the first leaves 15.
      #expect(abs(test.pExclusive - fisher.pLess) < 0.05)
      #expect(abs(test.pCooccurring - fisher.pGreater) < 0.05)
    }
    #expect(throws: UndefinedResult.self) {
      try OverlapTest(overlap: 0, firstByBurden: [15: 12], second: 20, rates: rates)
    }
    #expect(throws: UndefinedResult.self) {
      try OverlapTest(overlap: 0, firstByBurden: [16: 112, 3: -100], second: 20, rates: rates)
    }
  }

  @Test func `large cohorts without overlap are sure, forced overlaps are no evidence`() throws {
    let genes = [3_000, 3_000] + [Int](repeating: 600, count: 90)
    let rates = try MutationRates(patients: [6: 10_000], genes: genes)
    for test in [
      try OverlapTest(overlap: 0, first: 3_000, second: 3_000, rates: rates),
      try OverlapTest(overlap: 0, firstByBurden: [6: 3_000], second: 3_000, rates: rates),
    ] {
      #expect(test.pExclusive < 1e-100 && test.smallestExclusiveP == test.pExclusive)
      #expect(test.exclusivityPower > 0.999)
    }
    let full = try MutationRates(patients: [2: 10], genes: [8, 7, 5])
    let forced = try OverlapTest(overlap: 5, firstByBurden: [2: 7], second: 8, rates: full)
    #expect(forced.exclusivityPower == 0 && forced.smallestExclusiveP > 0)
  }

  @Test func `the power is what drawn cohorts without overlap show`() throws {
    let patients = 150
    let genes = [24, 20] + [Int](repeating: 14, count: 50)
    let burden = genes.reduce(0, +)
    let base = burden / patients
    let rates = try MutationRates(
      patients: [base: patients - burden % patients, base + 1: burden % patients], genes: genes)
    let test = try OverlapTest(overlap: 0, first: 24, second: 20, rates: rates)
    let source = RandomSource(seed: 6)
    var found = 0
    for _ in 0..<4_000 {
      let counts = source.multinomial(trials: patients, weights: [24, 20, 106])
      let ratio = Double(counts[0] * counts[1]) / (24 * 20)
      if exp(-ratio * test.expected) <= 0.05 { found += 1 }
    }
    #expect(abs(Double(found) / 4_000 - test.exclusivityPower) < 0.06)
    #expect(test.exclusivityPower > 0.1 && test.exclusivityPower < 0.9)
  }
}
