import Results

/// The groups of patients under treatment as figures name them.
struct CourseGroups {
  private let names: [String: String]
  /// The groups that are drawn, in order.
  let drawn: [String]

  /// The name of patients where there are no groups.
  private static let everyone = "patients"
  /// The name of patients in no group where others are in one.
  private static let none = "no group"

  /// Takes the groups of the patients; calls that are not certain have names that say so.
  init(_ courses: [CourseRow]) {
    let hasGroups = courses.contains { !$0.group.isEmpty || $0.probability != nil }
    names = Dictionary(
      courses.map { course in
        (course.patient, hasGroups ? Self.name(course) : Self.everyone)
      }
    ) { first, _ in first }
    let all = Set(names.values)
    drawn = all.subtracting([Self.none]).sorted() + (all.contains(Self.none) ? [Self.none] : [])
  }

  /// The group of a patient.
  func name(of patient: String) -> String { names[patient] ?? Self.none }

  /// The channel of colours.
  var color: Channel {
    Channel(
      "group", .nominal, title: "Group", scale: GroupPalette.scale(drawn),
      legend: drawn.count > 1 ? nil : Legend.none, sort: .listed(drawn))
  }

  private static func name(_ course: CourseRow) -> String {
    if !course.group.isEmpty { return course.group }
    switch course.probability {
    case nil: return none
    case let acquired? where acquired >= 0.9: return "acquired (P at least 0.9)"
    case let acquired? where acquired <= 0.1: return "pre-existing (P at least 0.9)"
    default: return "origin uncertain"
    }
  }
}
