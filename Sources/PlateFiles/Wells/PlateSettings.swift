public import DrugResponse

/// What is stated beside a table, for columns that it lacks.
///
/// What a table says itself is never overruled.
public struct PlateSettings: Hashable, Sendable {
  /// What the responses of an exported table mean.
  public enum Response: String, Hashable, Sendable, CaseIterable {
    /// What is left, relative to untreated cells.
    case viability
    /// What is lost, relative to untreated cells.
    case inhibition
  }

  /// The unit of the doses.
  public var unit: ConcentrationUnit?
  /// Hours from the addition of the drug to the measurement.
  public var hours: Double?
  /// The plate's name; that of the file where neither says.
  public var plate: String?
  /// The cell line.
  public var cellLine: String?
  /// The genotype.
  public var genotype: String?
  /// The number of wells of a plate; by default anything up to 1,536.
  public var format: PlateFormat?
  /// What the responses of a SynergyFinder or `synergy` table mean.
  public var response: Response?
  /// The drugs of a `synergy` table, which does not name them.
  public var drugs: [String]

  /// States nothing unless told otherwise.
  public init(
    unit: ConcentrationUnit? = nil, hours: Double? = nil, plate: String? = nil,
    cellLine: String? = nil, genotype: String? = nil, format: PlateFormat? = nil,
    response: Response? = nil, drugs: [String] = []
  ) {
    (self.unit, self.hours, self.plate) = (unit, hours, plate)
    (self.cellLine, self.genotype, self.format) = (cellLine, genotype, format)
    (self.response, self.drugs) = (response, drugs)
  }
}
