/// A response at doses of two drugs.
public struct CombinationPoint: Hashable, Sendable {
  /// The dose of drug A, at least 0.
  public let doseA: Double
  /// The dose of drug B, at least 0.
  public let doseB: Double
  /// The response, such as viability relative to untreated wells.
  public let response: Double

  /// Creates a point.
  public init(doseA: Double, doseB: Double, response: Double) {
    self.doseA = doseA
    self.doseB = doseB
    self.response = response
  }
}
