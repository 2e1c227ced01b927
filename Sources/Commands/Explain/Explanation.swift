import TumorModel

/// One call in plain language, with its numbers.
struct Explanation: Codable, Hashable, Sendable {
  /// The depth that shows a clone with a power.
  struct Depth: Codable, Hashable, Sendable {
    var cellFraction: Double
    var power: Double
    /// Absent when no depth is enough.
    var depth: Int?
  }

  /// A changed assumption under which the call differs.
  struct Flip: Codable, Hashable, Sendable {
    var varied: String
    var value: String
    var call: String
  }

  var patient: String
  var mutation: String
  var gene: String
  var proteinChange: String
  var earlierSample: String
  var laterSample: String
  var call: String
  var reason: String?
  var flags: [String]
  var functionalClass: String?
  var earlierDepth: Int?
  var earlierAlternate: Int?
  var laterDepth: Int?
  var laterAlternate: Int?
  /// Alternate reads to expect in the earlier sample if all its tumour cells had the mutation: with
  /// one mutated copy, and with the most.
  var expectedIfClonal: [Double]?
  var detectionPower: Double?
  var smallestVisibleClone: Double?
  var earlierUpperBound: Double?
  var earlierAboveThreshold: Double?
  var threshold: Double
  var probabilities: [String: Double]
  var depthsNeeded: [Depth]
  /// How many assumptions were changed one by one.
  var assumptionsTried: Int
  var flips: [Flip]
  /// Whether the call changes when several assumptions do.
  var flipsTogether: Bool
  /// The least and the greatest P(acquired) with several changed together; empty if not tried.
  var acquiredRange: [Double]
  /// The call first, then what it rests on.
  var sentences: [String]

  /// The explanation for a person.
  var text: String {
    let name = proteinChange.isEmpty ? mutation : "\(proteinChange) (\(mutation))"
    let title =
      "\(patient): \(gene.isEmpty ? "" : gene + " ")\(name), "
      + "\(earlierSample == "*" ? "all earlier samples" : earlierSample) to \(laterSample)"
    return ([title, ""] + sentences.map { "  " + $0 }).joined(separator: "\n")
  }
}
