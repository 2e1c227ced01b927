import TumorModel

extension VariantKnowledge {
  /// Reads the tables that are built into the module; a fault in one traps.
  init(bundle: Void) {
    let variants = [
      KnowledgeTable(name: "erbb2_variants.tsv", bytes: PackageResources.erbb2_variants_tsv),
      KnowledgeTable(name: "esr1_variants.tsv", bytes: PackageResources.esr1_variants_tsv),
    ]
    let resistance = KnowledgeTable(
      name: "resistance_genes.tsv", bytes: PackageResources.resistance_genes_tsv)
    let therapies = KnowledgeTable(
      name: "therapy_evidence.tsv", bytes: PackageResources.therapy_evidence_tsv)
    let stretches = KnowledgeTable(
      name: "protein_stretches.tsv", bytes: PackageResources.protein_stretches_tsv)
    let hotspots = KnowledgeTable(
      name: "hotspot_frequencies.tsv", bytes: PackageResources.hotspot_frequencies_tsv)
    self.init(
      entries: variants.flatMap { $0.map(VariantEntry.init) },
      resistance: resistance.map(ResistanceEvidence.init),
      therapies: therapies.map(TherapyEvidence.list).flatMap { $0 },
      hotspots: Self.frequencies(hotspots), stretches: stretches.map(ProteinStretch.init))
    for entry in variantEntries {
      for name in [entry.proteinChange] + entry.synonyms {
        precondition(
          index.entry(gene: entry.gene, change: normalizedChange(name, gene: entry.gene))
            .map { variantEntries[$0] } == entry,
          "the tables name \(entry.gene) \(name) twice")
      }
    }
  }

  private static func frequencies(_ table: KnowledgeTable) -> [Variant: Double] {
    Dictionary(
      table.map { row -> (Variant, Double) in
        let (patients, total) = (row.count("patients"), row.count("total"))
        guard let variant = row.variant, patients <= total else {
          preconditionFailure("\(table.name) has a row without a variant or a share above 1")
        }
        return (variant, Double(patients) / Double(total))
      },
      uniquingKeysWith: { _, _ in preconditionFailure("\(table.name) lists a variant twice") })
  }
}
