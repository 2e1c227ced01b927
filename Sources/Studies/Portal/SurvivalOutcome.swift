public import DelimitedText

/// What a time of survival ends with, by the names of cBioPortal's columns.
public struct EndPoint: RawRepresentable, Hashable, Sendable {
  /// What the names of its columns begin with, such as `OS`.
  public let rawValue: String

  /// Creates an end point of a name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Death of any cause.
  public static let overall = EndPoint(rawValue: "OS")
  /// Death of the disease.
  public static let diseaseSpecific = EndPoint(rawValue: "DSS")
  /// Progression or death.
  public static let progressionFree = EndPoint(rawValue: "PFS")
  /// Recurrence, or progression, of a disease that was treated with curative intent.
  public static let diseaseFree = EndPoint(rawValue: "DFS")
  /// Relapse.
  public static let relapseFree = EndPoint(rawValue: "RFS")
  /// Any event that the study names so.
  public static let eventFree = EndPoint(rawValue: "EFS")

  /// The end points that are looked for in every table of patients.
  public static let usual: [EndPoint] = [
    .overall, .diseaseSpecific, .progressionFree, .diseaseFree, .relapseFree, .eventFree,
  ]
}

/// Columns of a time that a study names in its own way.
public struct TimeColumns: Hashable, Sendable {
  /// The column of the time, in upper case; its name ends in `_DAYS` or `_MONTHS`.
  public let time: String
  /// The column of the status, in upper case; `nil` where every time that is recorded ended with the event.
  public let status: String?
  /// The unit, by the end of the name.
  public let unit: SurvivalOutcome.Unit
  /// The name without the unit.
  public let endPoint: EndPoint

  /// Takes columns; `nil` where the name of the time does not end in its unit.
  public init?(time: String, status: String? = nil) {
    let name = time.uppercased()
    guard
      let unit = SurvivalOutcome.Unit.allCases.first(where: { name.hasSuffix("_" + $0.rawValue) })
    else { return nil }
    self.time = name
    self.status = status?.uppercased()
    self.unit = unit
    endPoint = EndPoint(rawValue: String(name.dropLast(unit.rawValue.count + 1)))
  }
}

/// A patient's time to an end point, or to the end of follow-up.
public struct SurvivalOutcome: Hashable, Sendable {
  /// The unit of times.
  public enum Unit: String, Hashable, Sendable, CaseIterable {
    /// Days.
    case days = "DAYS"
    /// Months, as the study counts them.
    case months = "MONTHS"

    /// Days of a month: a twelfth of 365.25.
    public static let daysPerMonth = 30.4375

    /// How many days one of it is.
    public var days: Double { self == .months ? Self.daysPerMonth : 1 }
  }

  /// The patient's identifier.
  public let patient: String
  /// What the time ends with.
  public let endPoint: EndPoint
  /// The time, at least 0, from what the study counts from: most often diagnosis.
  public let time: Double
  /// Its unit.
  public let unit: Unit
  /// The time in days; a month counts as ``Unit/daysPerMonth``.
  public var days: Double { time * unit.days }
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
