/// A gene that is asked for, and which of its mutations count.
struct CohortTarget: Codable, Hashable, Sendable {
  var gene: String
  /// What the functional class of a mutation begins with; `any` for all that change the protein.
  var className: String

  static let any = "any"

  /// Whether a mutation of a functional class counts.
  func includes(functionalClass: String) -> Bool {
    className == Self.any || functionalClass.hasPrefix(className)
  }

  /// `ERBB2 (activating)`, or the gene alone.
  var title: String { className == Self.any ? gene : "\(gene) (\(className))" }

  /// The targets of a command line.
  ///
  /// - Parameter className: The class of all genes; where `nil`, `activating` for genes whose
  ///   variants the knowledge table classes, and `any` for others.
  static func targets(
    genes: [String], className: String?, classified: Set<String>
  ) -> [CohortTarget] {
    var seen: Set<String> = []
    return genes.filter { seen.insert($0).inserted }.map {
      CohortTarget(
        gene: $0, className: className ?? (classified.contains($0) ? "activating" : any))
    }
  }
}
