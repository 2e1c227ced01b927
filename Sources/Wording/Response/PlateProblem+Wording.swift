package import DrugResponse

extension PlateProblem {
  /// The problem in words, with what was expected.
  package var words: String {
    switch self {
    case .noWells: "there is no well; expected one row per well"
    case .duplicatedWell(let plate, let position, let hours):
      "well \(position) of plate '\(plate)' is there twice at \(Wording.number(hours)) h; expected each well "
        + "once per time"
    case .negativeValue(let plate, let position, let value):
      "well \(position) of plate '\(plate)' has the value \(Wording.number(value)); expected a signal of 0 or "
        + "more, not corrected for the background"
    case .notFinite(let plate, let position):
      "well \(position) of plate '\(plate)' has a value that is no number; expected a number"
    case .unknownFormat(let plate):
      "plate '\(plate)' has wells outside a plate of 1,536; expected A01 to AF48"
    case .allValuesEqual(let plate):
      "all values of plate '\(plate)' are equal; expected measurements"
    case .missingVehicle(let plate, let cells, let hours):
      "plate '\(plate)' has no vehicle well of \(cells.words) at \(Wording.number(hours)) h; expected some, as "
        + "responses are relative to them"
    case .vehicleNotAboveBlank(let plate, let cells, let hours):
      "the vehicle wells of \(cells.words) on plate '\(plate)' at \(Wording.number(hours)) h are not above the "
        + "blanks; expected a higher signal"
    case .sampleWithoutDrug(let plate, let position):
      "well \(position) of plate '\(plate)' names no drug; expected a drug, or a word in 'control'"
    case .unsupportedTreatments(let plate, let position):
      "well \(position) of plate '\(plate)' names a drug twice or more than two drugs; expected one or two"
    case .treatedControl(let plate, let position):
      "control well \(position) of plate '\(plate)' has a drug at a dose above 0; expected none"
    case .singleDose(let drug, let cells, let dose):
      "\(drug) was given to \(cells.words) at one dose alone, \(ResponseWording.dose(dose.molar * 1e9)); expected "
        + "three or more for a curve"
    }
  }
}

extension CellPopulation {
  /// The cells in words.
  package var words: String {
    genotype.isEmpty ? cellLine : "\(cellLine) \(genotype)"
  }
}
