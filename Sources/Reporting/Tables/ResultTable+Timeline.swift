extension ResultTable {
  static let timelineColumns: [ColumnDocumentation] = [
    .init("patient", "Identifier of the patient"),
    .init("event", "What the row tells of", range: "`sample`, `treatment`"),
    .init(
      "start_day", "Day of the sample, or first day of the treatment",
      unit: "days from diagnosis", range: "empty where unknown"),
    .init(
      "stop_day", "Last day of the treatment", unit: "days from diagnosis",
      range: "empty while it goes on, and of samples"),
    .init("name", "The sample's identifier, or the treatment's agent"),
    .init(
      "class", "The sample's role, or the treatment's class",
      range: "`primary`, `recurrence`, `metastasis`, `plasma`, empty where not told; such as "
        + "`aromatase_inhibitor`"),
    .init(
      "best_response", "Best response to the treatment",
      range: "`CR`, `PR`, `SD`, `PD`, `NE`; empty where unknown, and of samples"),
    .init("order", "Place of the sample in the order of time points", range: "a whole number"),
    .init("site", "Anatomical site of the sample, as in the input"),
    .init(
      "specimen", "How the sample was kept",
      range: "`fresh_frozen`, `ffpe`, `plasma`, `cytology`; empty where unknown"),
    .init(
      "purity", "Tumour cell share of the sample as given", unit: "share of cells",
      range: "above 0 to 1; empty where it was not given"),
    .init("ploidy", "Mean copy number of the sample's tumour cells", unit: "copies per cell"),
    .init("sex", "The patient's sex", range: "`female`, `male`; empty where unknown"),
    .init("build", "The reference assembly", range: "`hg19`, `hg38`; empty where unknown"),
  ]
}
