/// A line of treatment on a time axis.
public struct TreatmentBand: Hashable, Sendable {
  /// The agent, or several.
  public var agent: String
  /// The agent's class, such as `aromatase_inhibitor`.
  public var kind: String
  /// The first and last day, from diagnosis; no last day while it goes on.
  public var start: Int
  /// The last day.
  public var stop: Int?
  /// CR, PR, SD, PD or NE; empty where unknown.
  public var bestResponse: String

  /// Creates a line of treatment.
  public init(agent: String, kind: String, start: Int, stop: Int?, bestResponse: String) {
    self.agent = agent
    self.kind = kind
    self.start = start
    self.stop = stop
    self.bestResponse = bestResponse
  }
}
