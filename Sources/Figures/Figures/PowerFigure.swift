import ClonalEvolution
import Glibc
public import Results
import TumorModel
import Wording

/// How well each depth would show one mutation in the earlier sample, its own depth marked.
public struct PowerFigure: Sendable {
  private let patient: String
  private let title: String
  private let sample: String
  private let setting: DetectionPower
  /// The power that the model has at the sample's own depth.
  private let power: Double?
  private let fractions: [Double]

  /// Takes a call.
  ///
  /// Purity, copy numbers, error rate and precision are those of the model that made the call; where
  /// it averaged over several, their means.
  ///
  /// - Parameters:
  ///   - call: The mutation and pair.
  ///   - pair: The pair's row, which holds the precision of allele counts.
  ///   - fractions: The cancer cell fractions to draw a curve for.
  /// - Returns: `nil` for joint calls, and where no reads were counted in the earlier sample.
  public init?(
    call: OriginRow, pair: PairRow?, fractions: [Double] = [0.05, 0.1, 0.25, 1]
  ) {
    guard let sample = call.earlierSample.id, let depth = call.earlier.depth,
      let purity = call.earlier.purity, let tumorCopies = call.explanation.tumorCopies,
      let normalCopies = call.explanation.normalCopies, let errorRate = call.explanation.errorRate,
      tumorCopies < 1000, normalCopies < 1000,
      let setting = DetectionPower(
        depth: depth, purity: purity, tumorCopies: max(1, Int(tumorCopies.rounded())),
        normalCopies: Int(normalCopies.rounded()), errorRate: errorRate,
        precision: pair?.earlier.precision ?? .infinity)
    else { return nil }
    patient = call.patient
    title = call.title
    power = call.earlier.detectionPower
    self.sample = sample
    self.setting = setting
    self.fractions = fractions
  }

  private static let depths = (0...72).map { Int((5 * pow(10, Double($0) / 24)).rounded()) }

  // Shades and dashes: a colour would mean a call.
  private static let looks: [(color: String, dash: [Int])] = [
    ("#9A9A9A", [1, 0]), ("#7A7A7A", [8, 3]), ("#555555", [2, 3]), ("#000000", [10, 3, 2, 3]),
    ("#333333", [4, 4]),
  ]

  /// The chart.
  public var chart: VegaLiteChart {
    let names = fractions.map { $0 == 1 ? "every cell (1)" : "a clone of \(Wording.number($0))" }
    let x = Channel(
      "depth", .quantitative,
      title: "Reads at the site in \(ShortName.cut(sample, most: ShortName.mostInTitle))",
      scale: Scale(type: .log, domain: [5, 5000], nice: false),
      axis: Axis(format: "~s", values: [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]))
    let y = Channel(
      "power", .quantitative, title: "P(detected)", scale: .range(0, 1),
      axis: Axis(format: ".1f", tickCount: 6))
    let looks = Array(zip(names, Self.looks))
    var line = Mark(.line)
    line.strokeWidth = 2.2
    var curves = Encoding(x: x, y: y)
    curves.color = Channel(
      "clone", .nominal, title: "Mutated in", scale: .names(looks.map { ($0, $1.color) }),
      legend: .at("right", symbolSize: 1_600), sort: .listed(names))
    curves.strokeDash = Channel(
      "clone", .nominal, title: "Mutated in", legend: .at("right", symbolSize: 1_600),
      sort: .listed(names))
    curves.strokeDash?.scale = Scale(domain: names.map { .text($0) })
    curves.strokeDash?.scale?.dashes = looks.map { $0.1.dash }
    curves.tooltip = [
      Channel("clone", .nominal, title: "Mutated in"),
      Channel("depth", .quantitative, title: "Reads"),
      Channel("power", .quantitative, title: "P(detected)", format: ".3f"),
    ]
    let rows = zip(fractions, names).flatMap { curveRows($0, $1) }
    var own = Mark(.rule, color: "#000000")
    (own.strokeWidth, own.strokeDash) = (1.5, [6, 4])
    let place = Datum.integer(max(5, min(5000, setting.depth)))
    var label = Mark(.text)
    // Above the frame: every place inside may have a curve.
    (label.align, label.baseline, label.dy) = ("center", "bottom", -3)
    var words = Encoding(x: .datum(place))
    words.y = .value(.integer(0))
    words.text = .value(.text("its depth: \(setting.depth)"))
    let layers = [
      Layer(line, curves, data: rows), Layer(own, Encoding(x: .datum(place)), data: [[:]]),
      Layer(label, words, data: [[:]]),
    ]
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Purity \(Wording.number(setting.purity)), \(setting.tumorCopies) copies in tumour cells, error "
          + "rate \(Wording.rate(setting.errorRate))\(precisionWords). Steps: detection needs whole reads."
      ],
      description: "\(finding) Each curve gives the probability that reads show the mutation, "
        + "against the number of reads.", width: .pixels(400), height: .pixels(260),
      layers: layers)
  }

  private var precisionWords: String {
    setting.precision.isFinite
      ? ", precision of allele counts \(Wording.number(setting.precision.rounded()))" : ""
  }

  private var finding: String {
    let power = power ?? setting.power(at: OriginGate.powerCellFraction)
    return
      "\(patient), \(title): with \(setting.depth) reads, \(sample) would have shown a clone of "
      + "\(Wording.number(OriginGate.powerCellFraction)) with power \(Wording.probability(power))."
  }

  private func curveRows(_ fraction: Double, _ name: String) -> [DataRow] {
    Self.depths.compactMap { depth in
      guard
        let setting = DetectionPower(
          depth: depth, purity: setting.purity, tumorCopies: setting.tumorCopies,
          normalCopies: setting.normalCopies, multiplicity: setting.multiplicity,
          errorRate: setting.errorRate, precision: setting.precision)
      else { return nil }
      return [
        "depth": .integer(depth), "power": .number(setting.power(at: fraction)),
        "clone": .text(name),
      ]
    }
  }
}

extension PowerFigure: StudyFigure {
  /// `power`.
  public static let name = "power"
  /// What it shows.
  public static let summary = "power of the earlier sample to show one mutation, by depth"
  /// The results of a study.
  public static let source = FigureSource.study
  /// A patient and a mutation.
  public static let needs: FigureNeeds = [.patient, .mutation]

  /// The power at the mutation that is asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let (patient, call) = try input.neededCall()
    guard let figure = PowerFigure(call: call, pair: patient.pair(of: call)) else {
      throw .nothing(
        words: "no reads of \(call.title) were counted in \(call.earlierSample.words(.earlier))")
    }
    return [figure.chart]
  }
}
