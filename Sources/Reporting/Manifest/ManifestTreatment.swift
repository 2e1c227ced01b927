public import TumorModel

/// A line of treatment in `manifest.json`.
public struct ManifestTreatment: Codable, Hashable, Sendable {
  /// The patient's identifier.
  public var patient: String
  /// The agent, or several.
  public var agent: String
  /// Its class, such as `aromatase_inhibitor`.
  public var kind: String
  /// The first day, from diagnosis.
  public var start: Int
  /// The last day; absent while it goes on.
  public var stop: Int?
  /// CR, PR, SD, PD or NE; empty where unknown.
  public var bestResponse: String

  /// Creates the entry of a treatment.
  public init(_ treatment: Treatment) {
    patient = treatment.patient
    agent = treatment.agent
    kind = treatment.kind
    start = treatment.start
    stop = treatment.stop
    bestResponse = treatment.bestResponse
  }
}

extension Manifest {
  /// A patient's lines of treatment, by their first day.
  public func treatments(of patient: String) -> [TreatmentBand] {
    (treatments ?? []).filter { $0.patient == patient }.map {
      TreatmentBand(
        agent: $0.agent, kind: $0.kind, start: $0.start, stop: $0.stop,
        bestResponse: $0.bestResponse)
    }.sorted { $0.start < $1.start }
  }
}
