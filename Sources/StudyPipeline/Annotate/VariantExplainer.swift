import DelimitedText
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

  /// The text for `GENE:change`, or a place of the genome, in the forms of ``VariantQuery``.
  ///
  /// - Throws: ``CommandFailure`` for what is not understood.
  package func text(of query: String) throws -> String {
    switch VariantQuery(query) {
    case nil: throw notUnderstood(query)
    case .gene(let gene):
      let named = symbol(gene)
      throw notUnderstood(
        query,
        knowledge.genes.contains(named)
          ? "a gene alone is not a variant; specify one such as \(example(of: named))" : nil)
    case .change(nil, let change):
      let found = knowledge.variantEntries.filter { entry in
        !entry.proteinChange.isEmpty
          && knowledge.normalizedChange(change.description, gene: entry.gene)
            == knowledge.normalizedChange(entry.proteinChange, gene: entry.gene)
      }
      guard !found.isEmpty else {
        throw notUnderstood(query, "no gene is named; expected GENE:change such as ERBB2:L755S")
      }
      return text(query, found)
    case .change(let gene?, let change):
      let symbol = symbol(gene)
      let known = knowledge.knowledge(
        gene: symbol, proteinChange: change.description, variant: nil, build: build)
      return VariantKnowledgeText(
        query: query, gene: symbol, requested: symbol == gene ? change.description : query,
        known: known
      ).text
    case .variant(let variant): return text(query, variant)
    case .edit, .place:
      let asked = VariantQuery(query)
      let builds = build.map { [$0] } ?? GenomeBuild.allCases
      let found = knowledge.variantEntries.filter { entry in
        builds.contains { entry.variant(in: $0).map { asked?.means($0) ?? false } ?? false }
      }
      return found.isEmpty ? text(query, nil) : text(query, found)
    }
  }

  private func text(_ query: String, _ variant: Variant?) -> String {
    VariantKnowledgeText(
      query: query, gene: "",
      known: knowledge.knowledge(gene: "", proteinChange: "", variant: variant, build: build)
    ).text
  }

  private func text(_ query: String, _ entries: [VariantEntry]) -> String {
    entries.map { entry in
      guard !entry.proteinChange.isEmpty else {
        return text(query, entry.variants.values.first)
      }
      let known = knowledge.knowledge(
        gene: entry.gene, proteinChange: entry.proteinChange, variant: nil, build: build)
      return VariantKnowledgeText(query: query, gene: entry.gene, known: known).text
    }.joined(separator: "\n\n")
  }

  /// The symbol that a gene's name stands for: itself, in another case, or a name in common use.
  private func symbol(_ name: String) -> String {
    if knowledge.genes.contains(name) { return name }
    return GeneNameHint.alias(name) ?? NearestNames.twin(name, among: knowledge.genes) ?? name
  }

  private func example(of gene: String) -> String {
    let entry = knowledge.entries(gene: gene).first { !$0.proteinChange.isEmpty }
    return "\(gene):\(entry?.proteinChange ?? "L755S")"
  }

  private func notUnderstood(_ query: String, _ reason: String? = nil) -> CommandFailure {
    CommandFailure(
      .badData,
      "error: --explain '\(query)' "
        + (reason.map { "is not understood: \($0)" }
          ?? "is not understood; expected \(VariantQuery.forms)"))
  }
}
