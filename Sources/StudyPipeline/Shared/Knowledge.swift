package import TumorModel
import VariantKnowledge

/// What the bundled knowledge table contributes to an analysis.
package struct Knowledge: Sendable {
  /// The class of a variant; `nil` where the table has none.
  package var functionalClass: @Sendable (Mutation) -> String?
  /// The table's genes.
  package var genes: Set<String>
  /// Genes whose variants have classes.
  package var classifiedGenes: Set<String>
  /// Share of tumours with an exact mutation, for hotspots.
  package var variantFrequencies: [Variant: Double]
  /// The reference proteins of genes.
  package var proteins: [String: ReferenceProtein] { VariantKnowledge.proteins }
}

extension Knowledge {
  /// The bundled tables; variants without a protein change are looked for in both assemblies.
  package static let bundled = Knowledge(.bundled, build: nil)

  /// The bundled tables for a study of an assembly; `nil` to try both.
  package static func bundled(for build: GenomeBuild?) -> Knowledge {
    Knowledge(.bundled, build: build)
  }

  /// Hotspots are at positions of hg19.
  private init(_ knowledge: VariantKnowledge, build: GenomeBuild?) {
    functionalClass = { knowledge.functionalClass(of: $0, build: build) }
    genes = knowledge.genes
    classifiedGenes = Set(knowledge.variantEntries.map(\.gene))
    variantFrequencies = knowledge.hotspotFrequencies
  }
}
