import DrugResponse
import Foundation
import Testing
import _TestSupport

@Suite struct HillReferenceTests {
  @Test(arguments: ReferenceCase.cases("hill_fit"))
  func `a fit has the estimates and standard errors of R and scipy`(_ row: ReferenceCase) throws {
    let points = zip(row.inputs["conc"].doubles, row.inputs["rootl"].doubles).map {
      DosePoint(dose: $0, response: $1)
    }
    let fit = try #require(try HillFitter().outcome(points).fit)
    #expect(fit.converged && fit.fixed.isEmpty)
    #expect(row.agrees(fit.curve.slope, row.expected["b"].double))
    #expect(row.agrees(fit.curve.eInfinity, row.expected["c"].double))
    #expect(row.agrees(fit.curve.e0, row.expected["d"].double))
    #expect(row.agrees(fit.curve.ec50, row.expected["e"].double))
    let errors = fit.standardErrors
    let expected = row.expected["se"].doubles
    #expect(row.agrees(errors.logSlope * fit.curve.slope, expected[0]))
    #expect(row.agrees(errors.eInfinity, expected[1]))
    #expect(row.agrees(errors.e0, expected[2]))
    #expect(row.agrees(errors.logEC50 * fit.curve.ec50, expected[3]))
    #expect(row.agrees(fit.sumOfSquares, row.expected["rss"].double))
    #expect(row.agrees(fit.residualStandardDeviation, row.expected["resid_se"].double))
    // On the logarithmic scale the interval is another one, of the same width to first order.
    let interval = row.expected["ci95_e_t"].doubles
    let ours = try #require(fit.dose(.relativeIC50).estimate)
    #expect(abs(log(ours.upper / ours.lower) * ours.value - (interval[1] - interval[0])) < 0.01)
  }

  @Test func `closed forms of a curve`() throws {
    let row = try #require(
      ReferenceCase.cases("hill_derived").first { $0.name.hasSuffix("noise_free") })
    let curve = HillCurve(
      e0: row.inputs["E0"].double, eInfinity: row.inputs["Einf"].double,
      ec50: row.inputs["EC50"].double, slope: row.inputs["h"].double)
    let doses = row.inputs["doses"].doubles
    for (dose, expected) in zip(doses, row.expected["effect"].doubles) {
      #expect(row.agrees(curve.response(at: dose), expected))
    }
    #expect(curve.response(at: 0) == 1)
    #expect(
      row.agrees(
        try #require(curve.dose(forResponse: 0.5)), row.expected["ic50_absolute"].double))
    let (low, high) = (try #require(doses.first), try #require(doses.last))
    #expect(
      row.agrees(curve.meanResponse(over: low...high), row.expected["auc_log10_mean"].double))
  }

  @Test func `a curve that ends above a level never reaches it`() throws {
    let row = try #require(
      ReferenceCase.cases("hill_derived").first { $0.name.hasSuffix("ic50_undefined") })
    let curve = HillCurve(
      e0: row.inputs["E0"].double, eInfinity: row.inputs["Einf"].double,
      ec50: row.inputs["EC50"].double, slope: row.inputs["h"].double)
    #expect(curve.dose(forResponse: 0.5) == nil)
    #expect(row.expected["ic50_absolute"].string == "not_reached")
    let points = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30].map {
      DosePoint(dose: $0, response: curve.response(at: $0) + ($0 < 1 ? 1e-3 : -1e-3))
    }
    let fit = try HillFitter().fit(points)
    #expect(fit.dose(.absolute(level: 0.5)) == .notReached(upTo: 90))
    #expect(fit.dose(.absolute(level: 1.5)) == .presentWithoutDrug)
    #expect(try fit.profiledDose(.absolute(level: 0.5)) == .notReached(upTo: 90))
  }

  @Test func `noise-free points give back their curve`() throws {
    for slope in [0.4, 1, 2.5, 6] {
      let curve = HillCurve(e0: 1.1, eInfinity: -0.2, ec50: 3e-8, slope: slope)
      let points = (0..<10).map { step in
        let dose = 1e-9 * pow(3, Double(step))
        return DosePoint(dose: dose, response: curve.response(at: dose))
      }
      let fit = try HillFitter().fit(points + [DosePoint(dose: 0, response: 1.1)])
      #expect(abs(log(fit.curve.ec50 / curve.ec50)) < 1e-6)
      #expect(abs(log(fit.curve.slope / slope)) < 1e-6)
      #expect(abs(fit.curve.eInfinity + 0.2) < 1e-6)
    }
  }
}
