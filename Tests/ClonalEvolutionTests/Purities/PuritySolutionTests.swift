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
    var covered = Proportion()
    for scenario in [Scenario.standard, .gains, .lohEarlier, .cleanBinomial] {
      let found = PurityEvaluation(scenario, patients: Self.patients, seed: Self.seed)
      covered.count += found.covered.count
      covered.total += found.covered.total
      print("\(scenario.name): \(found.line)")
      #expect(found.serious.count <= found.seriousBefore.count)
    }
    #expect(covered.total >= Self.patients)
    #expect(covered.value >= 0.95)
  }

  @Test func `standard patients have few calls withheld`() {
    let found = PurityEvaluation(.standard, patients: Self.patients, seed: Self.seed)
    #expect(found.withheld.value <= 0.03)
    #expect(found.recall.value >= 0.95 * found.recallBefore.value)
  }

  @Test func `a doubled genome of unknown copy number is reckoned with`() {
    let found = PurityEvaluation(
      .doubled, patients: Self.patients, seed: Self.seed, blanksCopyNumbers: true)
    print("doubled, copy number blank: \(found.line)")
    #expect(found.covered.value >= 0.8)
    #expect(found.ambiguous.count > 0)
    // Calls of these samples do depend on it: some are withheld or made vaguer, most stand.
    #expect(found.withheld.count > 0 && found.vaguer.count > 0)
    #expect(found.withheld.value <= 0.05)
    #expect(found.wrongClonality.value <= found.wrongClonalityBefore.value)
    #expect(found.serious.count <= found.seriousBefore.count)
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
