extension ResultTable {
  static let puritySolutionsColumns: [ColumnDocumentation] = [
    .init("patient", "Identifier of the patient"),
    .init("sample", "Identifier of the sample"),
    .init("solution", "Number of the solution, by rising purity", range: "from 1"),
    .init(
      "purity", "Tumour cell share: the posterior mean of the solution", unit: "share of cells",
      range: "above 0 to 1"),
    .init(
      "purity_low", "Its 1 % quantile within the solution, less 0.015", unit: "share of cells",
      range: "above 0 to 1"),
    .init(
      "purity_high", "Its 99 % quantile within the solution, and 0.015 more",
      unit: "share of cells",
      range: "above 0 to 1"),
    .init(
      "weight", "The solution's share of the posterior; solutions under 0.05 are not listed",
      unit: "probability", range: "above 0 to 1; those of a sample add to 1"),
    .init(
      "ploidy", "Mean copy number of tumour cells, as given or as the solution assumes it",
      unit: "copies per tumour cell", range: "empty where unknown"),
    .init(
      "peak_vaf", "Highest peak of the shares of alternate reads that holds 15 % of the mutations",
      unit: "share of reads", range: "0 to 1; empty where none was found or looked for"),
    .init(
      "peak_multiplicity",
      "Mutated copies of the clonal mutations in that peak, if the solution is right",
      unit: "copies per tumour cell",
      range: "from 1; empty where the solution takes the peak for sub-clonal"),
    .init(
      "mutations", "Mutations with alternate reads in the sample", unit: "mutations",
      range: "from 0"),
    .init(
      "basis", "What the solution rests on",
      range: "`stated`: given; `peak`: all mutations, and the peak as clonal; `posterior`: all "
        + "mutations; `prior`: next to nothing, the purity is not resolved"),
    .init(
      "chosen", "Whether it is the sample's likeliest solution", range: "`true`, `false`"),
  ]
}
