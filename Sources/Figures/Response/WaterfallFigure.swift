import DrugResponse
public import Results
import Wording

/// The best change of each patient's target lesions.
public struct WaterfallFigure: Sendable {
  private let rows: [CourseRow]
  private let left: Int

  /// Takes the patients.
  ///
  /// - Returns: `nil` where no patient has a change.
  public init?(_ courses: [CourseRow]) {
    rows = courses.filter { $0.bestChange != nil }.sorted {
      (-($0.bestChange ?? 0), $0.patient) < (-($1.bestChange ?? 0), $1.patient)
    }
    guard !rows.isEmpty else { return nil }
    left = courses.count - rows.count
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let names = rows.map(\.patient)
    let groups = rows.map { $0.group.isEmpty ? "patients" : $0.group }
    let labels = rows.count <= 60
    let x = Channel(
      "patient", .nominal, title: "",
      axis: labels ? Axis(labelLimit: 90, labelAngle: -60) : Axis.none,
      sort: .listed(names))
    let y = Channel(
      "change", .quantitative, title: "Best change of the sum of target lesions",
      axis: Axis(format: "+.0%", tickCount: 7))
    var bars = Encoding(x: x, y: y)
    let drawn = groups.distinct
    bars.color = Channel(
      "group", .nominal, title: "Group", scale: GroupPalette.scale(drawn),
      legend: drawn.count > 1 ? nil : Legend.none, sort: .listed(drawn))
    bars.tooltip = [
      Channel("patient", .nominal, title: "Patient"),
      Channel("change", .quantitative, title: "Best change", format: "+.0%"),
      Channel("best", .nominal, title: "Best response"),
    ]
    var letters = Encoding(x: x, y: y)
    letters.text = Channel("best", .nominal)
    var letter = Mark(.text, color: "#222222")
    (letter.fontSize, letter.baseline, letter.dy) = (11, "bottom", -3)
    var rule = Mark(.rule, color: "#555555")
    rule.strokeDash = [5, 4]
    let data = rows.enumerated().map { index, row -> DataRow in
      [
        "patient": .text(row.patient), "change": .number(row.bestChange ?? 0),
        "group": .text(groups[index]), "best": .text(row.best.abbreviation),
      ]
    }
    let limits = [TumorCourse.partialChange, TumorCourse.progressiveChange].map { value -> Layer in
      Layer(rule, Encoding(y: .datum(.number(value))), data: [[:]])
    }
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Letters: best response by RECIST 1.1. Dashed: \(ClinicalWording.partialChange) (partial response) and "
          + "\(ClinicalWording.progressiveChange) (progression)."
          + (left > 0 ? " Not drawn: \(left) without a measured change." : "")
      ],
      description: "\(finding) One bar per patient.",
      width: .pixels(max(260, min(620, 26 * rows.count))), height: .pixels(280), data: data,
      layers: [Layer(Mark(.bar), bars)] + limits + (labels ? [Layer(letter, letters)] : []))
  }

  private var finding: String {
    let fallen = rows.count { ($0.bestChange ?? 0) <= TumorCourse.partialChange }
    return
      "Target lesions of \(fallen) of \(Wording.count(rows.count, "patient")) fell by \(Wording.percent(-TumorCourse.partialChange)) or more."
  }
}

extension WaterfallFigure: StudyFigure {
  /// `waterfall`.
  public static let name = "waterfall"
  /// What it shows.
  public static let summary = "best change of each patient's target lesions"
  /// Patients under treatment.
  public static let source = FigureSource.response

  /// The chart of all patients.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    guard let figure = WaterfallFigure(input.response.courses) else {
      throw .nothing(words: "no patient with measured target lesions")
    }
    return [figure.chart]
  }
}
