import TumorModel
import VariantKnowledge

/// What the bundled knowledge table contributes to an analysis.
struct Knowledge: Sendable {
  /// The class of a variant; `nil` where the table has none.
  var functionalClass: @Sendable (Mutation) -> String?
  /// The table's genes.
  var genes: Set<String>
  /// Genes whose variants have classes.
  var classifiedGenes: Set<String>
  /// Share of tumours with an exact mutation, for hotspots.
  var variantFrequencies: [Variant: Double]

  /// The bundled tables; hotspots are at positions of hg19.
  static let bundled = Knowledge(
    functionalClass: { VariantKnowledge.bundled.functionalClass(of: $0) },
    genes: VariantKnowledge.bundled.genes,
    classifiedGenes: Set(VariantKnowledge.bundled.variantEntries.map(\.gene)),
    variantFrequencies: VariantKnowledge.bundled.hotspotFrequencies)
}
