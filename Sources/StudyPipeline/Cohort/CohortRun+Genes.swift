import VariantKnowledge

extension CohortRun {
  /// The requested genes, each once; the known resistance genes where there are none.
  package static func others(_ genes: [String]) -> [String] {
    var seen: Set<String> = []
    return (genes.isEmpty ? VariantKnowledge.bundled.resistanceGenes.sorted() : genes)
      .filter { seen.insert($0).inserted }
  }
}
