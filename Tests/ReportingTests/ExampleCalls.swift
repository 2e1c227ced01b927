@testable import Reporting

/// Calls of one patient, made by hand: acquired, pre-existing and indeterminate.
enum ExampleCalls {
  private static func side(_ sample: String, day: Int, alternate: Int, fraction: Double)
    -> CallRow.Side
  {
    CallRow.Side(
      sample: sample, day: day, depth: 100, alternate: alternate, purity: 0.5, majorCopies: 1,
      minorCopies: 1, cellFraction: fraction, cellFractionLow: max(0, fraction - 0.1),
      cellFractionHigh: min(1, fraction + 0.1), detectionPower: 0.99, limitOfDetection: 0.12)
  }

  private static func call(
    _ change: String, position: Int, earlier: Double, label: String, reason: String = ""
  ) -> CallRow {
    CallRow(
      patient: "P1", gene: "ERBB2", proteinChange: change, chromosome: "17", position: position,
      reference: "T", alternate: "C", classification: "Missense_Mutation",
      earlier: side("A", day: 0, alternate: Int(25 * earlier), fraction: earlier),
      later: side("B", day: 900, alternate: 25, fraction: 1),
      probabilities: label == "acquired" ? [0.97, 0.02, 0, 0, 0.01] : [0.1, 0.2, 0.7, 0, 0],
      call: label, reason: reason, flags: [], functionalClass: "activating")
  }

  static let calls = [
    call("p.L755S", position: 37_880_220, earlier: 0, label: "acquired"),
    call("p.V777L", position: 37_881_000, earlier: 1, label: "preexisting_clonal"),
    call(
      "p.D769Y", position: 37_880_261, earlier: 0.2, label: "indeterminate", reason: "conflicting"),
  ]

  static let pairs = [
    PairRow(
      patient: "P1", earlier: "A", later: "B", earlierRole: "primary", laterRole: "metastasis",
      relatedness: "related", shared: 12, privateEarlier: 3, privateLater: 5, identity: "match",
      warnings: "")
  ]

  static var patient: StudyResults.Patient {
    var patient = StudyResults.Patient(id: "P1")
    patient.calls = calls
    patient.pairs = pairs
    for call in calls {
      for side in [call.earlier, call.later] {
        patient.trajectories.append(
          TrajectoryRow(
            patient: "P1", mutation: call.mutation, gene: call.gene,
            proteinChange: call.proteinChange, sample: side.sample, day: side.day,
            depth: side.depth, alternate: side.alternate, cellFraction: side.cellFraction,
            low: side.cellFractionLow, high: side.cellFractionHigh, presence: 1,
            isFirstDetectable: false, isLastExcluded: false))
      }
    }
    return patient
  }
}
