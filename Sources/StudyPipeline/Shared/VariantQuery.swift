package import TumorModel
package import VariantKnowledge
import Wording

/// A variant as a person writes it: a gene, a change of a protein, or a place of the genome.
package enum VariantQuery: Hashable, Sendable {
  /// A gene alone, or anything that has neither digits nor signs where a change has them.
  case gene(String)
  /// A protein change; the gene is `nil` where none is named.
  case change(gene: String?, ProteinVariant)
  /// A change of the genome.
  case variant(Variant)
  /// A change of the genome that is told without the reference bases.
  case edit(GenomicEdit)
  /// A position.
  case place(Chromosome, Int)

  /// What is understood, for messages.
  package static let forms =
    "a gene, GENE:change such as ERBB2:L755S or ERBB2:p.Leu755Ser, chromosome:position:ref>alt, "
    + "17:g.37880220T>C, or chromosome:position"

  /// Reads a query, or returns `nil` for what is not understood.
  package init?(_ text: String) {
    let text = text.trimmingPrefix { $0.isWhitespace }
    guard !text.isEmpty else { return nil }
    if let place = Self.genomic(text) {
      self = place
      return
    }
    let parts = text.split(maxSplits: 1) { $0 == ":" || $0.isWhitespace }
    if parts.count == 2, let gene = parts.first, let change = parts.last {
      guard let variant = ProteinVariant(anyCase: String(change)) else { return nil }
      self = .change(gene: Self.isSequence(gene) ? nil : String(gene), variant)
    } else if let variant = ProteinVariant(anyCase: String(text)) {
      self = .change(gene: nil, variant)
    } else if parts.count == 1,
      text.allSatisfy({ $0.isLetter || $0.isNumber || "-._/@".contains($0) })
    {
      self = .gene(String(text))
    } else {
      return nil
    }
  }

  /// Whether a name is that of a sequence in a database, and of no gene.
  private static func isSequence(_ name: Substring) -> Bool {
    ["NP_", "NM_", "XP_", "XM_", "ENSP", "ENST", "LRG_"].contains { name.hasPrefix($0) }
  }

  /// `chr17:37880220T>C`, with colons, hyphens or spaces between the parts, with or without `g.`.
  private static func genomic(_ text: Substring) -> VariantQuery? {
    let form = #/(?:chr)?([0-9]{1,2}|[XYM]|MT)[:\-\s_]\s*(?:g\.)?([0-9]+)(.*)/#.ignoresCase()
    guard let match = text.wholeMatch(of: form), let chromosome = Chromosome(String(match.1)),
      let position = Int(match.2), position >= 1
    else { return nil }
    if match.3.allSatisfy(\.isWhitespace) { return .place(chromosome, position) }
    let change = #/[:\-\s_]?\s*([ACGTN]+|-)[>:\-\/\s]\s*([ACGTN]+|-)\s*/#.ignoresCase()
    if let bases = match.3.wholeMatch(of: change) {
      return Variant(
        chromosome: chromosome, position: position, reference: String(bases.1),
        alternate: String(bases.2)
      ).map { .variant($0) }
    }
    return GenomicEdit(chromosome, position, match.3).map { .edit($0) }
  }

  /// Whether a gene is the one that was meant, under its symbol or a name in common use.
  package static func isGene(_ name: String, _ symbol: String) -> Bool {
    name.lowercased() == symbol.lowercased() || GeneNameHint.alias(name) == symbol
  }

  /// Whether a change of the genome is meant.
  package func means(_ variant: Variant) -> Bool {
    switch self {
    case .gene, .change: return false
    case .variant(let asked): return asked == variant || asked.isSameIndel(as: variant)
    case .edit(let edit): return edit.means(variant)
    case .place(let chromosome, let position):
      let last = variant.position + max(1, variant.reference.utf8.count) - 1
      return chromosome == variant.chromosome && (variant.position...last).contains(position)
    }
  }
}
