import CohortStatistics
import Foundation
import NumericalMethods
import Testing

@Suite struct PlanningTests {
  @Test func `the exact test keeps its level, and the next number of patients would not do`() throws
  {
    let test = try #require(StudyDesign.exactTest(null: 0.2, alternative: 0.4))
    let size = Binomial(trials: test.patients, probability: 0.2)
      .upperTailProbability(above: test.criticalCount - 1)
    #expect(size <= 0.05 && test.power >= 0.8)
    let looser = Binomial(trials: test.patients, probability: 0.2)
      .upperTailProbability(above: test.criticalCount - 2)
    #expect(looser > 0.05)
    for more in 0...20 {
      #expect(
        StudyDesign.exactTest(patients: test.patients + more, null: 0.2, alternative: 0.4).power
          >= 0.8)
    }
    #expect(
      StudyDesign.exactTest(patients: test.patients - 1, null: 0.2, alternative: 0.4).power < 0.8)
    let tiny = StudyDesign.exactTest(patients: 2, null: 0.5, alternative: 0.9)
    #expect(tiny.criticalCount == 3 && tiny.power == 0)
  }

  @Test func `imperfect calls need more patients`() throws {
    #expect(StudyDesign.inflation(accuracy: 1) == 1)
    #expect(abs(try #require(StudyDesign.inflation(accuracy: 0.9)) - 1.5625) < 1e-12)
    #expect(StudyDesign.inflation(accuracy: 0.5) == nil)
    #expect(StudyDesign.patients(wilsonHalfWidth: 0.6, proportion: 0.5) == 1)
    #expect(StudyDesign.patients(wilsonHalfWidth: 1e-9, proportion: 0.5) == nil)
  }

  @Test func `further patients narrow the interval by what their reads are worth`() throws {
    let plan = FurtherPatients(patients: 5, effectivePatients: 5, estimate: 0.8, width: 0.6)
    #expect(plan.informativeness == 1)
    // Without further patients the expected width is the present one.
    #expect(abs(plan.expectedWidth(after: 0) - plan.presentWidth) < 1e-9)
    let widths = [0, 1, 5, 20, 100].map { plan.expectedWidth(after: $0) }
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 > $1 })
    let needed = try #require(plan.needed(forWidth: 0.2))
    #expect(plan.expectedWidth(after: needed) <= 0.2)
    #expect(plan.expectedWidth(after: needed - 1) > 0.2)
    #expect(plan.needed(forWidth: 0.9) == 0)

    let vague = FurtherPatients(patients: 5, effectivePatients: 2.5, estimate: 0.8, width: 0.9)
    #expect(vague.informativeness == 0.5)
    #expect(try #require(vague.needed(forWidth: 0.2)) > needed)
    let blind = FurtherPatients(patients: 2, effectivePatients: 0, estimate: 0.5, width: 1)
    #expect(blind.informativeness == 0 && blind.needed(forWidth: 0.2) == nil)
    #expect(blind.expectedWidth(after: 1_000) == 1)
  }

  /// The mean width of the intervals of cohorts with more patients of the same kind.
  @Test func `the expected width is that of drawn patients`() throws {
    let source = RandomSource(seed: 12)
    func cohort(_ patients: Int) throws -> ProportionBelowThreshold {
      var curves = CellFractionCurves()
      for _ in 0..<patients {
        let fraction = source.uniform() < 0.7 ? 0.0 : 0.5
        let share = 1e-3 + 0.25 * fraction
        let reads = source.binomial(trials: 60, probability: share)
        try curves.add(
          CellFractionCurve(
            logLikelihoods: CellFractionGrid.standard.points.map { c in
              let f = 1e-3 + 0.25 * c
              return Double(reads) * log(f) + Double(60 - reads) * log1p(-f)
            }))
      }
      return try ProportionBelowThreshold(curves, threshold: 0.1)
    }
    let seen = try cohort(80)
    let plan = FurtherPatients(
      patients: seen.patients, effectivePatients: seen.effectivePatients,
      estimate: 0.5 * (seen.estimate.lower + seen.estimate.upper), width: seen.interval.width)
    var sum = 0.0
    for _ in 0..<10 { sum += try cohort(240).interval.width }
    let expected = plan.expectedWidth(after: 160)
    #expect(abs(sum / 10 / expected - 1) < 0.2, "\(sum / 10) \(expected)")
  }
}
