extension ResultTable {
  static let posteriorsColumns: [ColumnDocumentation] = [
    .init("patient", "Identifier of the patient"),
    .init("mutation", "The change", range: "`chromosome:position:ref>alt`"),
    .init("earlier_sample", "Earlier sample", range: "an identifier, or `*` for all of them"),
    .init("later_sample", "Later sample"),
    .init(
      "ccf_low", "Lower end of the range of the earlier cancer cell fraction",
      unit: "share of tumour cells", range: "0 to 1"),
    .init(
      "ccf_high", "Upper end of the range", unit: "share of tumour cells",
      range: "0 to 1; equal to `ccf_low` in the rows of the fractions 0 and 1 themselves"),
    .init(
      "probability", "Posterior probability of the range, given the reads of both samples",
      unit: "probability", range: "0 to 1; those of a call add to 1"),
    .init("gene", "Symbol of the gene, as in the input"),
    .init("protein_change", "Protein change, as in the input"),
  ]
}
