import CohortStatistics
import Foundation
import NumericalMethods
import Testing

/// How often intervals of the acquired fraction hold the truth, over drawn cohorts.
@Suite struct CoverageTests {
  private struct Coverage {
    var model = 0
    var hard = 0
    var modelWidth = 0.0
    var hardWidth = 0.0
    var called = 0
  }

  private func measure(cohorts: Int, patients: Int, prior: BetaPrior, seed: UInt64) -> Coverage {
    var result = Coverage()
    for cohort in 0..<cohorts {
      let source = RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(cohort)))
      let fraction = source.beta(prior.alpha, prior.beta)
      let calls = (0..<patients).map { _ in
        SimulatedCall(acquired: source.uniform() < fraction, using: source, depths: 5...100)
      }
      var grid = AcquiredFractionGrid()
      for call in calls { grid.add(call.logLikelihoodRatio) }
      let interval = grid.posterior(prior: prior).interval()
      if interval.contains(fraction) { result.model += 1 }
      result.modelWidth += interval.width
      let chances = calls.map { $0.probability(prior: 0.5) }
      let acquired = chances.count { $0 > 0.9 }
      let called = acquired + chances.count { $0 < 0.1 }
      let hard = ProportionInterval.clopperPearson(acquired, of: called)
      if hard.contains(fraction) { result.hard += 1 }
      result.hardWidth += hard.width
      result.called += called
    }
    return result
  }

  @Test func `the mixture's interval covers as it says, that of hard calls does not`() {
    let cohorts = 2_000
    let small = measure(cohorts: cohorts, patients: 20, prior: .uniform, seed: 1)
    let large = measure(cohorts: cohorts, patients: 300, prior: .uniform, seed: 2)
    for (name, result) in [("20", small), ("300", large)] {
      print(
        "DBG", name, Double(result.model) / Double(cohorts), Double(result.hard) / Double(cohorts),
        result.modelWidth / Double(cohorts), result.hardWidth / Double(cohorts),
        Double(result.called) / Double(cohorts))
    }
    for result in [small, large] {
      let share = Double(result.model) / Double(cohorts)
      #expect(0.935 <= share && share <= 0.965, "\(share)")
    }
    #expect(Double(large.hard) / Double(cohorts) < 0.8)
  }
}
