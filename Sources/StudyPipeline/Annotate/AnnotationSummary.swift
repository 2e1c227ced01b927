package import VariantKnowledge
import TumorModel
import Wording

/// How many mutations the tables know.
package struct AnnotationSummary: Hashable, Sendable {
  package private(set) var mutations = 0
  package private(set) var classified = 0
  package private(set) var activating = 0
  package private(set) var conflicting = 0
  package private(set) var withTherapies = 0
  package private(set) var disagreeing = 0

  /// Counts a mutation.
  package mutating func add(_ known: MutationKnowledge, gene: String) {
    mutations += 1
    if !known.therapies.isEmpty { withTherapies += 1 }
    guard let match = known.match else { return }
    classified += 1
    if match.entry.functionalClass.isActivating { activating += 1 }
    if match.entry.functionalClass.isConflicting { conflicting += 1 }
    if !match.disagreement.isEmpty { disagreeing += 1 }
  }

  /// The counts for a person.
  package var text: String {
    var lines =
      "\(Wording.count(mutations, "mutation")): \(classified) with a class, of which \(activating) "
      + "activating and \(conflicting) with sources that disagree; \(withTherapies) with reports on "
      + "drugs"
    if disagreeing > 0 {
      lines +=
        "\n\(Wording.count(disagreeing, "mutation")) whose name and position disagree: see "
        + "the column warning"
    }
    return lines
  }
}
