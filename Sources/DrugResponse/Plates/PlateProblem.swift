/// What is wrong with the wells of an experiment.
public enum PlateProblem: Error, Hashable, Sendable {
  /// There are no wells.
  case noWells
  /// A well was measured twice at one time.
  case duplicatedWell(plate: String, position: WellPosition, hours: Double)
  /// A signal is below 0.
  case negativeValue(plate: String, position: WellPosition, value: Double)
  /// A signal or time is not a finite number.
  case notFinite(plate: String, position: WellPosition)
  /// A plate has wells outside the largest known format.
  case unknownFormat(plate: String)
  /// A plate's values are all the same: perhaps a column of constants was read.
  case allValuesEqual(plate: String)
  /// Treated cells have no vehicle wells on their plate at that time.
  case missingVehicle(plate: String, cells: CellPopulation, hours: Double)
  /// The vehicle wells are not above the background, so that nothing is relative to them.
  case vehicleNotAboveBlank(plate: String, cells: CellPopulation, hours: Double)
  /// A treated well names no drug.
  case sampleWithoutDrug(plate: String, position: WellPosition)
  /// A well names one drug twice, or more than two drugs.
  case unsupportedTreatments(plate: String, position: WellPosition)
  /// A vehicle well, or a blank, has a drug at a dose above 0.
  case treatedControl(plate: String, position: WellPosition)
  /// A drug was given to cells at one dose alone, so that there is no curve.
  case singleDose(drug: String, cells: CellPopulation, dose: Concentration)

  /// Whether responses cannot be computed from the wells; otherwise only a part is lost.
  public var preventsAnalysis: Bool {
    switch self {
    case .singleDose: false
    case .noWells, .duplicatedWell, .negativeValue, .notFinite, .unknownFormat, .allValuesEqual,
      .missingVehicle, .vehicleNotAboveBlank, .sampleWithoutDrug, .unsupportedTreatments,
      .treatedControl:
      true
    }
  }
}
