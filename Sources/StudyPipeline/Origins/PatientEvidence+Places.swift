import TumorModel
import VariantKnowledge

extension PatientEvidence {
  /// The same evidence, in which a mutation that is annotated as another gene's, and lies at the place
  /// of a known variant, has the gene and the protein change of that variant.
  ///
  /// An annotation of several transcripts, or of several genes, may name a neighbour.
  func named(by knowledge: VariantKnowledge) -> PatientEvidence {
    var names: [Int: Mutation] = [:]
    for (index, mutation) in mutations.enumerated() {
      names[index] = knowledge.renamedByPlace(mutation, build: build)
    }
    return names.isEmpty ? self : replacing(names)
  }
}
