/// A response at a dose.
public struct DosePoint: Hashable, Sendable {
  /// The dose, at least 0, in any unit that is the same throughout; results are in that unit.
  public let dose: Double
  /// The response, such as viability relative to untreated wells.
  public let response: Double

  /// Creates a point.
  public init(dose: Double, response: Double) {
    self.dose = dose
    self.response = response
  }
}
