import CohortStatistics
import Foundation
import Testing
import _TestSupport

@Suite struct SurvivalTests {
  private func patients(
    _ row: ReferenceCase, time: String = "time", event: String = "event"
  ) -> [SurvivalTime] {
    let entry = row.inputs["entry"].doubles
    let weight = row.inputs["weight"].doubles
    return zip(row.inputs[time].doubles, row.inputs[event].doubles).enumerated().map {
      SurvivalTime(
        time: $1.0, isEvent: $1.1 == 1, entry: entry.isEmpty ? 0 : entry[$0],
        weight: weight.isEmpty ? 1 : weight[$0])
    }
  }

  @Test(arguments: ReferenceCase.cases("km").filter { $0.name.contains("freireich") })
  func `Kaplan-Meier with Greenwood's variance`(_ row: ReferenceCase) throws {
    let curve = KaplanMeier(patients(row))
    let steps = curve.steps.filter { $0.events > 0 }
    let expected = row.expected["rows_t_atrisk_events_S_seGreenwood_lo_hi"].array
    #expect(steps.count == expected.count)
    for (step, values) in zip(steps, expected) {
      let numbers = values.array
      #expect(step.time == numbers[0].double && step.atRisk == numbers[1].double)
      #expect(step.events == numbers[2].double)
      #expect(row.agrees(step.survival, numbers[3].double))
      guard numbers[4] != .null else {
        #expect(step.survival == 0 && step.standardError == nil && step.interval == nil)
        continue
      }
      #expect(row.agrees(try #require(step.standardError), numbers[4].double))
      let interval = try #require(step.interval)
      #expect(row.agrees(interval.lower, numbers[5].double))
      #expect(row.agrees(interval.upper, numbers[6].double))
    }
    if let median = row.expected.members["median"] {
      #expect(curve.quantile().time == median.double)
    }
  }

  @Test func `medians have the interval that inverts the band`() throws {
    let row = try #require(
      ReferenceCase.cases("km").first { $0.name.hasSuffix("freireich_6mp") })
    let median = KaplanMeier(patients(row)).quantile()
    // The upper end of the band stays above one half.
    #expect(median.time == 23 && median.lower == 13 && median.upper == nil)
  }

  @Test func `where the curve is at 0 there is no band to invert`() {
    func median(_ times: [Double]) -> KaplanMeier.Quantile {
      KaplanMeier(times.map { SurvivalTime(time: $0, isEvent: true) }).quantile()
    }
    #expect(median([5]).time == 5 && median([5]).lower == nil && median([5]).upper == nil)
    #expect(median([5, 5, 5]).time == 5 && median([5, 5, 5]).upper == nil)
    // S is 2/3, 1/3 and 0; the band's upper end is still 0.77 at the second time.
    #expect(median([5, 6, 7]).time == 6 && median([5, 6, 7]).upper == nil)
    // Of ten events the upper end is below one half from the eighth on, before the curve is at 0.
    #expect(median((1...10).map(Double.init)).upper == 8)
  }

  @Test func `a restricted mean whose error is 0 has no interval`() {
    func mean(_ patients: [(Double, Bool)]) -> KaplanMeier.RestrictedMean {
      KaplanMeier(patients.map { SurvivalTime(time: $0.0, isEvent: $0.1) })
        .restrictedMean(upTo: 10)
    }
    for patients in [[(10.0, false), (12, false)], [(6, true), (6, true)], [(6, true)]] {
      let mean = mean(patients)
      #expect(mean.standardError == 0 && mean.lower == nil && mean.upper == nil)
    }
    #expect(mean([(10, false), (12, false)]).value == 10)
    #expect(mean([(6, true), (6, true)]).value == 6)
    // One of two at 6: 8 ± 1.96 √(16 / 4), no more than the horizon.
    let one = mean([(6, true), (10, false)])
    #expect(abs((one.lower ?? 0) - (8 - 1.959963984540054 * 2.0.squareRoot())) < 1e-9)
    #expect(one.upper == 10)
  }

  @Test func `late entry and weights`() throws {
    let row = try #require(ReferenceCase.cases("km").first { $0.name.hasSuffix("weights") })
    let curve = KaplanMeier(patients(row))
    for (time, expected) in zip(row.expected["times"].doubles, row.expected["S"].doubles) {
      #expect(row.agrees(curve.survival(at: time), expected), "at \(time)")
    }
  }

  @Test func `numbers at risk`() throws {
    let row = try #require(
      ReferenceCase.cases("km").first { $0.name.hasSuffix("freireich_6mp") })
    let curve = KaplanMeier(patients(row))
    #expect([0, 6, 6.5, 10, 24, 35, 36].map(curve.atRisk) == [21, 21, 17, 15, 5, 1, 0])
  }

  @Test(arguments: ReferenceCase.cases("logrank"))
  func `log-rank test`(_ row: ReferenceCase) throws {
    let groups = [
      patients(row, time: "time1", event: "event1"), patients(row, time: "time2", event: "event2"),
    ]
    let test = try #require(LogRankTest(groups))
    #expect(test.observed[0] == row.expected["observed1"].double)
    #expect(row.agrees(test.expected[0], row.expected["expected1"].double))
    #expect(row.agrees(test.variance, row.expected["variance"].double))
    #expect(row.agrees(test.chiSquared, row.expected["chi2"].double))
    #expect(row.agrees(test.pValue, row.expected["p"].double))
    // Three groups, two of them the halves of one: the same events, one more degree of freedom.
    let halves = [0, 1].map { half in
      groups[1].enumerated().filter { $0.offset % 2 == half }.map(\.element)
    }
    let three = try #require(LogRankTest([groups[0]] + halves))
    #expect(three.degreesOfFreedom == 2 && three.chiSquared >= test.chiSquared - 1e-9)
    #expect(LogRankTest([groups[0], []]) == nil)
  }

  @Test(arguments: ReferenceCase.cases("rmst"))
  func `restricted means`(_ row: ReferenceCase) {
    let horizon = row.inputs["horizon"].double
    let first = KaplanMeier(patients(row, time: "time1", event: "event1"))
      .restrictedMean(upTo: horizon)
    let second = KaplanMeier(patients(row, time: "time2", event: "event2"))
      .restrictedMean(upTo: horizon)
    #expect(row.agrees(first.value, row.expected["first"].double))
    #expect(row.agrees(second.value, row.expected["second"].double))
    // Without censoring, the variance is that of a mean of min(T, horizon), over n.
    let values = row.inputs["time2"].doubles.map { min($0, horizon) }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    let beyond = values.filter { $0 >= horizon }.count
    #expect(beyond > 0)
    #expect(abs(second.standardError - (variance / Double(values.count)).squareRoot()) < 1e-9)
    #expect(!second.isExtended)
  }

  @Test func `an interval does not repeat the only event`() {
    let one = KaplanMeier([SurvivalTime(time: 112, isEvent: true)])
    let median = one.quantile()
    #expect(median.time == 112 && median.lower == nil && median.upper == nil)
    let mean = one.restrictedMean(upTo: 200)
    #expect(mean.value == 112 && mean.lower == nil && mean.upper == nil)
    let two = KaplanMeier([10, 20].map { SurvivalTime(time: $0, isEvent: true) })
    let half = two.quantile()
    #expect(half.time == 10 && half.lower == 10 && half.upper == nil)
    #expect(two.restrictedMean(upTo: 20).upper != nil)
  }

  @Test func `events among few before others enter are found`() {
    let late = (0..<8).map { SurvivalTime(time: 500 + Double($0), isEvent: true, entry: 200) }
    let early = SurvivalTime(time: 100, isEvent: true, entry: 50)
    let curve = KaplanMeier([early] + late)
    // The curve is at 0 although eight patients are still to come.
    #expect(curve.survival(at: 100) == 0)
    #expect(curve.lastEventBeforeEntries?.time == 100)
    #expect(curve.lastEventBeforeEntries?.atRisk == 1)
    #expect(KaplanMeier(late).lastEventBeforeEntries == nil)
    // Without late entry few are at risk at the end alone.
    #expect(
      KaplanMeier(late.map { SurvivalTime(time: $0.time, isEvent: true) }).lastEventBeforeEntries
        == nil)
  }

  @Test func `a patient alone does not set the horizon of groups`() {
    func group(_ days: [Double]) -> [SurvivalTime] {
      days.map { SurvivalTime(time: $0, isEvent: false) }
    }
    let (large, other) = (group([10, 20, 30, 40, 90]), group([5, 10, 20, 30, 40, 60]))
    #expect(KaplanMeier.commonHorizon([large, other, group([1])]) == 60)
    #expect(KaplanMeier.commonHorizon([group([7, 9]), group([1])]) == 1)
    #expect(KaplanMeier.commonHorizon([]) == nil)
  }

  @Test func `a horizon beyond follow-up is said`() {
    let curve = KaplanMeier([
      SurvivalTime(time: 2, isEvent: true), SurvivalTime(time: 5, isEvent: false),
    ])
    #expect(curve.restrictedMean(upTo: 10).isExtended)
    #expect(!curve.restrictedMean(upTo: 4).isExtended)
    #expect(abs(curve.restrictedMean(upTo: 10).value - 6) < 1e-12)
  }

  @Test(arguments: ReferenceCase.cases("cox"))
  func `Cox's model with Efron's ties`(_ row: ReferenceCase) throws {
    let columns = row.inputs["covariates"].array.map(\.doubles)
    let times = patients(row)
    let model = try CoxModel(
      times, covariates: times.indices.map { index in columns.map { $0[index] } })
    for (index, coefficient) in model.coefficients.enumerated() {
      #expect(row.agrees(coefficient.logHazardRatio, row.expected["beta"].doubles[index]))
      #expect(row.agrees(coefficient.standardError, row.expected["se"].doubles[index]))
    }
    #expect(row.agrees(model.logLikelihood, row.expected["loglik"].double))
    #expect(row.agrees(model.likelihoodRatio, row.expected["lr"].double))
  }

  @Test func `models without an answer say why`() {
    let times = [1.0, 2, 3, 4].map { SurvivalTime(time: $0, isEvent: true) }
    let none = times.map { SurvivalTime(time: $0.time, isEvent: false) }
    #expect(throws: CoxModel.Problem.noEvents) {
      try CoxModel(none, covariates: [[0], [1], [0], [1]])
    }
    #expect(throws: CoxModel.Problem.notIdentified) {
      try CoxModel(times, covariates: [[1], [1], [1], [1]])
    }
    #expect(throws: CoxModel.Problem.notIdentified) {
      try CoxModel(times, covariates: [[0, 0], [1, 2], [0, 0], [1, 2]])
    }
    #expect(throws: CoxModel.Problem.monotone(covariate: 0)) {
      try CoxModel(times, covariates: [[1], [1], [0], [0]])
    }
    // Level to rounding at a hazard ratio of e^-38, where Newton's steps end.
    let tied = [56.0, 58, 56, 58, 185, 273].map { SurvivalTime(time: $0, isEvent: true) }
    #expect(throws: CoxModel.Problem.monotone(covariate: 0)) {
      try CoxModel(tied, covariates: [[0], [0], [0], [0], [1], [1]])
    }
    #expect(throws: CoxModel.Problem.unequalCovariates) {
      try CoxModel(times, covariates: [[1], [1, 2], [0], [0]])
    }
    #expect(throws: CoxModel.Problem.notFinite) {
      try CoxModel(times, covariates: [[1], [.nan], [0], [0]])
    }
  }

  /// Rounding leaves an information of about 1e-17, which is no information.
  @Test func `groups that are never at risk together tell nothing`() {
    let early = (1...7).map { SurvivalTime(time: Double($0) / 10, isEvent: true) }
    let late = (1...3).map { SurvivalTime(time: 5 + Double($0), isEvent: true, entry: 3) }
    #expect(throws: CoxModel.Problem.notIdentified) {
      _ = try CoxModel(early + late, covariates: early.map { _ in [1.0] } + late.map { _ in [0.0] })
    }
    let groups = UncertainGroups(
      early.map { .init($0, probability: 1) } + late.map { .init($0, probability: 0) }, draws: 20,
      seed: 1)
    #expect(groups.logHazardRatio() == nil)
  }

  @Test func `a coefficient that runs to infinity is none, however rounding ends it`() {
    // Only members of the first group have events, while others are at risk.
    let times = (1...6).map { SurvivalTime(time: Double($0), isEvent: $0 % 2 == 1) }
    for scale in [1.0, 0.1, 30] {
      #expect(throws: CoxModel.Problem.monotone(covariate: 0)) {
        _ = try CoxModel(times, covariates: (1...6).map { [$0 % 2 == 1 ? scale : 0] })
      }
    }
    let uncertain = UncertainGroups(
      zip(times, [0.98, 0.03, 0.95, 0.05, 0.9, 0.1]).map { .init($0, probability: $1) }, draws: 200,
      seed: 1)
    let ratio = uncertain.logHazardRatio()
    #expect(ratio.map { $0.standardError < 10 } ?? true)
  }

  /// The order of times is all that counts, so that a day more for all changes nothing.
  @Test func `events at the start are among those who were there`() throws {
    let rows: [(time: Double, entry: Double, isEvent: Bool, group: Double)] = [
      (0, 0, true, 0), (0, 0, true, 1), (4, 0, false, 1), (6, 2, true, 0), (7, 3, true, 1),
      (9, 0, true, 0), (10, 5, true, 1),
    ]
    func model(after days: Double) throws -> CoxModel.Coefficient {
      try CoxModel(
        rows.map {
          SurvivalTime(
            time: $0.time + days, isEvent: $0.isEvent, entry: $0.entry > 0 ? $0.entry + days : 0)
        }, covariates: rows.map { [$0.group] }
      ).coefficients[0]
    }
    let (own, moved) = (try model(after: 0), try model(after: 1))
    #expect(abs(own.logHazardRatio - moved.logHazardRatio) < 1e-10)
    #expect(abs(own.standardError - moved.standardError) < 1e-10)
  }

  @Test func `uncertain groups do not depend on the order of patients`() throws {
    let patients = (1...15).map { (number: Int) -> UncertainGroups.Patient in
      let time = SurvivalTime(time: Double((number * 7) % 11 + 1), isEvent: number % 4 != 0)
      return UncertainGroups.Patient(time, probability: Double((number * 5) % 16) / 16)
    }
    let turned = Array(patients.reversed())
    let one = try #require(UncertainGroups(patients, draws: 50, seed: 4).logHazardRatio())
    let other = try #require(UncertainGroups(turned, draws: 50, seed: 4).logHazardRatio())
    #expect(abs(one.value - other.value) < 1e-9)
    #expect(abs(one.standardError - other.standardError) < 1e-9)
  }

  @Test func `several times are combined as each alone`() throws {
    let patients = (1...12).map { (number: Int) -> UncertainGroups.Patient in
      let time = SurvivalTime(time: Double((number * 7) % 13), isEvent: number % 3 != 0)
      return UncertainGroups.Patient(time, probability: Double(number) / 13)
    }
    let groups = UncertainGroups(patients, draws: 30, seed: 4)
    let times = [0.5, 2, 3, 7, 7.5, 20]
    let together = groups.survival(at: times, inFirst: true)
    for (time, found) in zip(times, together) {
      let alone = groups.survival(at: time, inFirst: true)
      #expect(alone?.value == found?.value && alone?.interval == found?.interval)
    }
    #expect(together[0] == nil && together[3] != nil)
  }

  /// The rates of response in the basket trial of neratinib, by the interval that is there already.
  @Test func `exact intervals of response rates`() {
    let four = ProportionInterval.clopperPearson(4, of: 10)
    #expect(abs(four.lower - 0.122) < 5e-4 && abs(four.upper - 0.738) < 5e-4)
    let six = ProportionInterval.clopperPearson(6, of: 17)
    #expect(abs(six.lower - 0.142) < 5e-4 && abs(six.upper - 0.617) < 5e-4)
  }
}
