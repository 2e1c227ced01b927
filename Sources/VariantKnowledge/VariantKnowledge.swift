public import TumorModel

/// What is known of variants and genes beside a study's own reads, with its sources.
///
/// The tables are small and cover what the project asks about: activating variants of ERBB2, genes
/// that change under endocrine therapy, and hot spots of breast cancer. Where sources disagree the
/// disagreement is kept (see ``VariantEntry/conflict``).
public struct VariantKnowledge: Sendable {
  /// The knowledge that is built into the module; read on first use.
  public static let bundled = VariantKnowledge(
    variants: KnowledgeTable(
      name: "erbb2_variants.tsv", bytes: PackageResources.erbb2_variants_tsv),
    resistance: KnowledgeTable(
      name: "resistance_genes.tsv", bytes: PackageResources.resistance_genes_tsv),
    hotspots: KnowledgeTable(
      name: "hotspot_frequencies.tsv", bytes: PackageResources.hotspot_frequencies_tsv))

  /// Every variant with a functional class, ordered by residue.
  public let variantEntries: [VariantEntry]
  /// Every statement on a gene that changes under treatment, ordered by gene.
  public let resistanceEvidence: [ResistanceEvidence]
  /// Share of patients with breast cancer who carry an exact mutation, in (0, 1], by hg19 variant.
  ///
  /// Patients with the mutation over all patients, unshrunk, for variants of at least three of the
  /// 180 patients of the Metastatic Breast Cancer Project. A variant that is not listed is rarer,
  /// or was judged to be an artefact.
  public let hotspotFrequencies: [Variant: Double]
  /// The genes of ``resistanceEvidence``.
  public let resistanceGenes: Set<String>
  /// The genes of ``variantEntries`` and ``resistanceEvidence``: those worth a closer look.
  public let genes: Set<String>

  private let indexByName: [String: [String: Int]]

  init(variants: KnowledgeTable, resistance: KnowledgeTable, hotspots: KnowledgeTable) {
    let entries = variants.map(VariantEntry.init)
    let evidence = resistance.map(ResistanceEvidence.init)
    variantEntries = entries
    resistanceEvidence = evidence
    resistanceGenes = Set(evidence.map(\.gene))
    genes = resistanceGenes.union(entries.map(\.gene))
    hotspotFrequencies = Dictionary(
      hotspots.map { row -> (Variant, Double) in
        let (patients, total) = (row.count("patients"), row.count("total"))
        guard let variant = row.variant, patients <= total else {
          preconditionFailure("\(hotspots.name) has a row without a variant or a share above 1")
        }
        return (variant, Double(patients) / Double(total))
      },
      uniquingKeysWith: { _, _ in preconditionFailure("\(hotspots.name) lists a variant twice") })

    var names: [String: [String: Int]] = [:]
    for (index, entry) in entries.enumerated() {
      for name in [entry.proteinChange] + entry.synonyms {
        let before = names[entry.gene, default: [:]].updateValue(index, forKey: name)
        precondition(before == nil, "\(variants.name) names \(entry.gene) \(name) twice")
      }
    }
    indexByName = names
  }

  /// The entries of a gene, in the table's order; empty for a gene without any.
  public func entries(gene: String) -> [VariantEntry] {
    variantEntries.filter { $0.gene == gene }
  }

  /// The entry of a mutation: by gene and protein change (any spelling or synonym), else by its
  /// hg19 position and alleles; `nil` where nothing is known.
  ///
  /// The position decides only where the gene is the entry's or is not named, so that a table of
  /// another assembly, in which other genes lie at these positions, finds its entries by name.
  ///
  /// - Complexity: Constant for a mutation of a gene without entries.
  public func entry(of mutation: Mutation) -> VariantEntry? {
    let gene = mutation.gene
    if let names = indexByName[gene] {
      if !mutation.proteinChange.isEmpty,
        let index = names[ProteinChange.shortForm(of: mutation.proteinChange)]
      {
        return variantEntries[index]
      }
    } else if !gene.isEmpty {
      return nil
    }
    let variant = mutation.variant
    return variantEntries.first {
      (gene.isEmpty || gene == $0.gene) && $0.variant?.isSameIndel(as: variant) ?? false
    }
  }

  /// The functional class of a mutation, as tables write it; `nil` where nothing is known.
  ///
  /// Found as ``entry(of:)`` does.
  public func functionalClass(of mutation: Mutation) -> String? {
    entry(of: mutation)?.functionalClass.rawValue
  }

  /// Whether an assay has shown that a mutation activates its protein, conflicts included.
  public func isActivating(_ mutation: Mutation) -> Bool {
    entry(of: mutation)?.functionalClass.isActivating ?? false
  }
}
