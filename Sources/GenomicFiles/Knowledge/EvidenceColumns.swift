import DelimitedText

/// The columns of a table of evidence, under the names that CIViC has given them over the years.
struct EvidenceColumns {
  let gene: Int?
  let variant: Int?
  /// Gene and variant in one column, as CIViC writes them since 2022.
  let profile: Int?
  let hgvs: Int?
  let chromosome: Int?
  let start: Int?
  let reference: Int?
  let alternate: Int?
  let build: Int?
  let functionalClass: Int?
  let kind: Int?
  let direction: Int?
  let significance: Int?
  let level: Int?
  let drugs: Int?
  let interaction: Int?
  let disease: Int?
  let statement: Int?
  let citation: Int?
  let sourceType: Int?
  let entry: Int?
  let status: Int?

  /// Finds the columns.
  init(_ table: SmallTable) throws(InputErrors) {
    gene = table.column("gene", "feature_name", "hugo_symbol")
    variant = table.column("variant", "variant_name", "protein_change")
    profile = table.column("molecular_profile")
    hgvs = table.column("variant_hgvs", "hgvs", "hgvsp")
    chromosome = table.column("chromosome", "chrom", "chr")
    start = table.column("start", "position", "start_position")
    reference = table.column("reference_bases", "ref")
    alternate = table.column("variant_bases", "alt")
    build = table.column("reference_build", "build", "ncbi_build")
    functionalClass = table.column("functional_class")
    kind = table.column("evidence_type")
    direction = table.column("evidence_direction")
    significance = table.column("significance", "clinical_significance")
    level = table.column("evidence_level", "level")
    drugs = table.column("therapies", "drugs", "drug", "therapy")
    interaction = table.column("therapy_interaction_type", "drug_interaction_type")
    disease = table.column("disease", "tumour_type", "tumor_type")
    statement = table.column("evidence_statement", "statement", "description")
    citation = table.column("citation_id", "pubmed_id", "pubmed_ids", "pmid", "pmids")
    sourceType = table.column("source_type")
    entry = table.column("evidence_id", "eid")
    status = table.column("evidence_status")

    var errors = ErrorCollector(path: table.path)
    func need(_ isThere: Bool, _ name: String) {
      guard !isThere else { return }
      errors.add(
        .missingColumn(name), line: table.header.number, column: 1, source: table.header.source)
    }
    let place = [chromosome, start, reference, alternate, build].compactMap { $0 }
    need(gene != nil || profile != nil, "gene (or feature_name, or molecular_profile)")
    need(
      variant != nil || profile != nil || hgvs != nil || place.count == 5,
      "variant (or variant_hgvs, or chromosome, start, reference_bases, variant_bases and "
        + "reference_build)")
    need(
      significance != nil || functionalClass != nil,
      "significance (or clinical_significance, or functional_class)")
    try errors.throwIfAny()
  }
}
