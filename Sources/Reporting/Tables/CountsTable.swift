/// The table that `metachron counts` writes.
public enum CountsTable {
  /// The columns, in the order of the file.
  public static let columns: [ColumnDocumentation] =
    [
      .init("patient", "Identifier of the patient", range: "empty without a study sheet"),
      .init("sample", "Identifier of the sample"),
      .init("chromosome", "Chromosome without `chr`", range: "1 to 22, X, Y, MT, contigs"),
      .init(
        "position", "Position of the change; of an insertion, the base before it",
        unit: "base, 1-based", range: "from 1"),
      .init("ref", "Reference bases", range: "bases, or `-` for an insertion"),
      .init("alt", "Alternate bases", range: "bases, or `-` for a deletion"),
      .init("depth", "Fragments at the site, whatever they show", unit: "reads", range: "from 0"),
      .init(
        "ref_count", "Those with the reference allele", unit: "reads", range: "0 to `depth`"),
      .init(
        "alt_count", "Those with the alternate allele", unit: "reads", range: "0 to `depth`"),
    ]
    + [
      ("alt_forward", "Alternate reads on the forward strand", "`alt_count`"),
      ("alt_reverse", "Alternate reads on the reverse strand", "`alt_count`"),
      ("ref_forward", "Reference reads on the forward strand", "`ref_count`"),
      ("ref_reverse", "Reference reads on the reverse strand", "`ref_count`"),
      ("alt_f1r2", "Alternate reads of pairs in F1R2 orientation", orientation("alt_count")),
      ("alt_f2r1", "Alternate reads of pairs in F2R1 orientation", orientation("alt_count")),
      ("ref_f1r2", "Reference reads of pairs in F1R2 orientation", orientation("ref_count")),
      ("ref_f2r1", "Reference reads of pairs in F2R1 orientation", orientation("ref_count")),
    ].map { ColumnDocumentation($0.0, $0.1, unit: "reads", range: "0 to \($0.2)") }
    + [
      .init(
        "background_mismatches", "Bases around the site that are not those of most reads",
        unit: "bases", range: "0 to `background_bases`"),
      .init(
        "background_bases", "Bases around the site that were looked at", unit: "bases",
        range: "from 0"),
      .init("gene", "Symbol of the gene, as in the input"),
      .init("protein_change", "Protein change, as in the input", range: "such as `p.L755S`"),
      .init("variant_class", "Variant classification, as in the input"),
    ]

  private static func orientation(_ count: String) -> String {
    "`\(count)`; empty where no read is of a pair"
  }

  /// The table's part of the documentation, in Markdown.
  public static var markdown: String {
    let lines = ["| column | meaning | unit | values |", "| --- | --- | --- | --- |"]
    return (lines + columns.map(\.markdown)).joined(separator: "\n") + "\n"
  }
}
