public import TumorModel

/// One row of `annotations.tsv`: what is known of a mutation.
public struct AnnotationRow: ResultRow, Hashable {
  /// The gene's symbol, as in the input; that of the matched variant where the input has none, or
  /// another gene's.
  public var gene = ""
  /// The protein change, as in the input.
  public var proteinChange = ""
  /// The protein change under its one name.
  public var normalizedChange = ""
  /// The chromosome; `nil` where the input names no position.
  public var chromosome: Chromosome?
  /// The 1-based position; of an insertion, the base before it.
  public var position: Int?
  /// The reference bases.
  public var reference: Allele?
  /// The alternate bases.
  public var alternate: Allele?
  /// The assembly of ``position``; `nil` where the input does not state it.
  public var build: GenomeBuild?
  /// The class in the knowledge tables; empty for none.
  public var functionalClass = ""
  /// What of the mutation agreed with the tables; empty for nothing.
  public var matchedBy = ""
  /// Where name and position do not fit together; empty where they do.
  public var warning = ""
  /// What was found of the variant.
  public var evidence = ""
  /// What speaks against it; empty for nothing.
  public var conflict = ""
  /// PubMed identifiers of the class.
  public var pubMedIDs: FieldList<Int> = []
  /// Sources without a PubMed identifier.
  public var sources = ""
  /// What was read for the class; empty for none.
  public var basis = ""
  /// Statements on the gene under treatment.
  public var resistance: FieldList<BarredText> = []
  /// What was reported of drugs.
  public var therapies: FieldList<BarredText> = []
  /// Patients who have the mutation; `nil` where the input names none.
  public var patients: Int?
  /// Samples that have the mutation; `nil` where the input names none.
  public var samples: Int?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<AnnotationRow>(
    "annotations.tsv",
    rows: "Written by `metachron annotate`: one row per distinct mutation of the inputs, sorted by "
      + "position. The classes are those of `functional_class` in `origins.tsv`.",
    note: "drugs: evidence, not advice; for research only"
  ) {
    Column(
      "gene", \.gene,
      meaning: "Gene symbol, as in the input; that of the matched variant where the input names "
        + "none, or another gene at its place")
    ColumnSet.proteinChange(\.proteinChange)
    Column(
      "normalized_change", \.normalizedChange,
      values: "such as `p.Y772_A775dup` for `p.A775_G776insYVMA` of ERBB2",
      meaning: "Normalized protein change; that of the matched variant where the position decided")
    ColumnSet.site(
      \.chromosome, \.position, \.reference, \.alternate,
      values: "empty where the input has none")
    Column(
      "build", \.build,
      values: ColumnSet.names(GenomeBuild.self)
        + "; empty where the input does not state it: both are then tried",
      meaning: "Assembly of `position`")
    ColumnSet.functionalClass(\.functionalClass)
    Column(
      "matched_by", \.matchedBy,
      values: "`protein`, `position`, `both`; empty where nothing did",
      meaning: "Which part of the mutation matched the knowledge tables")
    Column(
      "warning", \.warning, values: "empty where they agree",
      meaning: "How the name and the position disagree, in words")
    Column("evidence", \.evidence, meaning: "Evidence for the class, in a sentence or two")
    Column(
      "conflict", \.conflict, values: "empty where there is none",
      meaning: "Evidence against the class, or conflicting reports on a drug")
    Column(
      "pmids", \.pubMedIDs, values: "joined by `;`", meaning: "PubMed identifiers for the class")
    Column("sources", \.sources, meaning: "Sources of the class without a PubMed identifier")
    Column(
      "basis", \.basis,
      values:
        "`abstract`, `curated_summary`, `secondary`, `statistics_only`, `none`, `user_table`",
      meaning: "What was read to assign the class")
    Column(
      "resistance", \.resistance, values: "`setting|effect|alteration|source` joined by `;`",
      meaning: "Statements on the gene under treatment that may apply to the mutation")
    Column(
      "therapies", \.therapies,
      values:
        "`drug|direction|level|source|tumour type` joined by `;`; level on CIViC's scale A to E",
      meaning:
        "What has been reported about drugs in tumours or cells with the mutation; not advice"
    )
    Column(
      "patients", \.patients, unit: .patients, .count,
      values: "empty where the input names no patients",
      meaning: "Patients of the input who have the mutation")
    Column(
      "samples", \.samples, unit: .samples, .count,
      values: "empty where the input names no samples",
      meaning: "Samples of the input that have the mutation")
  }
}
