public import TumorModel

extension VariantKnowledge {
  /// Finds a mutation in the tables, and says how.
  ///
  /// Gene and protein change decide where both are known, the position elsewhere: a residue's
  /// number differs between isoforms, and its place in the genome does not. Position and bases decide
  /// over the name of another gene too, if that gene has no entry of this name: annotations name
  /// neighbours and aliases, and that another variant has by chance both place and bases of one of the
  /// few entries is all but impossible.
  ///
  /// - Parameters:
  ///   - mutation: The mutation; a position that is not told (`Chromosome.unplaced`) is left out.
  ///   - build: The assembly of the position; `nil` to try both.
  /// - Complexity: Constant for a mutation of a gene without entries.
  public func match(_ mutation: Mutation, build: GenomeBuild? = nil) -> VariantMatch? {
    match(
      gene: mutation.gene, proteinChange: mutation.proteinChange,
      variant: mutation.variant.chromosome.isUnplaced ? nil : mutation.variant, build: build)
  }

  /// The same for a mutation of which only the name, or only the place, is known.
  public func match(
    gene: String, proteinChange: String, variant: Variant?, build: GenomeBuild? = nil
  ) -> VariantMatch? {
    let isForeign = !gene.isEmpty && !index.has(gene: gene)
    if isForeign, !(variant.map(index.isNear) ?? false) { return nil }
    let change =
      gene.isEmpty || proteinChange.isEmpty ? "" : normalizedChange(proteinChange, gene: gene)
    let named = change.isEmpty || isForeign ? nil : index.entry(gene: gene, change: change)
    let placed = variant.flatMap { variant in
      place(of: variant, gene: gene, build: build, preferred: named)
        ?? (named == nil ? place(of: variant, gene: "", build: build, preferred: nil) : nil)
    }
    if let named {
      let entry = variantEntries[named]
      if let placed, placed.entry == named {
        return VariantMatch(entry: entry, basis: .both, build: placed.build, disagreement: nil)
      }
      let other = placed.map { variantEntries[$0.entry] }
      return VariantMatch(
        entry: entry, basis: .protein, build: nil,
        disagreement: disagreement(entry, variant, other, build: build))
    }
    guard let placed else { return nil }
    let entry = variantEntries[placed.entry]
    if !gene.isEmpty, entry.gene != gene {
      return VariantMatch(
        entry: entry, basis: .position, build: placed.build,
        disagreement: .otherGene(named: gene, build: placed.build, found: entry.gene))
    }
    let isOtherName = !change.isEmpty && !entry.proteinChange.isEmpty
    return VariantMatch(
      entry: entry, basis: .position, build: placed.build,
      disagreement: isOtherName
        ? .otherName(named: change, build: placed.build, found: entry.proteinChange) : nil)
  }

  /// All that is known of a mutation.
  public func knowledge(of mutation: Mutation, build: GenomeBuild? = nil) -> MutationKnowledge {
    knowledge(
      gene: mutation.gene, proteinChange: mutation.proteinChange,
      variant: mutation.variant.chromosome.isUnplaced ? nil : mutation.variant,
      classification: mutation.classification, build: build)
  }

  /// The same for a mutation of which only the name, or only the place, is known.
  ///
  /// - Parameters:
  ///   - gene: The gene's symbol; empty where it is not known.
  ///   - proteinChange: The protein change in any spelling; empty where it is not known.
  ///   - variant: The place and alleles; `nil` where they are not known.
  ///   - classification: The variant classification in the words of a MAF; it decides whether a
  ///     change without a protein name ends the protein early.
  ///   - build: The assembly of the place; `nil` to try both.
  public func knowledge(
    gene: String, proteinChange: String, variant: Variant?, classification: String = "",
    build: GenomeBuild? = nil
  ) -> MutationKnowledge {
    let match = match(gene: gene, proteinChange: proteinChange, variant: variant, build: build)
    let placed = match.flatMap { $0.basis == .position ? $0.entry.gene : nil }
    let symbol = placed ?? (gene.isEmpty ? match?.entry.gene ?? "" : gene)
    // Where the place decided, the entry's numbering is the protein's.
    let known = match.flatMap { $0.basis == .position ? $0.entry.proteinChange : nil } ?? ""
    let change = known.isEmpty ? normalizedChange(proteinChange, gene: symbol) : known
    let statements = resistance[symbol] ?? []
    let drugs = therapies[symbol] ?? []
    guard !statements.isEmpty || !drugs.isEmpty else {
      return MutationKnowledge(proteinChange: change, match: match, resistance: [], therapies: [])
    }
    let subject = ClaimSubject(
      change: change, variant: ProteinVariant(change),
      functionalClass: match?.entry.functionalClass, classification: classification,
      isGeneClassified: index.has(gene: symbol))
    return MutationKnowledge(
      proteinChange: change, match: match,
      resistance: statements.filter { subject.isMeant(by: $0.alterations, allowsUndecided: true) }
        .map(\.evidence),
      therapies: drugs.filter { subject.isMeant(by: $0.alterations, allowsUndecided: false) }
        .map(\.evidence))
  }

  /// What was reported of drugs on tumours or cells with a mutation: evidence, not advice.
  ///
  /// Statements on activating changes are given only for a mutation whose class is activating, those
  /// on loss of function only for one that ends the protein early. A user's rows come first.
  ///
  /// - Parameters:
  ///   - mutation: The mutation.
  ///   - build: The assembly of the position; `nil` to try both.
  public func therapyEvidence(
    for mutation: Mutation, build: GenomeBuild? = nil
  ) -> [TherapyEvidence] {
    knowledge(of: mutation, build: build).therapies
  }

  /// What was reported of a mutation's gene under treatment, as far as it can hold for the mutation.
  ///
  /// Where a statement is on activating or recurrent changes and no table tells which changes of the
  /// gene these are, it is given with those words in ``ResistanceEvidence/alteration``.
  public func resistanceEvidence(
    for mutation: Mutation, build: GenomeBuild? = nil
  ) -> [ResistanceEvidence] {
    knowledge(of: mutation, build: build).resistance
  }

  /// A mutation under the gene and protein change of its place, where the place is that of an entry and
  /// the mutation is named after another gene; `nil` elsewhere.
  ///
  /// - Parameters:
  ///   - mutation: The mutation.
  ///   - build: The assembly of the position; `nil` to try both.
  /// - Complexity: Constant, and next to nothing far from the entries.
  public func renamedByPlace(_ mutation: Mutation, build: GenomeBuild? = nil) -> Mutation? {
    guard index.isNear(mutation.variant), let match = match(mutation, build: build),
      match.basis == .position, match.entry.gene != mutation.gene
    else { return nil }
    return Mutation(
      variant: mutation.variant, gene: match.entry.gene, proteinChange: match.entry.proteinChange,
      classification: mutation.classification)
  }

  // MARK: - Places

  private func place(
    of variant: Variant, gene: String, build: GenomeBuild?, preferred: Int?
  ) -> (entry: Int, build: GenomeBuild)? {
    for build in build.map({ [$0] }) ?? GenomeBuild.allCases {
      let found = index.entries(of: variant, in: build)
        .filter { gene.isEmpty || variantEntries[$0].gene == gene }
      if let preferred, found.contains(preferred) { return (preferred, build) }
      if let first = found.first { return (first, build) }
    }
    return nil
  }

  /// What does not fit when the name decided.
  private func disagreement(
    _ entry: VariantEntry, _ variant: Variant?, _ placed: VariantEntry?, build: GenomeBuild?
  ) -> VariantDisagreement? {
    guard let variant else { return nil }
    if let placed {
      return .positionOfAnother(named: entry.proteinChange, found: placed.proteinChange)
    }
    let builds = build.map { [$0] } ?? GenomeBuild.allCases
    let known = builds.compactMap { build in entry.variants[build].map { (build, $0) } }
    // Other bases of the same codon, or another place in a repeat, still fit.
    let reach = 3 + max(variant.reference.utf8.count, variant.alternate.utf8.count)
    let fits = known.contains {
      $0.1.chromosome == variant.chromosome
        && ($0.1.position - variant.position).magnitude <= UInt(reach)
    }
    guard let (first, expected) = known.first, !fits else { return nil }
    return .elsewhere(
      named: entry.proteinChange, build: first, chromosome: expected.chromosome,
      position: expected.position)
  }
}
