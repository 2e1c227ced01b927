import DelimitedText
import TumorModel

extension SheetWords<SampleRole> {
  /// What a biopsy may be. ``SampleTypes`` reads the looser words of clinical tables.
  static let roles = SheetWords([
    Entry(
      .primary, "primary", "primary tumour", "primary tumor",
      meaning: "The tumour in which the disease began"),
    Entry(
      .recurrence, "recurrence", "recurrent", "recurrent tumour", "recurrent tumor",
      "local recurrence", "relapse", "relapsed",
      meaning: "The tumour again, at its place or anywhere; after the primary where no day tells"),
    Entry(
      .metastasis, "metastasis", "metastases", "metastatic", "metastatic tumour",
      "metastatic tumor", "distant metastasis", "met", "mets",
      meaning: "A tumour elsewhere; after primary and recurrence where no day tells"),
    Entry(
      .plasma, "plasma", "cfDNA", "ctDNA", "cell-free DNA", "liquid biopsy",
      meaning: "Cell-free DNA; ordered as a metastasis where no day tells"),
    Entry(
      .normal, "normal", "matched normal", "normal tissue", "germline", "buffy coat",
      meaning: "Tissue without tumour, from which inherited variants are recognised; never compared"
    ),
  ])
}

extension SheetWords<Specimen> {
  /// How a specimen may be preserved.
  static let specimens = SheetWords([
    Entry(
      .freshFrozen, "fresh_frozen", "frozen", "fresh", "snap frozen", "FF",
      meaning: "Fresh or frozen tissue"),
    Entry(
      .ffpe, "ffpe", "formalin-fixed", "formalin-fixed paraffin-embedded", "paraffin",
      meaning: "Fixed in formalin, which damages cytosines: more C>T and G>A errors"),
    Entry(
      .plasma, "plasma", "cfDNA", "ctDNA", "cell-free DNA", meaning: "Cell-free DNA of blood"),
    Entry(
      .cytology, "cytology", "fine-needle aspirate", "FNA",
      meaning: "Few cells, often fixed"),
  ])
}

extension SheetWords<Sex> {
  /// A patient's chromosomal sex.
  static let sexes = SheetWords([
    Entry(.female, "female", "F", "XX", "woman", meaning: "Two copies of X in normal cells"),
    Entry(.male, "male", "M", "XY", "man", meaning: "One copy of X and one of Y in normal cells"),
  ])
}
