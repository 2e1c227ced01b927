import Foundation
import Testing
import TumorModel
import TumorSimulation

@testable import ClonalEvolution

/// Purities that a study leaves blank, on simulated samples.
///
/// `METACHRON_EVALUATE=full` prints a line a scenario.
@Suite("Blank purities", .serialized)
struct PuritySolutionTests {
  /// A seed that nothing was tuned on.
  private static let seed: UInt64 = 20_260_601

  private static var patients: Int {
    #if DEBUG
      10
    #else
      60
    #endif
  }

  @Test func `the truth is among the solutions`() {
    var (covered, serious) = (Proportion(), Proportion())
    for scenario in [Scenario.standard, .gains, .lohEarlier, .cleanBinomial] {
      let found = PurityEvaluation(scenario, patients: Self.patients, seed: Self.seed)
      covered.count += found.covered.count
      covered.total += found.covered.total
      serious.count += found.serious.count
      serious.total += found.serious.total
      print("\(scenario.name): \(found.line)")
    }
    #expect(covered.total >= Self.patients)
    #expect(covered.value >= 0.95)
    // Purities that are averaged over make no false calls for want of a statement.
    #expect(serious.value <= 0.015)
  }

  @Test func `a doubled genome of unknown copy number is reckoned with`() {
    let found = PurityEvaluation(
      .doubled, patients: Self.patients, seed: Self.seed, blanksCopyNumbers: true)
    print("doubled, copy number blank: \(found.line)")
    #expect(found.covered.value >= 0.8)
    #expect(found.ambiguous.count > 0)
    #expect(found.serious.value <= 0.015)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["METACHRON_EVALUATE"] == "full"))
  func `prints a line for every scenario`() {
    for isBlank in [false, true] {
      for scenario in Scenario.all + Scenario.extremes + [.doubled] {
        let found = PurityEvaluation(
          scenario, patients: 100, seed: 5, blanksCopyNumbers: isBlank)
        print("\(isBlank ? "no copy number" : "copy number") \(scenario.name): \(found.line)")
      }
    }
  }
}
