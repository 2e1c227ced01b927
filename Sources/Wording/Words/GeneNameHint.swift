import DelimitedText
import VariantKnowledge

/// What the symbol of a gene that no mutation has may have been meant for.
package enum GeneNameHint {
  /// Names in common use that are no symbols.
  private static let otherNames = [
    "HER1": "EGFR", "HER2": "ERBB2", "NEU": "ERBB2", "HER2/NEU": "ERBB2", "HER3": "ERBB3",
    "HER4": "ERBB4", "P53": "TP53",
  ]

  private static let knownGenes = VariantKnowledge.bundled.genes.sorted()

  /// The symbol of a gene that a name in common use stands for, as `HER2` for ERBB2; `nil` for others.
  package static func alias(_ name: String) -> String? { otherNames[name.uppercased()] }

  /// The likely symbol; `nil` where the name looks like one.
  package static func symbol(for name: String) -> String? {
    let upper = name.uppercased()
    if let symbol = otherNames[upper] { return symbol }
    if upper != name { return upper }
    if knownGenes.contains(name) { return nil }
    return NearestNames.neighbour(name, among: knownGenes, mayLackDigit: true)
  }

  /// `; did you mean ERBB2? Symbols are read as they are written`, or nothing.
  package static func words(for name: String) -> String {
    symbol(for: name).map { "; did you mean \($0)? Symbols are read as they are written" } ?? ""
  }
}
