import CohortStatistics
import Testing
import TumorModel
import _TestSupport

/// Falls as tables hold them: four significant digits, and none beyond 20.
@Suite struct QuantisedCurveTests {
  private func rounded(_ curve: CellFractionCurve) -> LikelihoodFalls {
    LikelihoodFalls(logLikelihoods: curve.logLikelihoods)
  }

  @Test(arguments: CohortReference.values.cases)
  func `rounding moves no end of an interval`(_ row: CohortReference.Case) throws {
    var (exact, coarse) = (CellFractionCurves(), CellFractionCurves())
    for (reads, weight) in zip(row.patients, row.weights) {
      let curve = try SimulatedPrimary.curve(
        reads.k, of: reads.n, purity: reads.purity, error: reads.eps)
      try exact.add(curve, weight: weight)
      try coarse.add(CellFractionCurve(rounded(curve)), weight: weight)
    }
    for threshold in ProportionBelowThreshold.standardThresholds {
      let (a, b) = (
        try ProportionBelowThreshold(exact, threshold: threshold).interval,
        try ProportionBelowThreshold(coarse, threshold: threshold).interval
      )
      #expect(abs(a.lower - b.lower) < 0.002 && abs(a.upper - b.upper) < 0.002, "\(threshold)")
    }
    let (a, b) = (try StrictAbsence(exact), try StrictAbsence(coarse))
    #expect(abs(a.upperLimit - b.upperLimit) < 0.002)
  }

  @Test func `falls come back as they were, and what is no curve is refused`() throws {
    let falls = rounded(try SimulatedPrimary.curve(3, of: 80, purity: 0.4))
    #expect(LikelihoodFalls(units: falls.units) == falls && !falls.isFlat)
    #expect(LikelihoodFalls(logLikelihoods: falls.nats.map { -$0 }) == falls)
    #expect(falls.nats.min() == 0 && falls.nats.allSatisfy { $0 <= 20 })
    #expect(LikelihoodFalls(units: []) == .flat)
    #expect(LikelihoodFalls(units: [UInt32](repeating: 0, count: 39)) == .flat)
    #expect(LikelihoodFalls(units: [0, 1]) == nil)
    #expect(LikelihoodFalls(units: [UInt32](repeating: 5, count: 39)) == nil)
    var high = falls.units
    high[0] = 2_000_001
    #expect(LikelihoodFalls(units: high) == nil)
  }
}
