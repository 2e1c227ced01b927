import CohortStatistics
import Foundation
import NumericalMethods
import Testing

@Suite("Groups known with a probability")
struct UncertainGroupTests {
  /// Exponential times; members of the first group have three times the hazard.
  private func patients(
    _ seed: UInt64, count: Int = 60, certainty: Double
  ) -> [UncertainGroups.Patient] {
    let random = RandomSource(seed: seed)
    return (0..<count).map { index in
      let isFirst = index % 2 == 0
      let time = -log(1 - random.uniform()) / (isFirst ? 0.3 : 0.1)
      // The probability is right: of so many the group is what it is taken for.
      let isTaken = (random.uniform() < certainty) == isFirst
      return UncertainGroups.Patient(
        SurvivalTime(time: min(time, 20) + 0.01, isEvent: time < 20),
        probability: isTaken ? certainty : 1 - certainty)
    }
  }

  @Test func `certain groups give the ordinary answers`() throws {
    let patients = patients(1, certainty: 1)
    let groups = UncertainGroups(patients, draws: 10, seed: 5)
    let pooled = try #require(groups.logHazardRatio())
    let model = try CoxModel(
      patients.map(\.survival), covariates: patients.map { [$0.probability] })
    #expect(abs(pooled.value - model.coefficients[0].logHazardRatio) < 1e-12)
    #expect(abs(pooled.standardError - model.coefficients[0].standardError) < 1e-12)
    #expect(abs(exp(pooled.lower) - model.coefficients[0].lower) < 1e-9)
    #expect(abs(exp(pooled.upper) - model.coefficients[0].upper) < 1e-9)
    #expect(pooled.pValue == model.coefficients[0].pValue)
    #expect(pooled.shareFromGroups < 1e-12 && pooled.draws == 10)
    let members = patients.filter { $0.probability == 1 }.map(\.survival)
    let curve = KaplanMeier(members)
    #expect(groups.weightedCurve(inFirst: true).steps == curve.steps)
    let survival = try #require(groups.survival(at: 3, inFirst: true))
    #expect(abs(survival.value - curve.survival(at: 3)) < 1e-12)
    let interval = try #require(curve.step(at: 3)?.interval)
    #expect(abs(survival.interval.lower - interval.lower) < 1e-6)
    #expect(abs(survival.interval.upper - interval.upper) < 1e-6)
    #expect(groups.expectedMembers == 30)
  }

  @Test func `a group in which hardly anybody is expected has no curve`() {
    let times = [3.0, 5, 8].map { SurvivalTime(time: $0, isEvent: true) }
    func groups(_ probability: Double) -> UncertainGroups {
      UncertainGroups(times.map { .init($0, probability: probability) }, draws: 2, seed: 1)
    }
    #expect(!groups(0.03).hasMembers(inFirst: true) && groups(0.03).hasMembers(inFirst: false))
    #expect(groups(0.5).hasMembers(inFirst: true))
    #expect(!groups(0.97).hasMembers(inFirst: false))
  }

  @Test func `not knowing the groups widens the interval and does not hide the difference`() throws
  {
    var ratios: [Double: Double] = [:]
    for seed in 0..<20 {
      for certainty in [1.0, 0.9, 0.5] {
        let groups = UncertainGroups(
          patients(UInt64(seed), certainty: certainty), draws: 20, seed: 9)
        let pooled = try #require(groups.logHazardRatio())
        ratios[certainty, default: 0] += pooled.value / 20
        if certainty == 0.9 {
          #expect(pooled.shareFromGroups > 0.02)
        } else if certainty == 0.5 {
          #expect(pooled.shareFromGroups > 0.2 && pooled.pValue > 0.01)
        }
      }
    }
    let (certain, nearly) = (try #require(ratios[1]), try #require(ratios[0.9]))
    #expect(abs(certain - log(3)) < 0.2)
    #expect(abs(nearly - certain) < 0.3)
  }

  @Test func `draws depend on the seed alone`() {
    let groups = UncertainGroups(patients(3, certainty: 0.7), draws: 5, seed: 11)
    let again = UncertainGroups(patients(3, certainty: 0.7), draws: 5, seed: 11)
    #expect(groups.membership(draw: 4) == again.membership(draw: 4))
    #expect(groups.membership(draw: 4) != groups.membership(draw: 3))
    #expect(groups.logHazardRatio() == again.logHazardRatio())
    let other = UncertainGroups(patients(3, certainty: 0.7), draws: 5, seed: 12)
    #expect(other.logHazardRatio() != groups.logHazardRatio())
  }

  /// Patients in the group "acquired" had to live to their biopsy; there is no effect of the group at all.
  @Test func `immortal time makes a difference out of nothing, late entry removes it`() throws {
    let random = RandomSource(seed: 21)
    var (times, known, groups): ([SurvivalTime], [Double], [Double]) = ([], [], [])
    for _ in 0..<2_000 {
      let time = -log(1 - random.uniform()) / 0.1
      let biopsy = 20 * random.uniform()
      let isAcquired = biopsy < time
      times.append(SurvivalTime(time: time + 1e-6, isEvent: true))
      known.append(isAcquired ? biopsy : 0)
      groups.append(isAcquired ? 1 : 0)
    }
    let naive = try CoxModel(times, covariates: groups.map { [$0] }).coefficients[0]
    #expect(naive.upper < 0.6)
    let immortal = ImmortalTime(times, known: known)
    #expect(immortal.patients == groups.filter { $0 == 1 }.count)
    #expect(immortal.share > 0.15 && immortal.share < 0.6 && immortal.unusable == 0)
    let delayed = ImmortalTime.delayedEntry(times, known: known)
    #expect(delayed.allSatisfy { $0 != nil })
    // Against patients of the same cohort observed from the start until their own biopsy would be.
    let all = times.map { SurvivalTime(time: $0.time, isEvent: true) }
    let rows = delayed.compactMap { $0 }
    let acquired = rows.indices.filter { groups[$0] == 1 }.map { rows[$0] }
    let honest = try CoxModel(
      acquired + all, covariates: acquired.map { _ in [1] } + all.map { _ in [0] })
    #expect(abs(honest.coefficients[0].logHazardRatio) < 0.15)
    let late = ImmortalTime.delayedEntry(
      [SurvivalTime(time: 5, isEvent: true)], known: [7])
    #expect(late == [nil])
  }
}
