package import VariantKnowledge
import Results
import TumorModel

/// What is known of one variant, for a person.
package struct VariantKnowledgeText {
  private let query: String
  private let gene: String
  private let requested: String
  private let known: MutationKnowledge

  /// Takes what was asked for, and what is known of it.
  ///
  /// - Parameters:
  ///   - query: The variant as it was asked for.
  ///   - gene: Its gene; empty where a place was asked for.
  ///   - requested: The name under which it was asked for; empty where a place was.
  package init(query: String, gene: String, requested: String = "", known: MutationKnowledge) {
    (self.query, self.gene, self.requested, self.known) = (query, gene, requested, known)
  }

  /// The text.
  package var text: String {
    var lines = [title, ""] + classLines
    if !known.resistance.isEmpty {
      lines += ["", "Under treatment:"]
      lines += known.resistance.map { "  \($0.sentence)" }
    }
    if !known.therapies.isEmpty {
      lines += ["", "Reported of drugs (evidence, not advice; levels on CIViC's scale):"]
      lines += known.therapies.map { "  \($0.sentence)" }
    }
    return lines.joined(separator: "\n")
  }

  private var title: String {
    let symbol = gene.isEmpty || known.isOfOtherGene ? known.match?.entry.gene ?? "" : gene
    guard !symbol.isEmpty else { return query }
    let name = known.proteinChange
    return "\(symbol) \(name)"
      + (requested.isEmpty || requested == name ? "" : " (requested as \(requested))")
  }

  private var classLines: [String] {
    guard let match = known.match else {
      return [
        "  No class: the tables have no entry of this variant. That is not to say that it has no "
          + "effect."
      ] + doubts
    }
    let entry = match.entry
    let matched =
      match.basis == .position
      ? "by its position in \(match.build?.rawValue ?? "")" : "by its protein change"
    var lines = [
      "  Class: \(entry.functionalClass.words) (found \(matched)).", "  \(entry.evidence)",
    ]
    lines += known.conflicts.map { "  Against it: \($0.words)" }
    if let disagreement = match.disagreement { lines.append("  Check: \(disagreement.words).") }
    let places = GenomeBuild.allCases.compactMap { build in
      entry.variant(in: build).map {
        "\(build.rawValue) \($0.name)"
      }
    }
    if !places.isEmpty { lines.append("  Place: \(places.joined(separator: ", ")).") }
    let sources = Citation.text(entry.pubMedIDs, entry.otherSources)
    lines.append(
      "  Sources: \(sources.isEmpty ? "none" : sources) "
        + "(read: \(entry.basis.rawValue.replacing("_", with: " "))).")
    return lines
  }

  /// What may be wrong with the name of a variant that is not found.
  private var doubts: [String] {
    var lines: [String] = []
    if let symbol = GeneNameHint.symbol(for: gene) {
      lines.append(
        "  Did you mean the gene \(symbol)? Symbols are read as they are written, '\(gene)' is "
          + "another gene.")
    }
    return lines
  }
}
