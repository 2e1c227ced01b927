/// The table that `metachron annotate` writes.
public enum AnnotationTable {
  /// The columns, in the order of the file.
  public static let columns: [ColumnDocumentation] = [
    .init("gene", "Symbol of the gene, as in the input; else that of the matched variant"),
    .init("protein_change", "Protein change, as in the input", range: "such as `p.L755S`"),
    .init(
      "normalized_change",
      "The protein change under its one name; that of the matched variant where the position decided",
      range: "such as `p.Y772_A775dup` for `p.A775_G776insYVMA` of ERBB2"),
    .init("chromosome", "Chromosome without `chr`", range: "1 to 22, X, Y, MT, contigs"),
    .init(
      "position", "Position of the change; of an insertion, the base before it",
      unit: "base, 1-based", range: "from 1; empty where the input has none"),
    .init("ref", "Reference bases", range: "bases, or `-` for an insertion"),
    .init("alt", "Alternate bases", range: "bases, or `-` for a deletion"),
    .init(
      "build", "Assembly of `position`",
      range: "`hg19`, `hg38`; empty where the input does not tell: both are then tried"),
    .init(
      "functional_class", "Class of the variant in the knowledge tables",
      range: "empty where nothing is known of it"),
    .init(
      "matched_by", "What of the mutation agreed with the tables",
      range: "`protein`, `position`, `both`; empty where nothing did"),
    .init(
      "warning", "Where name and position do not fit together, in words",
      range: "empty where they do"),
    .init("evidence", "What was found of the variant, in a sentence or two"),
    .init(
      "conflict", "What speaks against the class, or between reports on a drug",
      range: "empty where nothing does"),
    .init("pmids", "PubMed identifiers of the class", range: "numbers separated by `;`"),
    .init("sources", "Sources of the class without a PubMed identifier"),
    .init(
      "basis", "What was read for the class",
      range:
        "`abstract`, `curated_summary`, `secondary`, `statistics_only`, `none`, `user_table`"),
    .init(
      "resistance", "Statements on the gene under treatment that can hold for the mutation",
      range: "`setting|effect|alteration|source` separated by `;`"),
    .init(
      "therapies", "What was reported of drugs on tumours or cells with the mutation; no advice",
      range:
        "`drug|direction|level|source|tumour type` separated by `;`; level on CIViC's scale A to E"),
    .init(
      "patients", "Patients of the input who have the mutation", unit: "patients",
      range: "from 0; empty where the input does not tell patients"),
    .init(
      "samples", "Samples of the input that have the mutation", unit: "samples",
      range: "from 0; empty where the input does not tell samples"),
  ]

  /// What a row stands for.
  public static let rowMeaning =
    "Written by `metachron annotate`: one row per distinct mutation of the inputs, sorted by place. "
    + "The classes are those of `functional_class` in `origins.tsv`."

  /// The table's part of the documentation, in Markdown.
  public static var markdown: String {
    ColumnDocumentation.markdown(
      fileName: "annotations.tsv", rowMeaning: rowMeaning, columns: columns)
  }
}
