import ClonalEvolution
import Foundation
import Testing
import TumorModel
import TumorSimulation

/// What the error model of fixed tissue is worth, on patients that nothing was tuned on.
///
/// `METACHRON_EVALUATE=ffpe` prints the numbers of several seeds.
@Suite("Fixed tissue")
struct FixedTissueTests {
  private static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["METACHRON_EVALUATE"] == "ffpe"
    ? [20_260_101, 1, 2, 3, 4] : [20_260_101]

  @Test("false pre-existing calls fall fivefold, and by half at the same recall", arguments: seeds)
  func bar(seed: UInt64) async throws {
    #if DEBUG
      let count = 12
    #else
      let count = 60
    #endif
    let patients = FixedTissueOutcome.patients(count, seed: seed)
    let plain = await FixedTissueOutcome(patients) {
      $0.fitsDeamination = false
      $0.weighsOrientation = false
    }
    let rate = await FixedTissueOutcome(patients) { $0.weighsOrientation = false }
    let both = await FixedTissueOutcome(patients) { _ in }
    for (name, outcome) in [("without", plain), ("rate", rate), ("rate+orientation", both)] {
      print(
        "\(seed) \(name): falsely pre-existing \(outcome.falselyPreexisting)/\(outcome.absent)"
          + ", found \(outcome.foundShared)/\(outcome.shared) shared"
          + " (\(outcome.foundLarge)/\(outcome.large) of a tenth of the cells or more)"
          + ", \(outcome.foundAcquired)/\(outcome.acquired) acquired"
          + "; falsely acquired \(outcome.falselyAcquired)"
          + ", indeterminate \(outcome.indeterminate)"
          + "; falsely pre-existing without the model at this recall "
          + "\(plain.falselyPreexisting(atRecall: outcome.foundShared))"
          + ", with it at the recall without "
          + "\(outcome.falselyPreexisting(atRecall: plain.foundShared))")
    }
    #expect(5 * both.falselyPreexisting <= plain.falselyPreexisting)
    #expect(both.falselyPreexisting < rate.falselyPreexisting)
    // Damage reads that happen to lie at a tiny clone's site "find" it without the model; clones
    // that the reads can show are found as before, and far more of the acquired are.
    #expect(Double(both.foundLarge) >= 0.975 * Double(plain.foundLarge))
    #expect(Double(both.foundShared) >= 0.95 * Double(rate.foundShared))
    #expect(2 * both.falselyPreexisting <= rate.falselyPreexisting(atRecall: both.foundShared))
    #expect(both.foundAcquired > 2 * plain.foundAcquired)
    #expect(100 * both.falselyAcquired <= both.large)
  }
}
