import DelimitedText
import VariantKnowledge

/// What the symbol of a gene that no mutation has may have been meant for.
package enum GeneNameHint {
  /// Names in common use that are no symbols, the most usual one of a gene first.
  private static let commonNames: KeyValuePairs = [
    "EGFR": ["HER1"], "ERBB2": ["HER2", "NEU", "HER2/NEU"], "ERBB3": ["HER3"], "ERBB4": ["HER4"],
    "TP53": ["P53"],
  ]

  private static let otherNames = Dictionary(
    uniqueKeysWithValues: commonNames.flatMap { symbol, names in names.map { ($0, symbol) } })

  /// The name that people use for a gene beside its symbol, as `HER2` for ERBB2; `nil` for others.
  package static func commonName(of symbol: String) -> String? {
    commonNames.first { $0.key == symbol }?.value.first
  }

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
