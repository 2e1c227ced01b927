/// A column of `treatments.csv`: the one place that says its name, what it holds and how it is written.
enum TreatmentColumn: String, CaseIterable {
  case patient, agent
  case kind = "class"
  case start = "start_day"
  case stop = "stop_day"
  case response = "best_response"

  /// What the table cannot do without.
  static let required: [TreatmentColumn] = [.patient, .agent, .start]
  /// The words of ``response``.
  static let responses = ["CR", "PR", "SD", "PD", "NE"]

  /// What the column holds.
  var meaning: String {
    switch self {
    case .patient: "The patient, as in the sheet"
    case .agent: "The drug or other treatment"
    case .kind: "Its class, by which `metachron cohort` compares patients"
    case .start: "When it began"
    case .stop: "When it ended; blank where it goes on or is not known"
    case .response:
      "Best response: complete, partial, stable disease, progressive disease, not evaluable"
    }
  }

  /// What a field may hold, to complete `expected …`.
  var expectation: String {
    switch self {
    case .patient: "the patient's identifier"
    case .agent: "the agent"
    case .kind: "any text"
    case .start, .stop: SheetColumn.day.expectation
    case .response:
      Self.responses.dropLast().joined(separator: ", ") + " or "
        + (Self.responses.last ?? "")
    }
  }
}
