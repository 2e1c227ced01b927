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

  @Test("false pre-existing calls fall fivefold at the same recall", arguments: seeds)
  func bar(seed: UInt64) async throws {
    let patients = FixedTissueOutcome.patients(60, seed: seed)
    let plain = await FixedTissueOutcome(patients) {
      $0.fitsDeamination = false
      $0.weighsOrientation = false
    }
    let rate = await FixedTissueOutcome(patients) { $0.weighsOrientation = false }
    let both = await FixedTissueOutcome(patients) { _ in }
    for (name, outcome) in [("without", plain), ("rate", rate), ("rate+orientation", both)] {
      print(
        "\(seed)\t\(name)\tfalse \(outcome.falselyPreexisting)/\(outcome.absent)"
          + "\tshared \(outcome.foundShared)/\(outcome.shared)"
          + "\tacquired \(outcome.foundAcquired)/\(outcome.acquired)"
          + "\tfalsely acquired \(outcome.falselyAcquired)"
          + "\tindeterminate \(outcome.indeterminate)")
    }
    #expect(5 * both.falselyPreexisting <= plain.falselyPreexisting)
  }
}
