import ClonalEvolution
package import Results
import Wording

/// One call explained: the values that it rests on, and what they mean in words.
package struct Explanation: JSONObject {
  /// The call, with what the model says of it.
  package var call = OriginRow()
  /// Its pair of samples; `nil` where it is not known.
  package var pair: PairRow?
  /// The call under changed assumptions.
  package var assumptions: [AssumptionRow] = []
  /// The purities that fit its samples.
  package var purities: [PuritySolutionRow] = []
  /// c*, the fraction that an acquired call excludes earlier, 0 to 1.
  package var threshold = OriginParameters().threshold
  /// The call in a sentence.
  package var answer: [String] = []
  /// The numbers that carry it, a sentence each.
  package var numbers: [String] = []
  /// What would settle or change it, a sentence each.
  package var change: [String] = []
  /// All else that is known of it, a sentence each.
  package var details: [String] = []

  /// Creates an explanation to be filled.
  package init() {}

  /// The properties.
  package static let properties: [JSONProperty<Explanation>] = [
    JSONProperty("call", \.call, meaning: "The call, as in origins.tsv"),
    JSONProperty("pair", \.pair, meaning: "Its pair of samples, as in pairs.tsv"),
    JSONProperty(
      "assumptions", \.assumptions,
      meaning: "The call under changed assumptions, as in sensitivity.tsv"),
    JSONProperty(
      "purity_solutions", \.purities,
      meaning: "Purities that fit its samples, as in purity_solutions.tsv"),
    JSONProperty(
      "threshold", \.threshold, unit: .shareOfTumorCells, .positiveFraction,
      meaning: "The threshold c*, which an acquired call excludes earlier"),
    JSONProperty("answer", \.answer, meaning: "The call in words"),
    JSONProperty("numbers", \.numbers, meaning: "The numbers on which it rests, in words"),
    JSONProperty("change", \.change, meaning: "What would settle or change it, in words"),
    JSONProperty("details", \.details, meaning: "Everything else that is known about it, in words"),
  ]

  /// The explanation for a person.
  ///
  /// - Parameter hasDetails: Whether all that is known is told, and not the answer alone.
  package func text(hasDetails: Bool) -> String {
    let name = call.proteinChange.isEmpty ? call.mutation : "\(call.title) (\(call.mutation))"
    var lines = ["\(call.patient): \(name), \(call.pairTitle)", ""]
    lines += (answer + numbers + change + (hasDetails ? details : [])).map { "  " + $0 }
    lines.append("  For research use only.")
    return lines.joined(separator: "\n")
  }
}
