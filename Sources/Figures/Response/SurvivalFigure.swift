public import Results
import Wording

/// Kaplan-Meier curves of groups with their bands, and the numbers at risk below.
public struct SurvivalFigure: Sendable {
  let endpoint: String
  let rows: [SurvivalRow]
  let groups: [String]
  let comparisons: [SurvivalComparisonRow]

  /// Takes one end point.
  ///
  /// Where there are groups, all patients together are left out.
  ///
  /// - Returns: `nil` without a step.
  public init?(
    _ rows: [SurvivalRow], comparisons: [SurvivalComparisonRow], endpoint: String
  ) {
    let own = rows.filter { $0.endpoint == endpoint }
    let all = own.map(\.group).distinct
    let groups = all.count > 1 ? all.filter { $0 != SurvivalRow.all } : all
    let drawn = own.filter { groups.contains($0.group) }
    guard !drawn.isEmpty else { return nil }
    (self.groups, self.rows, self.endpoint) = (groups, drawn, endpoint)
    self.comparisons = comparisons.filter { $0.endpoint == endpoint }
  }

  private var last: Double { rows.map(\.time).max() ?? 1 }

  /// Days at which numbers at risk stand.
  private var ticks: [Double] {
    let steps: [Double] = [7, 14, 30, 60, 91, 182, 365, 730, 1826, 3652]
    let step = steps.first { last / $0 <= 7 } ?? last / 6
    return stride(from: 0, through: last, by: step).map { $0 }
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let height = 260.0
    // Room to the left for the numbers at risk at the start.
    let domain: [Datum] = [.number(-0.035 * last), .number(max(1, last * 1.04))]
    let x = Channel(
      "day", .quantitative, title: "Days", scale: Scale(domain: domain, nice: false),
      axis: Axis(values: ticks))
    // Rows below the axis for the numbers at risk, in the units of the share.
    let row = 0.085
    let lowest = -row * Double(groups.count + 1)
    let y = Channel(
      "share", .quantitative, title: "Share without the event", scale: .range(lowest, 1),
      axis: Axis(format: ".1f", values: [0, 0.2, 0.4, 0.6, 0.8, 1]))
    // Bands are pale, and the legend is not.
    let legend: Legend = groups.count > 1 ? .at("right", symbolOpacity: 1) : .none
    let color = Channel(
      "group", .nominal, title: "Group", scale: GroupPalette.scale(groups),
      legend: legend, sort: .listed(groups))
    var curves = Encoding(x: x, y: y)
    curves.color = color
    curves.strokeDash = Channel(
      "group", .nominal, title: "Group", scale: GroupPalette.dashScale(groups),
      legend: legend, sort: .listed(groups))
    curves.tooltip = [
      Channel("group", .nominal, title: "Group"), Channel("day", .quantitative, title: "Day"),
      Channel("share", .quantitative, title: "Share", format: ".2f"),
    ]
    var bands = Encoding(x: x, y: Channel("low", .quantitative, scale: y.scale))
    bands.y2 = .column("high")
    bands.color = color
    var line = Mark(.line)
    (line.strokeWidth, line.interpolate) = (2.2, "step-after")
    var band = Mark(.area, opacity: 0.12)
    band.interpolate = "step-after"
    var tick = Mark(.text, color: "#222222")
    (tick.fontSize, tick.fontWeight) = (13, "bold")
    var censored = Encoding(x: x, y: y)
    censored.text = .value(.text("|"))
    censored.color = color
    censored.tooltip = curves.tooltip
    var number = Mark(.text, color: "#222222")
    number.fontSize = 11
    var numbers = Encoding(x: x, y: y)
    numbers.text = Channel("label", .nominal)
    numbers.color = color
    var title = Mark(.text, color: "#222222")
    (title.fontSize, title.align) = (11, "left")
    var titles = Encoding(x: .value(.integer(0)), y: y)
    titles.text = .value(.text("At risk"))
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Kaplan-Meier with 95 % log-log bands; strokes: last seen without the event."
          + (rows.contains { $0.atRisk != $0.atRisk.rounded() }
            ? " Patients of uncertain groups count in both, with their probabilities." : "")
          + caution
      ],
      description: "\(finding) A step curve for each of \(groups.count) groups.",
      width: .pixels(460), height: .pixels(Int(height * (1 - lowest))),
      layers: [
        Layer(band, bands, data: steps), Layer(line, curves, data: steps),
        Layer(tick, censored, data: marks),
        Layer(number, numbers, data: atRisk(row)),
        Layer(title, titles, data: [["share": .number(-row * 0.45)]]),
      ])
  }

  private var steps: [DataRow] {
    groups.flatMap { group -> [DataRow] in
      let start: DataRow = [
        "group": .text(group), "day": .number(0), "share": .number(1), "low": .number(1),
        "high": .number(1),
      ]
      return [start]
        + rows.filter { $0.group == group }.compactMap { row in
          guard let value = row.survival.value else { return nil }
          return [
            "group": .text(group), "day": .number(row.time), "share": .number(value),
            "low": .number(row.survival.low ?? value), "high": .number(row.survival.high ?? value),
          ]
        }
    }
  }

  private var marks: [DataRow] {
    rows.filter { $0.censored > 0 }.map { row in
      [
        "group": .text(row.group), "day": .number(row.time),
        "share": .number(row.survival.value ?? 0),
      ]
    }
  }

  private func atRisk(_ height: Double) -> [DataRow] {
    groups.enumerated().flatMap { place, group -> [DataRow] in
      let own = rows.filter { $0.group == group }.sorted { $0.time < $1.time }
      return ticks.map { day in
        // Those of the first step at or after the day; nobody after the last.
        let count = own.first { $0.time >= day }?.atRisk ?? 0
        return [
          "group": .text(group), "day": .number(day),
          "share": .number(-height * (Double(place) + 1.2)),
          "label": .text(Wording.number((count * 10).rounded() / 10)),
        ]
      }
    }
  }
}

extension SurvivalFigure: StudyFigure {
  /// `survival`.
  public static let name = "survival"
  /// What it shows.
  public static let summary = "Kaplan-Meier curves with numbers at risk"
  /// Patients under treatment.
  public static let source = FigureSource.response

  /// The chart of each end point, or of that which is asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let tables = input.response
    let endpoints = input.endpoint.map { [$0] } ?? tables.survival.map(\.endpoint).distinct
    let charts = endpoints.compactMap {
      SurvivalFigure(
        tables.survival, comparisons: tables.survivalComparisons, endpoint: $0)?.chart
    }
    guard !charts.isEmpty else { throw .nothing(words: "no follow-up of patients") }
    return charts
  }
}
