import TumorModel

extension KnowledgeTable.Row {
  /// The hg19 variant of the columns `chromosome`, `position`, `ref` and `alt`, or `nil` where the
  /// position is empty.
  var variant: Variant? { variant(at: "position") }

  /// The variant at the position of a column, or `nil` where that is empty.
  func variant(at column: String) -> Variant? {
    if self[column].isEmpty { return nil }
    guard let chromosome = Chromosome(self["chromosome"]),
      let variant = Variant(
        chromosome: chromosome, position: count(column), reference: self["ref"],
        alternate: self["alt"])
    else { preconditionFailure("not a variant at position \(self[column])") }
    return variant
  }
}

extension VariantEntry {
  /// Reads a row of the table of variants.
  init(_ row: KnowledgeTable.Row) {
    var variants: [GenomeBuild: Variant] = [:]
    variants[.hg19] = row.variant
    variants[.hg38] = row.variant(at: "hg38_position")
    self.init(
      gene: row["gene"], proteinChange: row["protein_change"], synonyms: row.list("synonyms"),
      variants: variants, functionalClass: row.word("class"), evidence: row["evidence"],
      conflict: row["conflict"], pubMedIDs: row.counts("pmids"), otherSources: row["sources"],
      basis: row.word("basis"))
  }
}

extension ResistanceEvidence {
  /// Reads a row of the table of resistance genes.
  init(_ row: KnowledgeTable.Row) {
    self.init(
      gene: row["gene"], alteration: row["alteration"], setting: row["setting"],
      effect: row["effect"], evidence: row["evidence"], pubMedIDs: row.counts("pmids"),
      basis: row.word("basis"))
  }
}

extension TherapyEvidence {
  /// Reads a row of the table of therapies, one value a drug.
  static func list(_ row: KnowledgeTable.Row) -> [TherapyEvidence] {
    row.list("drugs").map { drug in
      TherapyEvidence(
        gene: row["gene"], alteration: row["alteration"], drug: drug,
        direction: row.word("direction"), level: row.word("level", as: EvidenceLevel.self),
        tumorType: row["tumour_type"], statement: row["statement"],
        pubMedIDs: row.counts("pmids"), otherSources: row["sources"], basis: row.word("basis"))
    }
  }
}

extension ProteinStretch {
  /// Reads a row of the table of stretches.
  init(_ row: KnowledgeTable.Row) {
    self.init(
      gene: row["gene"], start: row.count("start"), residues: Array(row["residues"].utf8))
  }
}
