/// One line of treatment.
public struct Treatment: Hashable, Sendable {
  /// The patient's identifier.
  public var patient: String
  /// The agent, or several joined by plus signs.
  public var agent: String
  /// The class, as study folders name it.
  public var kind: String
  /// The first day, from diagnosis.
  public var start: Int
  /// The last day, from diagnosis; `nil` while it continues.
  public var stop: Int?
  /// CR, PR, SD, PD or NE.
  public var bestResponse: String

  /// Creates a line of treatment.
  public init(
    patient: String, agent: String, kind: String, start: Int, stop: Int?, bestResponse: String
  ) {
    self.patient = patient
    self.agent = agent
    self.kind = kind
    self.start = start
    self.stop = stop
    self.bestResponse = bestResponse
  }
}
