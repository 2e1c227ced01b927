import CohortStatistics
import Foundation
import NumericalMethods
import Testing

/// P-values of overlaps of genes that are independent but for the patients' burdens.
@Suite struct ExclusivityCalibrationTests {
  private struct Rates {
    var tests = 0
    var exclusive = 0
    var together = 0
    var midExclusive = 0
    var midTogether = 0
    var plainExclusive = 0
    var plainTogether = 0
    var fisherExclusive = 0
    var fisherTogether = 0
  }

  /// Draws cohorts and tests the pairs of the most frequent genes.
  private func measure(
    cohorts: Int, genes: Int, patients: Int, level: Double, spread: Double, seed: UInt64
  ) throws -> Rates {
    var result = Rates()
    for cohort in 0..<cohorts {
      let source = RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(cohort)))
      let weights = (0..<genes).map { level * exp(0.8 * source.normal()) * ($0 < 6 ? 3 : 1) }
      var columns = [[Bool]](repeating: [], count: genes)
      var burdens: [Int: Int] = [:]
      var burdenOf: [Int] = []
      for _ in 0..<patients {
        let size = exp(spread * source.normal())
        var burden = 0
        for gene in 0..<genes {
          let odds = size * weights[gene]
          let mutated = source.uniform() < odds / (1 + odds)
          columns[gene].append(mutated)
          if mutated { burden += 1 }
        }
        burdens[burden, default: 0] += 1
        burdenOf.append(burden)
      }
      let counts = columns.map { $0.count { $0 } }
      let rates = try MutationRates(patients: burdens, genes: counts)
      for first in 0..<6 where counts[first] > 0 {
        for second in (first + 1)..<6 where counts[second] > 0 {
          let overlap = zip(columns[first], columns[second]).count { $0 && $1 }
          let rarer = counts[first] <= counts[second] ? first : second
          var byBurden: [Int: Int] = [:]
          for (mutated, burden) in zip(columns[rarer], burdenOf) where mutated {
            byBurden[burden, default: 0] += 1
          }
          let test = try OverlapTest(
            overlap: overlap, firstByBurden: byBurden,
            second: max(counts[first], counts[second]), rates: rates)
          let plain = try OverlapTest(
            overlap: overlap, first: counts[first], second: counts[second], rates: rates)
          let (onlyFirst, onlySecond) = (counts[first] - overlap, counts[second] - overlap)
          let fisher = try #require(
            FisherTest(
              TwoByTwoTable(
                overlap, onlyFirst, onlySecond, patients - overlap - onlyFirst - onlySecond)))
          result.tests += 1
          if test.pExclusive <= 0.05 { result.exclusive += 1 }
          if test.pCooccurring <= 0.05 { result.together += 1 }
          if test.midPExclusive <= 0.05 { result.midExclusive += 1 }
          if test.midPCooccurring <= 0.05 { result.midTogether += 1 }
          if plain.midPExclusive <= 0.05 { result.plainExclusive += 1 }
          if plain.midPCooccurring <= 0.05 { result.plainTogether += 1 }
          if fisher.pLess <= 0.05 { result.fisherExclusive += 1 }
          if fisher.pGreater <= 0.05 { result.fisherTogether += 1 }
        }
      }
    }
    return result
  }

  // Measured shares of mid-p ≤ 0.05, exclusive and together: 0.033 and 0.047 where burdens spread
  // widely (Fisher: 0 and 0.477), 0.021 and 0.038 where they are low (Fisher, not mid-p: 0.001 and
  // 0.040). With totals only: 0.016 and 0.021, 0.010 and 0.028.
  @Test func `burdens explain what Fisher's test takes for co-occurrence`() throws {
    let wide = try measure(
      cohorts: 60, genes: 100, patients: 200, level: 0.03, spread: 1.2, seed: 71)
    let low = try measure(
      cohorts: 60, genes: 40, patients: 200, level: 0.03, spread: 0.5, seed: 72)
    #expect(wide.tests == 900 && low.tests == 900)
    for rates in [wide, low] {
      let most = Int(0.065 * Double(rates.tests))
      #expect(rates.midExclusive <= most && rates.midTogether <= most)
      #expect(rates.exclusive <= rates.midExclusive && rates.together <= rates.midTogether)
      #expect(rates.plainExclusive <= most && rates.plainTogether <= most)
    }
    #expect(wide.midExclusive >= 15 && wide.midTogether >= 15)
    #expect(wide.fisherTogether >= 300 && wide.fisherExclusive <= 5)
  }

  @Test func `genes that never meet are seen as often as the power says`() throws {
    // One of two equal genes in 30 patients each; 60 others at random.
    let source = RandomSource(seed: 5)
    var found = 0
    var power = 0.0
    for _ in 0..<150 {
      var counts = [Int](repeating: 0, count: 62)
      var burdens: [Int: Int] = [:]
      var byBurden: [Int: Int] = [:]
      for _ in 0..<160 {
        let size = exp(0.5 * source.normal())
        var burden = 0
        for gene in 2..<62 where source.uniform() < min(0.9, 0.05 * size) {
          counts[gene] += 1
          burden += 1
        }
        let draw = source.uniform()
        if draw < 0.3 {
          counts[draw < 0.15 ? 0 : 1] += 1
          burden += 1
          if draw < 0.15 { byBurden[burden, default: 0] += 1 }
        }
        burdens[burden, default: 0] += 1
      }
      let rates = try MutationRates(patients: burdens, genes: counts)
      let test = try OverlapTest(
        overlap: 0, firstByBurden: byBurden, second: counts[1], rates: rates)
      power += test.exclusivityPower
      if test.pExclusive <= 0.05 { found += 1 }
    }
    #expect(abs(power / 150 - Double(found) / 150) < 0.1, "\(power / 150) \(found)")
    #expect(found > 30 && found < 145)
  }
}
