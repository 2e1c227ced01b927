import DrugResponse
public import Results
import Wording

/// The change of each patient's target lesions over days.
public struct SpiderFigure: Sendable {
  private let visits: [CourseVisitRow]
  private let groups: [String: String]

  /// Takes patients with their assessments.
  ///
  /// - Returns: `nil` where no assessment has a change.
  public init?(_ courses: [CourseRow], visits: [CourseVisitRow]) {
    self.visits = visits.filter { $0.change != nil }
    guard !self.visits.isEmpty else { return nil }
    groups = Dictionary(
      courses.map { ($0.patient, $0.group.isEmpty ? "patients" : $0.group) }
    ) { first, _ in first }
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let patients = visits.map(\.patient).distinct
    let drawn = patients.map { groups[$0] ?? "patients" }.distinct
    let x = Channel("day", .quantitative, title: "Days from the start of treatment")
    let y = Channel(
      "change", .quantitative, title: "Change of the sum of target lesions",
      axis: Axis(format: "+.0%", tickCount: 7))
    var lines = Encoding(x: x, y: y)
    lines.detail = Channel("patient", .nominal)
    lines.color = Channel(
      "group", .nominal, title: "Group", scale: GroupPalette.scale(drawn),
      legend: drawn.count > 1 ? nil : Legend.none, sort: .listed(drawn))
    lines.tooltip = [
      Channel("patient", .nominal, title: "Patient"), Channel("day", .quantitative, title: "Day"),
      Channel("change", .quantitative, title: "Change", format: "+.0%"),
      Channel("response", .nominal, title: "Response"),
    ]
    var marks = lines
    marks.shape = Channel(
      "new", .nominal, title: "New lesion", scale: .names([("no", "circle"), ("yes", "cross")]))
    var line = Mark(.line, opacity: 0.85)
    line.strokeWidth = 1.8
    var point = Mark(.point, opacity: 1, size: 45)
    point.filled = true
    var name = Mark(.text, color: "#222222")
    (name.align, name.dx, name.fontSize, name.limit) = ("left", 6, 11, 110)
    var names = Encoding(x: x, y: y)
    names.text = Channel("patient", .nominal)
    var rule = Mark(.rule, color: "#555555")
    rule.strokeDash = [5, 4]
    let data = patients.flatMap { patient -> [DataRow] in
      let own = visits.filter { $0.patient == patient }.sorted { $0.day < $1.day }
      let group = groups[patient] ?? "patients"
      let start: DataRow = [
        "patient": .text(patient), "group": .text(group), "day": .number(0), "change": .number(0),
        "response": .text("start"), "new": .text("no"), "last": .truth(false),
      ]
      return [start]
        + own.enumerated().map { index, row in
          [
            "patient": .text(patient), "group": .text(group), "day": .number(row.day),
            "change": .number(row.change ?? 0), "response": .text(row.response.abbreviation),
            "new": .text(row.hasNewLesion ? "yes" : "no"), "last": .truth(index == own.count - 1),
          ]
        }
    }
    let limits = [TumorCourse.partialChange, TumorCourse.progressiveChange].map { value -> Layer in
      Layer(rule, Encoding(y: .datum(.number(value))), data: [[:]])
    }
    return VegaLiteChart(
      finding: "Target lesions of \(Wording.count(patients.count, "patient")) over days.",
      subtitle: [
        "Dashed: \(ClinicalWording.partialChange) (partial response) and \(ClinicalWording.progressiveChange). "
          + "Crosses: a new lesion, which is progression."
      ],
      description:
        "Target lesions of \(Wording.count(patients.count, "patient")) over days. One line per patient.",
      width: .pixels(460), height: .pixels(300), data: data,
      layers: limits + [Layer(line, lines), Layer(point, marks)]
        + (patients.count <= 25 ? [Layer(name, names, filter: "datum.last")] : []))
  }
}

extension SpiderFigure: StudyFigure {
  /// `spider`.
  public static let name = "spider"
  /// What it shows.
  public static let summary = "change of each patient's target lesions over days"
  /// Patients under treatment.
  public static let source = FigureSource.response

  /// The chart of all patients.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let figure = SpiderFigure(input.response.courses, visits: input.response.visits)
    guard let figure else { throw .nothing(words: "no patient with measured target lesions") }
    return [figure.chart]
  }
}
