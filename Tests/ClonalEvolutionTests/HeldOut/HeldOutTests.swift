import Foundation
import Testing
import TumorSimulation

/// The bars that the model must clear on simulated patients it was not tuned on.
///
/// `METACHRON_EVALUATE=full` prints the tables of every scenario; `METACHRON_EVALUATE_SIZE` is the
/// number of mutations of each and `METACHRON_EVALUATE_SEED` the seed.
@Suite("Held-out simulation", .serialized)
struct HeldOutTests {
  /// A seed that nothing was tuned on.
  private static let seed: UInt64 = 20_190_107

  /// Mutations of each scenario; fewer where the code is not optimised.
  private static var size: Int {
    #if DEBUG
      300
    #else
      2000
    #endif
  }

  @Test("clears the bars over all scenarios together")
  func bars() async throws {
    let evaluation = await HeldOutEvaluation(
      Scenario.all + [.standard, .standard], mutationsPerScenario: Self.size, seed: Self.seed,
      oneStudyEach: false)
    print(evaluation.table)
    let all = try #require(evaluation.scores.last?.scores)
    for (rule, scores) in all.rules {
      #expect(all.model.brier < scores.brier, "Brier score of \(rule.rawValue)")
      #expect(all.model.logScore < scores.logScore, "log score of \(rule.rawValue)")
      #expect(all.model.fiveClassBrier < scores.fiveClassBrier, "classes of \(rule.rawValue)")
    }
    #expect(all.model.brier <= 1.15 * all.oracle.brier)
    // Scenarios unlike one another share one study here, so that what is known of each sample alone does
    // not calibrate either.
    #expect(all.model.calibrationError <= all.oracle.calibrationError)
    #expect((0.84...0.96).contains(all.coverage.value))
    #expect(all.seriouslyFalse.value <= 0.01)
    #expect(all.recall.value >= 0.65)
    #expect(all.notAssessed == 0)
  }

  @Test("never calls a mutation acquired in an underpowered cell")
  func underpowered() async throws {
    let evaluation = await HeldOutEvaluation(
      [.underpowered], mutationsPerScenario: Self.size, seed: Self.seed, oneStudyEach: true)
    let all = try #require(evaluation.scores.last?.scores)
    #expect(all.mutations >= Self.size)
    #expect(all.falselyAcquired.total == 0)
  }

  @Test(
    "prints the tables of every scenario",
    .enabled(if: ProcessInfo.processInfo.environment["METACHRON_EVALUATE"] == "full"))
  func tables() async {
    let environment = ProcessInfo.processInfo.environment
    let size = environment["METACHRON_EVALUATE_SIZE"].flatMap { Int($0) } ?? 10_000
    let seed = environment["METACHRON_EVALUATE_SEED"].flatMap { UInt64($0) } ?? 1
    for oneStudyEach in [false, true] {
      let evaluation = await HeldOutEvaluation(
        Scenario.all + Scenario.extremes, mutationsPerScenario: size, seed: seed,
        oneStudyEach: oneStudyEach)
      print(oneStudyEach ? "\n== each scenario a study ==" : "\n== one study of all ==")
      print(evaluation.table)
    }
  }
}
