public import TumorModel

/// What is known of variants and genes beside a study's own reads, with its sources.
///
/// The tables are small and cover what the project asks about: variants of ERBB2 and ESR1, genes
/// that change under endocrine therapy, and hot spots of breast cancer. Where sources disagree the
/// disagreement is kept (see ``VariantEntry/conflict``). A user's own rows can lie on top: see
/// ``layered(with:)``.
public struct VariantKnowledge: Sendable {
  /// The knowledge that is built into the module; read on first use.
  public static let bundled = VariantKnowledge(bundle: ())

  /// Every variant with a functional class, ordered by gene and residue.
  public let variantEntries: [VariantEntry]
  /// Every statement on a gene that changes under treatment, ordered by gene.
  public let resistanceEvidence: [ResistanceEvidence]
  /// Every observation of a drug, ordered by gene, a user's own first.
  public let therapyEvidence: [TherapyEvidence]
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
  /// The residues by which names of changes are told apart.
  public let stretches: [ProteinStretch]

  let index: VariantIndex
  let resistance: [String: [Claim<ResistanceEvidence>]]
  let therapies: [String: [Claim<TherapyEvidence>]]

  /// Puts tables together.
  init(
    entries: [VariantEntry], resistance: [ResistanceEvidence], therapies: [TherapyEvidence],
    hotspots: [Variant: Double], stretches: [ProteinStretch]
  ) {
    variantEntries = entries
    resistanceEvidence = resistance
    therapyEvidence = therapies
    hotspotFrequencies = hotspots
    resistanceGenes = Set(resistance.map(\.gene))
    genes = resistanceGenes.union(entries.map(\.gene))
    self.stretches = stretches
    let normalize = { Self.normalized($0, gene: $1, stretches: stretches) }
    index = VariantIndex(entries, normalize: normalize)
    func claims<Evidence>(
      _ list: [Evidence], _ gene: (Evidence) -> String, _ alteration: (Evidence) -> String,
      residueStar: (Evidence) -> Bool
    ) -> [String: [Claim<Evidence>]] {
      Dictionary(grouping: list, by: gene).mapValues { rows in
        rows.map { row in
          Claim(
            evidence: row,
            alterations: Alteration.list(alteration(row), residueStar: residueStar(row)) {
              normalize($0, gene(row))
            })
        }
      }
    }
    self.resistance = claims(resistance, \.gene, \.alteration) { _ in true }
    self.therapies = claims(therapies, \.gene, \.alteration) { $0.basis != .userTable }
  }

  /// The entries of a gene, in the table's order; empty for a gene without any.
  public func entries(gene: String) -> [VariantEntry] {
    variantEntries.filter { $0.gene == gene }
  }

  /// The one name of a protein change: what names of one change share and others do not.
  ///
  /// In the stretches of proteins that are known (``stretches``) a name is replaced by the one HGVS
  /// prefers among all that make the same protein, so that `A775_G776insYVMA` gives
  /// `p.Y772_A775dup`. Elsewhere, and where the residues named are not the protein's, the name is
  /// brought into short form alone.
  ///
  /// - Parameters:
  ///   - spelling: A change in the HGVS style; empty gives an empty name.
  ///   - gene: The gene's symbol.
  /// - Complexity: Linear in the length.
  public func normalizedChange(_ spelling: String, gene: String) -> String {
    Self.normalized(spelling, gene: gene, stretches: stretches)
  }

  private static func normalized(
    _ spelling: String, gene: String, stretches: [ProteinStretch]
  ) -> String {
    guard let variant = ProteinVariant(spelling) else {
      return ProteinChange.shortForm(of: spelling)
    }
    for stretch in stretches where stretch.gene == gene {
      if let normalized = stretch.normalized(variant) { return normalized.description }
    }
    return variant.description
  }

  /// The entry of a mutation: by gene and protein change in any spelling, else by position and
  /// alleles; `nil` where nothing is known. See ``match(_:build:)``.
  ///
  /// - Parameters:
  ///   - mutation: The mutation.
  ///   - build: The assembly of the position; `nil` to try both.
  /// - Complexity: Constant for a mutation of a gene without entries.
  public func entry(of mutation: Mutation, build: GenomeBuild? = nil) -> VariantEntry? {
    match(mutation, build: build)?.entry
  }

  /// The functional class of a mutation, as tables write it; `nil` where nothing is known.
  ///
  /// Found as ``entry(of:build:)`` does.
  public func functionalClass(of mutation: Mutation, build: GenomeBuild? = nil) -> String? {
    entry(of: mutation, build: build)?.functionalClass.rawValue
  }

  /// Whether an assay has shown that a mutation activates its protein, conflicts included.
  public func isActivating(_ mutation: Mutation, build: GenomeBuild? = nil) -> Bool {
    entry(of: mutation, build: build)?.functionalClass.isActivating ?? false
  }
}
