import TumorModel
import TumorSimulation

/// One mutation of a simulated patient with what was said of it.
struct HeldOutMutation: Sendable {
  /// The patient's index in the evaluation; halves are its even and odd values.
  var patient: Int
  /// The scenario's name.
  var scenario: String
  /// The truth.
  var truth: MutationTruth
  /// The true origin, as an index into ``classes``.
  var origin: Int
  /// The reads.
  var earlier, later: ReadCounts
  /// The power to see a clone of a quarter of the earlier cells, by the true parameters.
  var truePower: Double
  /// The model's call.
  var call: OriginCall?
  /// The probabilities of the same model given the true nuisance parameters.
  var oracle: [Double]

  /// The classes, in the order of all probability vectors.
  static let classes = TrueOrigin.allCases

  /// The model's probabilities; equal ones where it gave none.
  var probabilities: [Double] { Self.vector(call?.probabilities) }

  /// Probabilities in the order of ``classes``; equal ones for none.
  static func vector(_ probabilities: OriginProbabilities?) -> [Double] {
    guard let p = probabilities else { return [Double](repeating: 0.2, count: 5) }
    return [p.acquired, p.preexistingSubclonal, p.preexistingClonal, p.lost, p.artefact]
  }
}
