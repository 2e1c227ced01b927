import Results
package import TumorModel
package import VariantKnowledge
import Wording

/// Looks up one variant that a user asks for.
package struct VariantExplainer {
  package let knowledge: VariantKnowledge
  package let build: GenomeBuild?

  /// Takes the tables, and the assembly of positions that are asked for; `nil` for any.
  package init(knowledge: VariantKnowledge, build: GenomeBuild?) {
    self.knowledge = knowledge
    self.build = build
  }

  /// The text for `GENE:change`, or `chromosome:position:ref>alt`.
  ///
  /// - Throws: ``CommandFailure`` for what is neither.
  package func text(of query: String) throws -> String {
    let (gene, change, variant) = try read(query)
    let known = knowledge.knowledge(
      gene: gene, proteinChange: change, variant: variant, build: build)
    return VariantKnowledgeText(query: query, gene: gene, change: change, known: known).text
  }

  private func read(_ query: String) throws -> (String, String, Variant?) {
    if let variant = MutationQuery.variant(query) { return ("", "", variant) }
    let parts = query.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let gene = parts.first, let change = parts.last else {
      throw CommandFailure(
        .badData,
        "error: --explain '\(query)' is not a variant; expected GENE:change such as ERBB2:L755S, or "
          + "chromosome:position:ref>alt")
    }
    return (String(gene), String(change), nil)
  }
}
