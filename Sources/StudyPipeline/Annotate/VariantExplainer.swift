import Results
package import TumorModel
package import VariantKnowledge
import Wording

/// What is known of one variant in sentences.
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
    var lines = [title(query, gene, change, known), ""]
    lines += classLines(known, gene: gene)
    if !known.resistance.isEmpty {
      lines += ["", "Under treatment:"]
      lines += known.resistance.map { "  \($0.sentence)" }
    }
    if !known.therapies.isEmpty {
      lines += ["", "Reported of drugs (evidence, not advice; levels on CIViC's scale):"]
      lines += known.therapies.map(Self.line)
    }
    return lines.joined(separator: "\n")
  }

  private func title(
    _ query: String, _ gene: String, _ change: String, _ known: MutationKnowledge
  ) -> String {
    let symbol = gene.isEmpty ? known.match?.entry.gene ?? "" : gene
    guard !symbol.isEmpty else { return query }
    let name = known.proteinChange
    let asked = ProteinChange.shortForm(of: change)
    return "\(symbol) \(name)" + (asked.isEmpty || asked == name ? "" : " (requested as \(asked))")
  }

  private func classLines(_ known: MutationKnowledge, gene: String) -> [String] {
    guard let match = known.match else {
      return [
        "  No class: the tables have no entry of this variant. That is not to say that it has no "
          + "effect."
      ] + doubts(gene: gene, change: known.proteinChange)
    }
    let entry = match.entry
    let matched =
      match.basis == .position
      ? "by its position in \(match.build?.rawValue ?? "")" : "by its protein change"
    var lines = [
      "  Class: \(entry.functionalClass.words) (found \(matched)).", "  \(entry.evidence)",
    ]
    lines += known.conflicts.map { "  Against it: \($0)" }
    if !match.disagreement.isEmpty { lines.append("  Check: \(match.disagreement).") }
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
  private func doubts(gene: String, change: String) -> [String] {
    var lines: [String] = []
    if let symbol = GeneNameHint.symbol(for: gene) {
      lines.append(
        "  Did you mean the gene \(symbol)? Symbols are read as they are written, '\(gene)' is "
          + "another gene.")
    }
    if !gene.isEmpty, ProteinVariant(change) == nil {
      lines.append(
        "  '\(change)' is not a recognised protein change; expected one such as L755S, "
          + "p.Leu755Ser or Y772_A775dup.")
    }
    return lines
  }

  private static func line(_ evidence: TherapyEvidence) -> String {
    let level = evidence.level.map { ", level \($0.rawValue)" } ?? ""
    let tumor = evidence.tumorType.isEmpty ? "" : ", \(evidence.tumorType)"
    let sources = Citation.text(evidence.pubMedIDs, evidence.otherSources)
    return "  \(evidence.drug): \(evidence.direction.words)\(level)\(tumor). \(evidence.statement) "
      + "[\(sources)]"
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
