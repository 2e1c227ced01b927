public import Results
import TumorModel
import Wording

/// What is known of one mutation's cancer cell fraction in the earlier sample.
public struct PosteriorFigure: Sendable {
  private let call: OriginRow
  private let bins: [PosteriorRow]
  private let threshold: Double

  /// Takes one call and the posterior of its earlier fraction.
  ///
  /// - Returns: `nil` without a posterior.
  public init?(call: OriginRow, bins: [PosteriorRow], threshold: Double) {
    guard !bins.isEmpty else { return nil }
    self.call = call
    self.bins = bins
    self.threshold = threshold
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let x = Channel(
      "low", .quantitative,
      title: "Cancer cell fraction in \(ShortName.cut(sample, most: ShortName.mostInTitle))",
      scale: .range(-0.03, 1.03),
      axis: Axis(format: ".1f", values: (0...10).map { Double($0) / 10 }, grid: false))
    let top = max(absent, clonal, steps.map(\.mass).max() ?? 0)
    let y = Channel(
      "mass", .quantitative,
      title: "Probability (of each step of \(Wording.number(Self.step)), of 0, of 1)",
      scale: .range(0, max(0.02, 1.15 * top)), axis: Axis(tickCount: 5))
    // Grey: a colour means a call, and a range of fractions is none.
    var area = Mark(.bar, color: "#9a9a9a", opacity: 1)
    area.clip = true
    var curve = Encoding(x: x, y: y)
    curve.x2 = .column("high")
    // A bar between two places across has no foot of its own.
    curve.y2 = .datum(0)
    curve.tooltip = [
      Channel("range", .nominal, title: "Fraction"),
      Channel("mass", .quantitative, title: "Probability", format: ".3f"),
    ]
    var limit = Mark(.rule, color: "#000000")
    (limit.strokeDash, limit.strokeWidth) = ([6, 4], 1.5)
    var label = Mark(.text, color: "#000000")
    // Above the frame: bars may stand anywhere inside.
    (label.align, label.baseline, label.dy) = ("center", "bottom", -3)
    var layers = [Layer(area, curve, data: stepRows)]
    if let lod = call.earlier.limitOfDetection {
      layers.append(Layer(limit, Encoding(x: .datum(.number(lod))), data: [[:]]))
      var words = Encoding(x: .datum(.number(lod)))
      words.y = .value(.integer(0))
      words.text = .value(.text("limit of detection \(Wording.number(lod))"))
      layers.append(Layer(label, words, data: [[:]]))
    }
    layers += atoms
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Dark bars at 0 and 1: probability that no cell, and that every cell, had it. "
          + (call.earlier.limitOfDetection == nil
            ? "Even a clonal mutation would be missed too often here."
            : "Dashed: smallest clone seen with \(GateWords.limitPower) power.")
      ],
      description:
        "\(finding) Each bar is the posterior probability of a range of the share of tumour cells with "
        + "the mutation in \(sample).", height: .pixels(260), layers: layers)
  }

  private var sample: String { call.earlierSample.words(.earlier) }

  private var absent: Double { bins.first { $0.high == 0 }?.probability ?? 0 }
  private var clonal: Double { bins.last { $0.low == 1 }?.probability ?? 0 }

  private var finding: String {
    let above = bins.reduce(0) { total, bin in
      if bin.low >= threshold { return total + bin.probability }
      guard bin.high > threshold else { return total }
      return total + bin.probability * (bin.high - threshold) / (bin.high - bin.low)
    }
    return
      "\(call.patient), \(call.title): P(none in \(sample)) \(Wording.probability(absent)), P(a clone of "
      + "\(Wording.exact(threshold)) or more) \(Wording.probability(above))."
  }

  /// The width of a bar: one for all, so that heights are probabilities as those of 0 and 1 are.
  private static let step = 0.05

  /// The probability of each step between 0 and 1; a range across two steps is shared by its length.
  private var steps: [(low: Double, high: Double, mass: Double)] {
    let count = Int((1 / Self.step).rounded())
    let ranges = bins.filter { $0.high > $0.low }
    return (0..<count).map { index in
      let (low, high) = (Double(index) / Double(count), Double(index + 1) / Double(count))
      let mass = ranges.reduce(0) { total, bin in
        let common = min(high, bin.high) - max(low, bin.low)
        return common > 0 ? total + bin.probability * common / (bin.high - bin.low) : total
      }
      return (low, high, mass)
    }
  }

  private var stepRows: [DataRow] {
    steps.map { step in
      [
        "low": .number(step.low), "high": .number(step.high), "mass": .number(step.mass),
        "range": .text("\(Wording.number(step.low)) to \(Wording.number(step.high))"),
      ]
    }
  }

  /// The probabilities of 0 and of 1, each of its own.
  private var atoms: [Layer] {
    let rows: [DataRow] = [(0.0, absent), (1.0, clonal)].map { place, mass in
      [
        "place": .number(place), "mass": .number(mass),
        "words": .text("P \(Wording.probability(mass))"),
      ]
    }
    let bar = Mark(.bar, color: "#1a1a1a", size: 9)
    var bars = Encoding(x: Channel("place", .quantitative), y: Channel("mass", .quantitative))
    bars.tooltip = [
      Channel("place", .quantitative, title: "Fraction"),
      Channel("mass", .quantitative, title: "Probability", format: ".3f"),
    ]
    var label = Mark(.text, color: "#000000")
    (label.baseline, label.dy, label.fontSize) = ("bottom", -4, 11)
    var words = Encoding(x: Channel("place", .quantitative), y: Channel("mass", .quantitative))
    words.text = Channel("words", .nominal)
    // Towards the middle: neither end has room for words on both sides.
    let labels = zip(rows, [("left", -5.0), ("right", 5.0)]).flatMap { row, side -> [Layer] in
      var own = label
      (own.align, own.dx) = side
      // White outlines: the limit of detection may cross the words.
      var under = own
      (under.color, under.stroke, under.strokeWidth) = ("#ffffff", "#ffffff", 3)
      return [Layer(under, words, data: [row]), Layer(own, words, data: [row])]
    }
    return [Layer(bar, bars, data: rows)] + labels
  }
}

extension PosteriorFigure: StudyFigure {
  /// `posterior`.
  public static let name = "posterior"
  /// What it shows.
  public static let summary =
    "posterior of one mutation's cancer cell fraction in the earlier sample"
  /// The results of a study.
  public static let source = FigureSource.study
  /// A patient and a mutation.
  public static let needs: FigureNeeds = [.patient, .mutation]

  /// The posterior of the mutation that is asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let (patient, call) = try input.neededCall()
    guard
      let figure = PosteriorFigure(
        call: call, bins: patient.posterior(of: call), threshold: input.threshold)
    else {
      throw .nothing(
        words:
          "no posterior of \(call.title) is in the results; expected one of the genes named by "
          + "--genes, or a run with --sensitivity all")
    }
    return [figure.chart]
  }
}
