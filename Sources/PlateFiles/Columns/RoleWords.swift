import DelimitedText
import DrugResponse

extension SheetWords<WellRole> {
  /// What a well may be for.
  static let wellRoles = SheetWords([
    Entry(
      .sample, "sample", "treated", "treatment", "test", "compound", "drug", "no", "false",
      "none", "0", meaning: "Cells with a drug"),
    Entry(
      .vehicle, "vehicle", "DMSO", "untreated", "solvent", "mock", "negative",
      "negative control", "neg", "neg control", "NC", "PBS", "ethanol", "EtOH", "vehicle control",
      "DMSO control", "untreated control", "solvent control",
      meaning: "Cells without a drug: what responses are relative to"),
    Entry(
      .positiveControl, "positive", "positive control", "pos", "pos control", "PC", "kill",
      "killing control", "dead",
      meaning: "Cells with a treatment that kills them, for the quality of the plate"),
    Entry(
      .blank, "blank", "medium", "media", "background", "no cells", "cell free", "empty",
      "medium only", "media only",
      meaning: "Medium without cells: the background, which is subtracted"),
  ])
}

/// The names that tables give to no drug.
enum NoDrug {
  /// Whether a drug's name means that there is none: a dash, `none`, or what a vehicle is called.
  static func isMeant(by name: String) -> Bool {
    ["-", "–", "none", "no drug"].contains(name.lowercased())
      || SheetWords.wellRoles[name] == .vehicle
  }
}
