public import Results
import TumorModel
import Wording

/// Shared and private mutations of pairs of samples.
public struct RelatednessFigure: Sendable {
  private let pairs: [PairRow]
  private let total: Int
  private let finding: String

  /// Most pairs that are drawn.
  static let most = 40

  /// Takes pairs; joint ones are left out, and those that were not tested are counted, not drawn.
  ///
  /// - Returns: `nil` without a pair.
  public init?(pairs: [PairRow]) {
    let single = pairs.filter { !$0.earlierSample.isJoint && !$0.laterSample.isJoint }
    let drawn = single.filter { $0.shared != nil }
    guard !drawn.isEmpty else { return nil }
    total = single.count
    finding = Self.finding(single)
    self.pairs = Array(drawn.prefix(Self.most))
  }

  // The colours of the calls that such mutations come to.
  private static let parts = [
    ("only in the earlier sample", OriginPalette.look(.lost).area),
    ("in both", OriginPalette.look(.preexistingClonal).area),
    ("only in the later sample", OriginPalette.look(.acquired).area),
  ]

  /// The chart.
  public var chart: VegaLiteChart {
    let names = pairs.map(name)
    let left = max(1, pairs.map { $0.privateEarlier ?? 0 }.max() ?? 1)
    let right = max(1, pairs.map { ($0.shared ?? 0) + ($0.privateLater ?? 0) }.max() ?? 1)
    // A number of mutations has no sign: the side tells the sample, the label the number.
    var numbers = Axis(tickCount: 6)
    numbers.labelExpr = "format(abs(datum.value), '~s')"
    let y = Channel(
      "pair", .nominal, title: "", axis: Axis(labelLimit: 300), sort: .listed(names))
    let x = Channel(
      "start", .quantitative,
      title: "Expected mutations: earlier sample alone, to the left; later sample, to the right",
      scale: .range(-1.05 * left, right + 0.25 * (left + right)), axis: numbers)
    var bars = Encoding(x: x, y: y)
    bars.x2 = .column("stop")
    bars.color = Channel(
      "part", .nominal, title: "Mutations", scale: .names(Self.parts.map { ($0.0, $0.1) }),
      legend: .at("bottom"), sort: .listed(Self.parts.map(\.0)))
    bars.tooltip = [
      Channel("pair", .nominal, title: "Pair"), Channel("part", .nominal, title: "Mutations"),
      Channel("count", .quantitative, title: "Expected number", format: ".1f"),
      Channel("verdict", .nominal, title: "Verdict"),
    ]
    var label = Mark(.text)
    (label.align, label.dx, label.fontSize) = ("left", 6, 11)
    var words = Encoding(x: Channel("stop", .quantitative), y: y)
    words.text = Channel("verdict", .nominal)
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Left of 0: only in the earlier sample. Right: in both, then only in the later sample."
          + (total > pairs.count ? " Drawn: \(pairs.count) of \(total) pairs." : "")
      ],
      description:
        "\(finding) Each bar is a pair of samples; its middle part, from 0 on, counts the mutations in "
        + "both.", width: .pixels(440), height: .step(24), data: rows,
      layers: [
        Layer(Mark(.bar), bars),
        Layer(label, words, filter: "datum.part == 'only in the later sample'"),
      ])
  }

  private static func finding(_ pairs: [PairRow]) -> String {
    let related = pairs.count { $0.relatedness == .related }
    let independent = pairs.count { $0.relatedness == .independent }
    return
      "\(related) of \(Wording.count(pairs.count, "pair")) \(related == 1 ? "comes" : "come") from one tumour, \(independent) "
      + "\(independent == 1 ? "is" : "are") independent, "
      + "\(pairs.count - related - independent) undecided."
  }

  private func name(_ pair: PairRow) -> String { pair.title }

  private var rows: [DataRow] {
    pairs.flatMap { pair -> [DataRow] in
      let shared = pair.shared ?? 0
      let spans = [
        (-(pair.privateEarlier ?? 0), 0, pair.privateEarlier ?? 0), (0, shared, shared),
        (shared, shared + (pair.privateLater ?? 0), pair.privateLater ?? 0),
      ]
      return zip(Self.parts, spans).map { part, span in
        [
          "pair": .text(name(pair)), "part": .text(part.0), "start": .number(span.0),
          "stop": .number(span.1), "count": .number(span.2),
          "verdict": .text(pair.relatedness.words),
        ]
      }
    }
  }
}

extension RelatednessFigure: StudyFigure {
  /// `relatedness`.
  public static let name = "relatedness"
  /// What it shows.
  public static let summary = "shared and private mutations of each pair of samples"
  /// The results of a study.
  public static let source = FigureSource.study
  /// Once in a study's figures.
  public static let place = FigurePlace.once

  /// The pairs of all patients.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    guard let figure = RelatednessFigure(pairs: input.patients.flatMap(\.pairs)) else {
      throw .nothing(words: "the results have no pair")
    }
    return [figure.chart]
  }
}
