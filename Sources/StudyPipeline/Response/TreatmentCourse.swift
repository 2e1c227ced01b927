import Results
import Studies
import TumorModel

/// What the timelines of a study tell of one patient from the start of a treatment on.
struct TreatmentCourse {
  let patient: String
  /// The first day of the treatment, from diagnosis.
  let start: Double
  /// Days from the start, and whether the event happened, by end point.
  let followUps: [(name: String, days: Double, isEvent: Bool)]

  /// The first treatment of each patient whose agent's name contains some text.
  ///
  /// A patient without a note of progression or death is followed to the last day of which anything is
  /// known: the end of overall survival, which counts from diagnosis, a note or a treatment.
  static func courses(of treatment: String, in outcomes: PortalOutcomes) -> [TreatmentCourse] {
    let wanted = treatment.lowercased()
    var order: [String] = []
    var first: [String: Treatment] = [:]
    var last: [String: Double] = [:]
    func see(_ patient: String, _ day: Double) { last[patient] = max(last[patient] ?? day, day) }
    for line in outcomes.treatments {
      see(line.patient, Double(line.stop ?? line.start))
      guard line.agent.lowercased().contains(wanted) else { continue }
      if first[line.patient] == nil { order.append(line.patient) }
      if line.start < first[line.patient]?.start ?? .max { first[line.patient] = line }
    }
    for status in outcomes.statuses { see(status.patient, Double(status.day)) }
    var deaths: [String: Double] = [:]
    for outcome in outcomes.survival where outcome.endPoint == .overall {
      see(outcome.patient, outcome.days)
      if outcome.isEvent { deaths[outcome.patient] = outcome.days }
    }
    let ends = Dictionary(grouping: outcomes.statuses.filter { $0.kind != .other }, by: \.patient)
    func died(_ patient: String) -> [Double] {
      (ends[patient] ?? []).filter { $0.kind == .death }.map { Double($0.day) }
        + [deaths[patient]].compactMap(\.self)
    }
    return order.compactMap { patient -> TreatmentCourse? in
      guard let line = first[patient] else { return nil }
      let start = Double(line.start)
      let end = max(last[patient] ?? start, start)
      let noted =
        (ends[patient] ?? []).map { Double($0.day) } + [deaths[patient]].compactMap(\.self)
      var followUps: [(name: String, days: Double, isEvent: Bool)] = []
      let event = noted.filter { $0 > start }.min()
      if (event ?? end) > start {
        followUps.append((Endpoint.progressionNoted, (event ?? end) - start, event != nil))
      }
      // Death ends a treatment that nobody stopped.
      let stop = line.stop.map(Double.init) ?? died(patient).filter { $0 > start }.min()
      if (stop ?? end) > start {
        followUps.append((Endpoint.onTreatment, (stop ?? end) - start, stop != nil))
      }
      return followUps.isEmpty
        ? nil : TreatmentCourse(patient: patient, start: start, followUps: followUps)
    }
  }
}
