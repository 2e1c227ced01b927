public import DelimitedText

/// What a time of survival ends with, by the names of cBioPortal's columns.
public enum EndPoint: String, Hashable, Sendable, CaseIterable {
  /// Death of any cause.
  case overall = "OS"
  /// Death of the disease.
  case diseaseSpecific = "DSS"
  /// Progression or death.
  case progressionFree = "PFS"
  /// Recurrence, or progression, of a disease that was treated with curative intent.
  case diseaseFree = "DFS"
  /// Relapse.
  case relapseFree = "RFS"
  /// Any event that the study names so.
  case eventFree = "EFS"
}

/// A patient's time to an end point, or to the end of follow-up.
public struct SurvivalOutcome: Hashable, Sendable {
  /// The unit of times.
  public enum Unit: String, Hashable, Sendable, CaseIterable {
    /// Days.
    case days = "DAYS"
    /// Months, as the study counts them.
    case months = "MONTHS"
  }

  /// The patient's identifier.
  public let patient: String
  /// What the time ends with.
  public let endPoint: EndPoint
  /// The time, at least 0, from what the study counts from: most often diagnosis.
  public let time: Double
  /// Its unit.
  public let unit: Unit
  /// Whether the end point was reached; otherwise follow-up ended.
  public let isEvent: Bool
  /// Where it was read.
  public let location: TextLocation
}

extension SheetWords<Bool> {
  /// Whether an end point was reached, as cBioPortal and studies in it write that.
  static let outcomes = SheetWords([
    Entry(
      false, "0", "0:LIVING", "0:ALIVE", "0:CENSORED", "0:DiseaseFree", "LIVING", "ALIVE",
      "CENSORED", "DiseaseFree", "ProgressionFree", "no", "false",
      meaning: "Follow-up ended before it"),
    Entry(
      true, "1", "1:DECEASED", "1:DEAD", "1:PROGRESSION", "1:Recurred/Progressed", "DECEASED",
      "DEAD", "PROGRESSION", "PROGRESSED", "RECURRED", "RELAPSED", "Recurred/Progressed", "yes",
      "true", meaning: "It was reached"),
  ])

  /// The meaning of a status: the number before a colon decides, whatever the words after it.
  static func outcome(_ text: String) -> Bool? {
    if let meaning = outcomes[text] { return meaning }
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let number = text[..<colon].filter { $0 != " " }
    return number == "0" ? false : number == "1" ? true : nil
  }
}
