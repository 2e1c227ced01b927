import Results
import TumorModel
import Wording

/// How many of each patient's mutations have each call.
public struct OriginBarsFigure: Sendable {
  private let patients: [StudyPatient]
  private let total: Int
  private let finding: String

  /// Most patients that are drawn: those with most mutations called.
  static let most = 40

  /// Takes the calls of a study.
  ///
  /// - Returns: `nil` where no patient has a call.
  public init?(patients: [StudyPatient]) {
    let called = patients.filter { !$0.calls.isEmpty }
    guard !called.isEmpty else { return nil }
    total = called.count
    finding = Self.finding(called)
    let chosen = called.enumerated().sorted {
      ($1.element.calls.count, $0.offset) < ($0.element.calls.count, $1.offset)
    }.prefix(Self.most).sorted { $0.offset < $1.offset }
    self.patients = chosen.map(\.element)
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let looks = OriginPalette.present(patients.flatMap { $0.calls.map(\.call) })
    let order = patients.map(\.id)
    let y = Channel(
      "patient", .nominal, title: "", axis: Axis(labelLimit: 160), sort: .listed(order))
    var x = Channel(
      "share", .quantitative, title: "Share of calls", scale: .range(0, 1),
      axis: Axis(format: "%", tickCount: 5))
    x.stack = .zero
    var bars = Encoding(x: x, y: y)
    bars.color = Channel(
      "origin", .nominal, title: "Call", scale: OriginPalette.areas(looks), legend: .at("right"),
      sort: .listed(looks.map(\.words)))
    bars.order = Channel("rank", .quantitative)
    bars.tooltip = [
      Channel("patient", .nominal, title: "Patient"), Channel("origin", .nominal, title: "Call"),
      Channel("count", .quantitative, title: "Calls"),
    ]
    var bar = Mark(.bar)
    (bar.stroke, bar.strokeWidth) = ("#333333", 0.5)
    // The counts in the bars, and their order, say the same as the colours.
    var label = Mark(.text)
    (label.fontSize, label.color) = (11, "#000000")
    var onDark = label
    onDark.color = "#FFFFFF"
    var words = Encoding(x: Channel("middle", .quantitative), y: y)
    words.text = Channel("count", .quantitative)
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Numbers in the bars: calls; order of the parts as in the legend."
          + (total > patients.count
            ? " Drawn: the \(patients.count) patients with most calls, of \(total)." : "")
      ],
      description: "\(finding) Each bar is a patient, divided by its calls.",
      width: .pixels(420), height: .step(18), data: rows(looks),
      layers: [
        Layer(bar, bars),
        Layer(label, words, filter: "datum.share > 0.07 && !datum.dark"),
        Layer(onDark, words, filter: "datum.share > 0.07 && datum.dark"),
      ])
  }

  private static func finding(_ patients: [StudyPatient]) -> String {
    let tally = CallTally(patients.lazy.flatMap(\.calls).map(\.call))
    return
      "Of \(Wording.count(tally.total, "call")) in \(Wording.count(patients.count, "patient")): "
      + "\(tally.words)."
  }

  private func rows(_ looks: [OriginPalette.Look]) -> [DataRow] {
    patients.flatMap { patient -> [DataRow] in
      var before = 0.0
      return looks.enumerated().compactMap { rank, look -> DataRow? in
        let count = patient.calls.count { $0.call == look.label }
        guard count > 0 else { return nil }
        let share = Double(count) / Double(patient.calls.count)
        defer { before += share }
        return [
          "patient": .text(patient.id), "origin": .text(look.words), "count": .integer(count),
          "share": .number(share), "middle": .number(before + 0.5 * share), "rank": .integer(rank),
          "dark": .truth(look.isDark),
        ]
      }
    }
  }
}

extension OriginBarsFigure: StudyFigure {
  /// `origins`.
  public static let name = "origins"
  /// What it shows.
  public static let summary = "the calls of each patient"
  /// The results of a study.
  public static let source = FigureSource.study
  /// Once in a study's figures.
  public static let place = FigurePlace.once

  /// The calls of all patients.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    guard let figure = OriginBarsFigure(patients: input.patients) else {
      throw .nothing(words: "no patient has a call")
    }
    return [figure.chart]
  }
}
