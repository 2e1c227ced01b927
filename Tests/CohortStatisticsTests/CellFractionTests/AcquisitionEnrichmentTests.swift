@testable import CohortStatistics
import Foundation
import NumericalMethods
import Testing
import _TestSupport

@Suite struct AcquisitionEnrichmentTests {
  @Test func `agrees with the reference`() {
    let row = CohortReference.values.genePermutation
    let test = AcquisitionEnrichment(
      row.weight.indices.map {
        ScoredMutation(
          patient: row.patient[$0], gene: row.gene[$0], probabilityBelow: row.weight[$0])
      }
    ).test(gene: 1)
    for (found, expected) in [
      (test.pValue, row.p), (test.midP, row.midP), (test.observed, row.observed),
      (test.expected, row.expected), (test.information, row.variance),
      (test.smallestP, row.smallestP),
    ] {
      #expect(abs(found - expected) < 1e-9, "\(found) \(expected)")
    }
  }

  @Test func `is the count of all exchanges`() {
    let source = RandomSource(seed: 5)
    for _ in 0..<20 {
      let scores = (0..<2).map { _ in (0..<6).map { _ in source.index(below: 61) } }
      let chosen = [[0, 3], [1, 2, 5]]
      var mutations: [ScoredMutation] = []
      for (patient, own) in scores.enumerated() {
        for (index, score) in own.enumerated() {
          mutations.append(
            ScoredMutation(
              patient: patient, gene: chosen[patient].contains(index) ? 7 : 9 + index,
              probabilityBelow: Double(score) / 60))
        }
      }
      let test = AcquisitionEnrichment(mutations).test(gene: 7)
      func sums(_ own: [Int], _ count: Int) -> [Int] {
        (0..<64).filter { $0.nonzeroBitCount == count }.map { set in
          own.indices.reduce(0) { $0 + (set >> $1 & 1 == 1 ? own[$1] : 0) }
        }
      }
      let total = chosen.enumerated().reduce(0) { sum, patient in
        sum + patient.element.reduce(0) { $0 + scores[patient.offset][$1] }
      }
      var (reached, equal, all) = (0, 0, 0)
      for first in sums(scores[0], 2) {
        for second in sums(scores[1], 3) {
          all += 1
          if first + second >= total { reached += 1 }
          if first + second == total { equal += 1 }
        }
      }
      #expect(abs(test.pValue - Double(reached) / Double(all)) < 1e-12)
      #expect(abs(test.midP - (Double(reached) - 0.5 * Double(equal)) / Double(all)) < 1e-12)
    }
  }

  @Test func `long sums have the tails of their convolution`() {
    let source = RandomSource(seed: 21)
    for round in 0..<12 {
      let steps = [60, 20, 10][round % 3]
      let parts = (0..<(20 + 25 * round)).map { part -> Sums in
        let drawn = part % 9 == 0 ? 2 : 1
        let scores = (0..<(3 + source.index(below: 9))).map { _ -> Int in
          // Some rounds have scores at the ends alone, on a coarse lattice.
          let u = source.uniform()
          return round % 4 == 3 ? (u < 0.3 ? steps : 0) : Int(u * u * Double(steps))
        }
        return Sums(of: drawn, from: scores)
      }
      let whole = Sums.total(parts)
      let last = whole.offset + whole.masses.count - 1
      for value in stride(from: whole.offset - 1, through: last + 1, by: max(1, last / 25)) {
        let (at, above) = LongSum.tail(of: parts, value)
        let expected = whole.tail(value)
        #expect(abs(at - expected.at) <= 1e-11 * (expected.at + expected.above) + 1e-290)
        #expect(abs(above - expected.above) <= 1e-11 * (expected.at + expected.above) + 1e-290)
      }
      let far = LongSum.tail(of: parts, last)
      #expect(abs(far.at - whole.tail(last).at) <= 1e-11 * far.at + 1e-290 && far.above == 0)
    }
  }

  @Test func `without information p is 1`() {
    let alike = (0..<12).map {
      ScoredMutation(patient: $0 % 3, gene: $0 % 4, probabilityBelow: 0.4)
    }
    let same = AcquisitionEnrichment(alike).test(gene: 1)
    #expect(same.pValue == 1 && same.midP == 0.5 && same.information == 0 && same.smallestP == 1)
    // All of a patient's mutations are the gene's: nothing to exchange.
    let only = AcquisitionEnrichment([
      ScoredMutation(patient: 1, gene: 1, probabilityBelow: 0.9),
      ScoredMutation(patient: 1, gene: 1, probabilityBelow: 0.2),
    ]).test(gene: 1)
    #expect(only.pValue == 1 && only.information == 0)
    #expect(AcquisitionEnrichment([]).test(gene: 3).pValue == 1)
  }

  @Test func `mutations are split at the median limit of detection from ten on`() {
    // Every low limit goes with a high score: within the halves nothing differs.
    func mutations(_ count: Int) -> [ScoredMutation] {
      (0..<count).map {
        ScoredMutation(
          patient: 0, gene: $0 == 0 ? 1 : 2, probabilityBelow: $0 < count / 2 ? 1 : 0,
          detectionLimit: $0 < count / 2 ? 0.02 : 0.2)
      }
    }
    #expect(AcquisitionEnrichment(mutations(10)).test(gene: 1).pValue == 1)
    #expect(abs(AcquisitionEnrichment(mutations(8)).test(gene: 1).pValue - 0.5) < 1e-12)
  }

  @Test func `large cohorts keep their tails`() {
    let source = RandomSource(seed: 9)
    var mutations: [ScoredMutation] = []
    for patient in 0..<1_500 {
      for index in 0..<8 {
        mutations.append(
          ScoredMutation(
            patient: patient, gene: index == 0 ? 1 : 2, probabilityBelow: source.uniform()))
      }
    }
    let test = AcquisitionEnrichment(mutations).test(gene: 1)
    let z = (test.observed - test.expected) / test.information.squareRoot()
    #expect(abs(test.midP - StandardNormal.upperTailProbability(above: z)) < 0.005)
    #expect(test.mutations == 1_500 && test.smallestP < 1e-300)
  }

  /// A cohort whose gene 0 is acquired with its own chance, all others alike.
  private func pValue(
    _ acquired: Double, depth: Double, patients: Int = 60, seed: UInt64
  ) throws -> Double {
    let source = RandomSource(seed: seed)
    var (curves, rows) = (CellFractionCurves(), [(Int, Int, CellFractionCurve, Double)]())
    for patient in 0..<patients {
      let purity = 0.25 + 0.5 * source.uniform()
      let count = 4 + source.poisson(mean: 8)
      // The gene is mutated in a third of the patients.
      let hasGene = source.uniform() < 0.33
      for index in 0..<count {
        let gene = index == 0 && hasGene ? 0 : 1 + source.index(below: 200)
        let isAcquired = source.uniform() < (gene == 0 ? acquired : 0.2)
        let fraction = isAcquired ? 0 : source.uniform() < 0.6 ? 1 : 0.05 + 0.9 * source.uniform()
        let n = max(8, Int(depth * exp(0.4 * source.normal())))
        let k = source.binomial(
          trials: n, probability: SimulatedPrimary.alleleFraction(fraction, purity))
        let curve = try SimulatedPrimary.curve(k, of: n, purity: purity)
        try curves.add(curve)
        rows.append((patient, gene, curve, 3 / (Double(n) * purity)))
      }
    }
    let law = try CellFractionDistribution(fittedTo: curves)
    let scored = try rows.map { patient, gene, curve, limit in
      ScoredMutation(
        patient: patient, gene: gene,
        probabilityBelow: try law.probability(below: 0.05, given: curve), detectionLimit: limit)
    }
    return AcquisitionEnrichment(scored).test(gene: 0).pValue
  }

  @Test func `true nulls are rejected as often as stated, a planted gene is found`() throws {
    for depth in [30.0, 120] {
      let nulls = try (0..<150).map { try pValue(0.2, depth: depth, seed: UInt64($0)) }
      for level in [0.05, 0.2, 0.5] {
        let most = Binomial(trials: nulls.count, probability: level).quantile(at: 0.9999)
        #expect(nulls.count { $0 <= level } <= most, "\(level)")
      }
      // Exact p-values are conservative, but of use.
      #expect(nulls.count { $0 <= 0.5 } > 45)
    }
    let found = try (0..<20).map { try pValue(0.8, depth: 120, seed: UInt64(1_000 + $0)) }
    #expect(found.count { $0 < 0.001 } >= 18)
  }
}
