import TumorModel

extension KnowledgeTable.Row {
  /// The hg19 variant of the columns `chromosome`, `position`, `ref` and `alt`, or `nil` where the
  /// position is empty.
  var variant: Variant? {
    if self["position"].isEmpty { return nil }
    guard let chromosome = Chromosome(self["chromosome"]),
      let variant = Variant(
        chromosome: chromosome, position: count("position"), reference: self["ref"],
        alternate: self["alt"])
    else { preconditionFailure("not a variant at position \(self["position"])") }
    return variant
  }
}

extension VariantEntry {
  /// Reads a row of the table of variants.
  init(_ row: KnowledgeTable.Row) {
    self.init(
      gene: row["gene"], proteinChange: row["protein_change"], synonyms: row.list("synonyms"),
      variant: row.variant, functionalClass: row.word("class"), evidence: row["evidence"],
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
