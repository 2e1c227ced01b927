/// The follow-up of one patient.
public struct SurvivalTime: Hashable, Sendable {
  /// The time of the event or of the end of follow-up, above ``entry``, in any unit.
  public let time: Double
  /// Whether the event happened; otherwise follow-up ended without it.
  public let isEvent: Bool
  /// When the patient came under observation; only then can an event be seen.
  ///
  /// A patient whose group is known from a later biopsy alone was bound to live until then. Their time
  /// up to that biopsy is immortal and must not count: enter them there.
  public let entry: Double
  /// How many patients the row stands for, above 0.
  public let weight: Double

  /// Creates a follow-up.
  ///
  /// - Parameters:
  ///   - time: Above `entry`, or 0 where both are 0; anything else traps.
  ///   - isEvent: Whether the event happened.
  ///   - entry: At least 0; anything else traps.
  ///   - weight: Above 0; anything else traps.
  public init(time: Double, isEvent: Bool, entry: Double = 0, weight: Double = 1) {
    precondition(
      entry >= 0 && (time > entry || (time == 0 && entry == 0)), "a time after the entry")
    precondition(time.isFinite && weight > 0 && weight.isFinite, "a finite time, a weight above 0")
    self.time = time
    self.isEvent = isEvent
    self.entry = entry
    self.weight = weight
  }
}

/// The patients at risk at the times of events.
struct RiskSets {
  /// One time with an end of follow-up.
  struct Row {
    let time: Double
    let atRisk: Double
    let events: Double
    let censored: Double
  }

  /// All times, ascending.
  let rows: [Row]

  /// Events go before the ends of follow-up at the same time; a patient is at risk after the entry.
  init(_ patients: [SurvivalTime]) {
    let exits = patients.sorted { $0.time < $1.time }
    let entries = patients.map { ($0.entry, $0.weight) }.sorted { $0.0 < $1.0 }
    var rows: [Row] = []
    var (exit, entry) = (0, 0)
    var atRisk = 0.0
    while exit < exits.count {
      let time = exits[exit].time
      while entry < entries.count, entries[entry].0 < time || (time == 0 && entries[entry].0 == 0) {
        atRisk += entries[entry].1
        entry += 1
      }
      var (events, censored) = (0.0, 0.0)
      while exit < exits.count, exits[exit].time == time {
        if exits[exit].isEvent {
          events += exits[exit].weight
        } else {
          censored += exits[exit].weight
        }
        exit += 1
      }
      rows.append(Row(time: time, atRisk: atRisk, events: events, censored: censored))
      atRisk -= events + censored
    }
    self.rows = rows
  }
}
