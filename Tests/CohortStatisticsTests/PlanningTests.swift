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

  @Test func `further patients narrow the interval by what their calls are worth`() throws {
    let certain: [Double] = [.infinity, .infinity, .infinity, .infinity, -.infinity]
    let plan = FurtherPatients(
      posterior: AcquiredFraction(logLikelihoodRatios: certain), logLikelihoodRatios: certain)
    #expect(plan.informativeness == 1)
    // Without further patients the expected width is the present one.
    #expect(abs(plan.expectedWidth(after: 0) - plan.presentWidth) < 1e-9)
    let widths = [0, 1, 5, 20, 100].map { plan.expectedWidth(after: $0) }
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 > $1 })
    let needed = try #require(plan.needed(forWidth: 0.2))
    #expect(plan.expectedWidth(after: needed) <= 0.2)
    #expect(plan.expectedWidth(after: needed - 1) > 0.2)
    #expect(plan.needed(forWidth: 0.9) == 0)

    let unsure: [Double] = [2, 2.5, 1.5, 2, -1.5]
    let vague = FurtherPatients(
      posterior: AcquiredFraction(logLikelihoodRatios: unsure), logLikelihoodRatios: unsure)
    #expect(vague.informativeness > 0.2 && vague.informativeness < 0.8)
    #expect(try #require(vague.needed(forWidth: 0.2)) > needed)
    let blind = FurtherPatients(
      posterior: AcquiredFraction(logLikelihoodRatios: [0, 0]), logLikelihoodRatios: [0, 0])
    #expect(blind.informativeness == 0 && blind.needed(forWidth: 0.2) == nil)
  }

  /// The mean width over drawn further patients.
  @Test func `the expected width is that of drawn patients`() {
    let source = RandomSource(seed: 12)
    // Reads tell by ±a: ln B has mean ±d²/2 and variance d².
    let d = 2.0
    func draw(_ fraction: Double) -> Double {
      let sign = source.uniform() < fraction ? 1.0 : -1.0
      return sign * d * d / 2 + d * source.normal()
    }
    let seen = (0..<100).map { _ in draw(0.7) }
    let posterior = AcquiredFraction(logLikelihoodRatios: seen)
    let plan = FurtherPatients(posterior: posterior, logLikelihoodRatios: seen)
    var sum = 0.0
    for _ in 0..<60 {
      let fraction = posterior.quantile(at: source.uniform())
      let more = (0..<200).map { _ in draw(fraction) }
      sum += AcquiredFraction(logLikelihoodRatios: seen + more).interval().width
    }
    #expect(abs(sum / 60 / plan.expectedWidth(after: 200) - 1) < 0.05)
  }

  @Test func `missing primaries bound the fraction from both sides`() {
    var seen = AcquiredFractionGrid()
    seen.add(acquired: 4, preexisting: 1)
    let bounds = MissingPrimaries(seen: seen, missing: 3)
    #expect(abs(bounds.highestMean - 0.8) < 1e-9)
    #expect(abs(bounds.lowestMean - 0.5) < 1e-9)
    let low = BetaDistribution(alpha: 5, beta: 5).quantile(at: 0.025)
    let high = BetaDistribution(alpha: 8, beta: 2).quantile(at: 0.975)
    #expect(abs(bounds.bounds.lower - low) < 1e-9 && abs(bounds.bounds.upper - high) < 1e-9)
  }
}
