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
    (treatments ?? []).filter { $0.patient == patient }.map(TreatmentBand.init)
      .sorted { $0.start < $1.start }
  }

  /// Every patient's lines of treatment, by their first day; patients without any are left out.
  public var treatmentsByPatient: [String: [TreatmentBand]] {
    Dictionary(grouping: treatments ?? [], by: \.patient).mapValues { lines in
      lines.map(TreatmentBand.init).sorted { $0.start < $1.start }
    }
  }
}

extension TreatmentBand {
  init(_ entry: ManifestTreatment) {
    self.init(
      agent: entry.agent, kind: entry.kind, start: entry.start, stop: entry.stop,
      bestResponse: entry.bestResponse)
  }
}
