package import Results
import TumorModel
package import VariantKnowledge

extension AnnotationSummary {
  /// Counts a mutation.
  package mutating func add(_ known: MutationKnowledge, gene: String) {
    mutations += 1
    if !known.therapies.isEmpty { withTherapies += 1 }
    guard let match = known.match else { return }
    classified += 1
    if match.entry.functionalClass.isActivating { activating += 1 }
    if match.entry.functionalClass.isConflicting { conflicting += 1 }
    if match.disagreement != nil { disagreeing += 1 }
  }
}
