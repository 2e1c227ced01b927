import DrugResponse
public import Results
import Wording

/// The sum of one patient's target lesions over days, with the limits of response and progression.
public struct CourseFigure: Sendable {
  private let row: CourseRow
  private let baseline: Double
  private let visits: [CourseVisitRow]

  /// Takes a patient with the assessments.
  ///
  /// - Returns: `nil` without a sum at the start and one after it.
  public init?(_ row: CourseRow, visits: [CourseVisitRow]) {
    guard let baseline = row.baseline, visits.contains(where: { $0.change != nil }) else {
      return nil
    }
    (self.row, self.baseline) = (row, baseline)
    self.visits = visits.sorted { $0.day < $1.day }
  }

  private var last: Double { visits.last?.day ?? 1 }

  private func sum(_ visit: CourseVisitRow) -> Double? {
    visit.change.map { baseline * (1 + $0) }
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let top = 1.15 * max(limits.map(\.1).max() ?? baseline, visits.compactMap(sum).max() ?? 0)
    let x = Channel(
      "day", .quantitative, title: "Days from the start of treatment",
      scale: .range(0, last * 1.05), axis: Axis(tickCount: 7))
    let y = Channel(
      "sum", .quantitative, title: "Sum of target lesions (mm)", scale: .range(0, top),
      axis: Axis(tickCount: 6))
    var limit = Mark(.line, color: "#555555")
    (limit.strokeWidth, limit.strokeDash) = (1.4, [5, 4])
    var steps = limit
    steps.interpolate = "step-after"
    var label = Mark(.text, color: "#333333")
    (label.fontSize, label.align, label.baseline, label.dy, label.dx) = (
      11, "left", "bottom", -3, 2
    )
    var labels = Encoding(x: x, y: y)
    labels.text = Channel("label", .nominal)
    var line = Mark(.line, color: "#1B7F8C")
    line.strokeWidth = 2.2
    var point = Mark(.point, color: "#1B7F8C", opacity: 1, size: 60)
    point.filled = true
    var points = Encoding(x: x, y: y)
    points.shape = Channel(
      "new", .nominal, scale: .names([("no", "circle"), ("yes", "cross")]), legend: Legend.none)
    points.tooltip = [
      Channel("day", .quantitative, title: "Day"),
      Channel("sum", .quantitative, title: "Sum (mm)", format: ".1f"),
      Channel("response", .nominal, title: "Response"),
      Channel("new", .nominal, title: "New lesion"),
    ]
    var letter = Mark(.text, color: "#222222")
    (letter.fontSize, letter.baseline, letter.dy) = (11, "bottom", -8)
    var letters = Encoding(x: x, y: y)
    letters.text = Channel("response", .nominal)
    var rule = Mark(.rule, color: "#A33B20")
    rule.strokeWidth = 1.6
    var end = label
    (end.color, end.align, end.baseline, end.dx, end.dy) = ("#A33B20", "right", "top", -4, 4)
    let progression = row.progressionDay.map { day -> [Layer] in
      let data: [DataRow] = [
        ["day": .number(day), "sum": .number(top), "label": .text("progression")]
      ]
      return [
        Layer(rule, Encoding(x: x), data: data), Layer(end, labels, data: data),
      ]
    }
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Dashed: \(CourseWording.partialLimit) (partial response), and \(CourseWording.progressionLimit) "
          + "(progression). Letters: response by RECIST 1.1."
          + (visits.contains(where: \.hasNewLesion) ? " Cross: a new lesion." : "")
      ],
      description:
        "\(finding) The sum at each assessment, with the limits of response and progression.",
      width: .pixels(400), height: .pixels(260), data: sums,
      layers: [
        Layer(limit, Encoding(x: x, y: y), data: response),
        Layer(steps, Encoding(x: x, y: y), data: progressionLimit),
        Layer(label, labels, data: names),
      ] + (progression ?? [])
        + [
          Layer(line, Encoding(x: x, y: y)), Layer(point, points),
        ] + Layer.words(letter, letters, filter: "datum.response != ''"))
  }

  private var sums: [DataRow] {
    [["day": 0, "sum": .number(baseline), "response": "", "new": "no"]]
      + visits.compactMap { visit in
        sum(visit).map {
          [
            "day": .number(visit.day), "sum": .number($0),
            "response": .text(visit.response.abbreviation),
            "new": .text(visit.hasNewLesion ? "yes" : "no"),
          ]
        }
      }
  }

  /// The largest sum that is a partial response, in millimetres.
  private var responseLimit: Double { baseline * (1 + TumorCourse.partialChange) }

  /// The smallest sum that is progression, in millimetres.
  ///
  /// - Parameter lowest: The lowest sum before.
  private static func progressionLimit(_ lowest: Double) -> Double {
    lowest + max(TumorCourse.progressiveChange * lowest, TumorCourse.progressiveGrowth)
  }

  private var response: [DataRow] {
    [0, last].map { ["day": .number($0), "sum": .number(responseLimit)] }
  }

  /// The limit of progression from each day on: it falls with the lowest sum.
  private var limits: [(Double, Double)] {
    var lowest = baseline
    var limits = [(0.0, Self.progressionLimit(lowest))]
    for visit in visits {
      guard let sum = sum(visit), sum < lowest else { continue }
      lowest = sum
      limits.append((visit.day, Self.progressionLimit(lowest)))
    }
    return limits
  }

  private var progressionLimit: [DataRow] {
    (limits + [(last, limits.last?.1 ?? baseline)]).map {
      ["day": .number($0.0), "sum": .number($0.1)]
    }
  }

  private var names: [DataRow] {
    [
      [
        "day": 0, "sum": .number(responseLimit),
        "label": "partial response",
      ],
      ["day": 0, "sum": .number(limits[0].1), "label": "progression"],
    ]
  }

  private var finding: String {
    let change = row.bestChange.map { ", \(ResponseCells.change($0)) at the least" } ?? ""
    let end =
      row.progressionDay.map { ", progression on day \(Wording.number($0.rounded()))" }
      ?? ", no progression seen"
    return "\(row.patient): \(row.best.words)\(change)\(end)."
  }
}
