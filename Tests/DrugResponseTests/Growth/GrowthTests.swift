import DrugResponse
import Foundation
import NumericalMethods
import Testing
import _TestSupport

@Suite struct GrowthTests {
  @Test(arguments: ReferenceCase.cases("gr_metric").filter { $0.name.hasSuffix("values") })
  func `growth rate inhibition`(_ row: ReferenceCase) throws {
    for (count, expected) in zip(row.inputs["x"].doubles, row.expected["gr"].doubles) {
      let value = try GrowthRateInhibition.value(
        treated: count, dayZero: row.inputs["x0"].double, control: row.inputs["xctrl"].double)
      #expect(row.agrees(value, expected))
    }
  }

  @Test(arguments: ReferenceCase.cases("gr_metric").filter { $0.name.hasSuffix("gr50") })
  func `the GR50 is an absolute dose of a curve from 1`(_ row: ReferenceCase) throws {
    let curve = HillCurve(
      e0: 1, eInfinity: row.inputs["GRinf"].double, ec50: row.inputs["GEC50"].double,
      slope: row.inputs["h"].double)
    let expected = row.expected["gr50"].double
    #expect(row.agrees(try #require(curve.dose(forResponse: 0.5)), expected))
    let points = [0.01, 0.03, 0.1, 0.3, 1, 3, 10].map {
      DosePoint(dose: $0, response: curve.response(at: $0))
    }
    let fit = try HillFitter(options: GrowthRateInhibition.curveOptions()).fit(points)
    #expect(fit.fixed == [.e0] && fit.curve.e0 == 1 && fit.parameters == 3)
    let gr50 = try #require(fit.dose(GrowthRateInhibition.gr50).estimate)
    #expect(abs(gr50.value / expected - 1) < 1e-6)
    let area = GrowthRateInhibition.areaOverCurve(fit)
    #expect(abs(area.value - (1 - curve.meanResponse(over: fit.doses))) < 1e-6)
  }

  @Test func `no effect is a value of 1, not any constant`() throws {
    let random = RandomSource(seed: 15)
    let fitter = HillFitter(options: GrowthRateInhibition.curveOptions())
    func points(_ value: Double) -> [DosePoint] {
      (0..<24).map { index in
        DosePoint(
          dose: 1e-9 * pow(3, Double(index / 3)), response: value + 0.03 * random.normal())
      }
    }
    #expect(try fitter.outcome(points(1)).fit == nil)
    // Every dose tested has the whole effect already.
    let fit = try #require(try fitter.outcome(points(0.3)).fit)
    #expect(fit.dose(GrowthRateInhibition.gr50) == .reachedBelow(fit.lowestReported))
  }

  @Test func `counts without growth have no rate to compare with`() {
    #expect(throws: GrowthRateInhibition.Problem.controlDidNotGrow) {
      try GrowthRateInhibition.value(treated: 50, dayZero: 100, control: 100)
    }
    #expect(throws: GrowthRateInhibition.Problem.countNotPositive) {
      try GrowthRateInhibition.value(treated: 0, dayZero: 100, control: 400)
    }
  }

  /// The reason for the metric: lines that divide faster look more sensitive by viability.
  @Test func `the rate does not depend on how often cells divide`() throws {
    var values: [Double] = []
    for doublings in [1.0, 2, 4] {
      // The drug halves the growth rate.
      values.append(
        try GrowthRateInhibition.value(
          treated: 100 * exp2(doublings / 2), dayZero: 100, control: 100 * exp2(doublings)))
    }
    #expect(values.allSatisfy { abs($0 - (2.0.squareRoot() - 1)) < 1e-12 })
  }

  @Test func `a proliferation rate is found after the delay of the drug`() throws {
    var (covered, starts) = (0, [Double]())
    for index in 0..<200 {
      let random = RandomSource(seed: RandomSource.seed(base: 41, stream: UInt64(index)))
      let counts = (0...18).map { step in
        let hours = Double(step) * 6
        let doublings = min(hours, 30) * 0.04 + max(0, hours - 30) * -0.01
        return ProliferationRate.Count(
          hours: hours, cells: 500 * exp2(doublings) * exp(0.02 * random.normal()))
      }
      let found = try ProliferationRate(counts)
      starts.append(found.start)
      if found.rate.contains(-0.01) { covered += 1 }
      let told = try ProliferationRate(counts, delay: .hours(30))
      #expect(told.times == 14 && abs(told.rate.value + 0.01) < 0.003)
    }
    // The choice of the start costs a little coverage.
    #expect(covered >= 170)
    #expect(starts.allSatisfy { (18...78).contains($0) })
  }

  @Test func `rates need counts above 0 at three times`() {
    let counts = [1.0, 2].map { ProliferationRate.Count(hours: $0, cells: 10) }
    #expect(throws: ProliferationRate.Problem.tooFewTimes(2)) { try ProliferationRate(counts) }
    #expect(throws: ProliferationRate.Problem.invalidCount) {
      try ProliferationRate([.init(hours: 1, cells: 0)])
    }
  }

  @Test func `rates over doses are a curve with a dose of stasis`() throws {
    let curve = HillCurve(e0: 0.04, eInfinity: -0.02, ec50: 1e-7, slope: 1.3)
    let random = RandomSource(seed: 2)
    let fit = try HillFitter().fit(SimulatedCurve.points(curve, noise: 0.002, random))
    let stasis = try #require(fit.dose(GrowthRateInhibition.cytostasis).estimate)
    #expect(stasis.contains(try #require(curve.dose(forResponse: 0))))
  }
}
