import CohortStatistics
import Foundation
import NumericalMethods
import Testing

/// Simulated cohorts whose groups and hazard ratio are known.
@Suite("Hazard ratios of groups known with a probability")
struct GroupCoverageTests {
  /// A cohort of 46 patients, whose groups have the probabilities that are stated, with a third of times censored.
  private func cohort(
    _ seed: UInt64, ratio: Double, count: Int = 46, _ probability: (RandomSource) -> Double
  ) -> [UncertainGroups.Patient] {
    let random = RandomSource(seed: seed)
    func exponential(_ mean: Double) -> Double { -log(1 - random.uniform()) * mean }
    return (0..<count).map { _ in
      let certainty = probability(random)
      let isFirst = random.uniform() < certainty
      let entry = exponential(50).rounded()
      let (event, end) = (exponential(300) / (isFirst ? ratio : 1), exponential(900))
      // Days, so that some events are tied.
      let time = entry + min(event, end).rounded() + 1
      return UncertainGroups.Patient(
        SurvivalTime(time: time, isEvent: event <= end, entry: entry), probability: certainty)
    }
  }

  @Test(arguments: [1.0, 5.0], [0.15, 0.3])
  func `intervals contain the truth as often as they say`(ratio: Double, certainty: Double) throws {
    var (covered, sum) = (0, 0.0)
    for seed in 0..<100 {
      let patients = cohort(UInt64(seed) + 500, ratio: ratio) {
        $0.uniform() < 0.5 ? certainty : 1 - certainty
      }
      let found = try #require(UncertainGroups(patients, draws: 40, seed: 3).logHazardRatio())
      if found.lower <= log(ratio), log(ratio) <= found.upper { covered += 1 }
      sum += found.value / 100
    }
    #expect(covered >= 90)
    #expect(abs(sum - log(ratio)) < 0.35)
  }

  @Test func `who may be of either group tells next to nothing`() throws {
    for ratio in [1.0, 5] {
      for seed in 0..<5 {
        let patients = cohort(UInt64(seed) + 40, ratio: ratio) { _ in 0.5 }
        let found = try #require(UncertainGroups(patients, draws: 100, seed: 3).logHazardRatio())
        #expect(found.lower < -1 && found.upper > 1)
        #expect(found.pValue > 0.2 && found.shareFromGroups > 0.5)
      }
    }
  }

  /// Halving or doubling the prior's deviation changes nothing that matters where calls tell.
  @Test func `the prior does not matter where calls tell`() throws {
    let patients = cohort(8, ratio: 3, count: 120) { $0.uniform() < 0.5 ? 0.05 : 0.95 }
    let groups = UncertainGroups(patients, draws: 200, seed: 3)
    let found = try #require(groups.logHazardRatio())
    let wide = try #require(groups.logHazardRatio(priorDeviation: 10))
    #expect(abs(found.value - wide.value) < 0.1 * found.standardError + 0.02)
    #expect(abs(found.lower - wide.lower) < 0.1 && abs(found.upper - wide.upper) < 0.1)
  }

  /// Nearly certain groups give nearly the ordinary model, with ties, late entry, weights and a covariate.
  @Test func `nearly certain groups give nearly the ordinary model`() throws {
    let random = RandomSource(seed: 12)
    var (times, groups, covariates): ([SurvivalTime], [Bool], [[Double]]) = ([], [], [])
    for index in 0..<150 {
      let isFirst = random.uniform() < 0.5
      let covariate = random.normal() + (isFirst ? 1 : 0)
      let hazard = 0.1 * exp(0.8 * covariate + (isFirst ? 0.7 : 0))
      let time = (-log(1 - random.uniform()) / hazard).rounded() + 1
      times.append(
        SurvivalTime(
          time: min(time, 30) + Double(index % 3), isEvent: time < 30, entry: Double(index % 3),
          weight: index % 5 == 0 ? 2 : 1))
      groups.append(isFirst)
      covariates.append([100 * covariate + 7])
    }
    let model = try CoxModel(
      times, covariates: groups.indices.map { [groups[$0] ? 1 : 0] + covariates[$0] })
    let plain = model.coefficients[0]
    for certainty in [1.0, 1 - 1e-9] {
      let patients = times.indices.map {
        UncertainGroups.Patient(times[$0], probability: groups[$0] ? certainty : 1 - certainty)
      }
      let found = try #require(
        UncertainGroups(patients, draws: 200, seed: 5).logHazardRatio(covariates: covariates))
      let tolerance = certainty == 1 ? 1e-6 : 0.05
      #expect(abs(found.value - plain.logHazardRatio) < tolerance)
      #expect(abs(found.standardError - plain.standardError) < tolerance)
      #expect(abs(found.lower - log(plain.lower)) < 2 * tolerance)
      #expect(abs(found.upper - log(plain.upper)) < 2 * tolerance)
    }
  }

  @Test func `rows in another order give the same bits`() throws {
    let patients = cohort(3, ratio: 2) { ($0.uniform() * 8).rounded() / 8 }
    let covariates = patients.indices.map { [Double($0 % 3), Double(($0 * 7) % 5)] }
    let turned = Array(patients.indices.reversed())
    let one = UncertainGroups(patients, draws: 20, seed: 4).logHazardRatio(covariates: covariates)
    let other = UncertainGroups(turned.map { patients[$0] }, draws: 20, seed: 4)
      .logHazardRatio(covariates: turned.map { covariates[$0] })
    #expect(one != nil && one == other)
  }
}
