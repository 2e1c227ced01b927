/// A drug at a concentration.
public struct Treatment: Hashable, Sendable {
  /// The drug's name.
  public let drug: String
  /// The concentration, which may be 0.
  public let concentration: Concentration

  /// Creates a treatment.
  public init(drug: String, concentration: Concentration) {
    self.drug = drug
    self.concentration = concentration
  }
}

/// What a well is for.
public enum WellRole: String, Hashable, Sendable, CaseIterable {
  /// A treated well.
  case sample
  /// Cells with solvent alone: what responses are relative to.
  case vehicle
  /// Cells with a treatment that is known to kill.
  case positiveControl
  /// Medium without cells: the background.
  case blank
}

/// One measurement of one well.
public struct PlateWell: Hashable, Sendable {
  /// The plate's name.
  public let plate: String
  /// The place on the plate.
  public let position: WellPosition
  /// The cell line.
  public let cellLine: String
  /// The genotype, such as `ERBB2 S310F` or `GFP`.
  public let genotype: String
  /// The treatments; none, one or two drugs.
  public let treatments: [Treatment]
  /// What the well is for.
  public let role: WellRole
  /// Hours since the drug was added.
  public let hours: Double
  /// The signal: counts, or a measure proportional to them.
  public let value: Double
  /// The signal of the same line when the drug was added, where it was measured.
  public let dayZeroValue: Double?

  /// Creates a measurement.
  public init(
    plate: String, position: WellPosition, cellLine: String, genotype: String,
    treatments: [Treatment], role: WellRole, hours: Double, value: Double,
    dayZeroValue: Double? = nil
  ) {
    self.plate = plate
    self.position = position
    self.cellLine = cellLine
    self.genotype = genotype
    self.treatments = treatments
    self.role = role
    self.hours = hours
    self.value = value
    self.dayZeroValue = dayZeroValue
  }

  /// The cells in the well.
  public var cells: CellPopulation { CellPopulation(cellLine: cellLine, genotype: genotype) }
}

/// A cell line with a genotype.
public struct CellPopulation: Hashable, Comparable, Sendable {
  /// The cell line.
  public let cellLine: String
  /// The genotype.
  public let genotype: String

  /// Creates a population.
  public init(cellLine: String, genotype: String) {
    self.cellLine = cellLine
    self.genotype = genotype
  }

  /// Orders by line, then by genotype.
  public static func < (first: CellPopulation, second: CellPopulation) -> Bool {
    (first.cellLine, first.genotype) < (second.cellLine, second.genotype)
  }
}
