import CohortStatistics
import Testing
import _TestSupport

@Suite struct CellFractionReferenceTests {
  static let reference = CohortReference.values

  @Test func `the standard grid`() {
    let points = CellFractionGrid.standard.points
    #expect(points.count == 39 && Self.reference.grid.count == 39)
    for (point, expected) in zip(points, Self.reference.grid) {
      #expect(abs(point - expected) < 1e-15)
    }
    for threshold in ProportionBelowThreshold.standardThresholds {
      #expect(points.contains { abs($0 - threshold) < 1e-15 })
    }
  }

  @Test(arguments: reference.thresholds.indices)
  func drops(_ index: Int) throws {
    let row = Self.reference.thresholds[index]
    let drops = try LikelihoodDrops(successes: row.y, trials: row.m, observedShare: row.mid)
    #expect(abs(drops.lower - row.low) < 1e-9)
    #expect(abs(drops.upper - row.high) < 1e-9)
  }

  @Test(arguments: reference.cases)
  func proportions(_ row: CohortReference.Case) throws {
    let curves = try SimulatedPrimary.curves(of: row)
    let tolerance = Self.reference.tolerance
    for expected in row.theta {
      let found = try ProportionBelowThreshold(curves, threshold: expected.cstar)
      let pairs = [
        (found.patients, expected.patients), (found.patientsWithoutReads, expected.without),
        (found.effectivePatients, expected.effective),
        (found.effectivePatientsBelow, expected.effectiveBelow),
        (found.drops.lower, expected.dropLow), (found.drops.upper, expected.dropHigh),
        (found.estimate.lower, expected.bestLow), (found.estimate.upper, expected.bestHigh),
        (found.interval.lower, expected.low), (found.interval.upper, expected.high),
        (found.fallAtNone, expected.lrNone), (found.fallAtAll, expected.lrAll),
      ]
      for (place, pair) in pairs.enumerated() {
        #expect(abs(pair.0 - pair.1) < tolerance, "\(expected.cstar) \(place)")
      }
    }
    let strict = try StrictAbsence(curves)
    #expect(abs(strict.upperLimit - row.strictlyAbsent.high) < tolerance)
  }
}
