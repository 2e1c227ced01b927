public import Results
import Wording

/// A heat map of two drugs on cells: viability, or the excess over one reference.
public struct SynergyFigure: Sendable {
  private let rows: [CombinationCellRow]
  private let quantity: SynergyQuantity

  /// Takes the pairs of doses of two drugs on the same cells.
  ///
  /// - Returns: `nil` where none has the quantity.
  public init?(_ rows: [CombinationCellRow], quantity: SynergyQuantity) {
    self.rows = rows.filter { quantity.fields($0).value != nil }
    self.quantity = quantity
    guard !self.rows.isEmpty else { return nil }
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let first = rows[0]
    let dosesA = Set(rows.map(\.doseA)).sorted().map(ResponseWording.dose)
    let dosesB = Set(rows.map(\.doseB)).sorted(by: >).map(ResponseWording.dose)
    let x = Channel(
      "a", .nominal, title: first.drugA, axis: Axis(labelAngle: -40), sort: .listed(dosesA))
    let y = Channel("b", .nominal, title: first.drugB, sort: .listed(dosesB))
    let values = rows.compactMap { quantity.fields($0).value }
    let most = max(0.1, values.map(abs).max() ?? 1)
    var scale =
      quantity.isExcess
      ? Scale(domain: [.number(-most), .number(0), .number(most)])
      : Scale(domain: [.number(0), .number(1)], clamp: true)
    scale.range = quantity.isExcess ? ["#9A6B4F", "#F4F4F4", "#1B7F8C"] : ["#F4F4F4", "#3F6FB5"]
    var tiles = Encoding(x: x, y: y)
    tiles.color = Channel(
      "value", .quantitative, title: quantity.isExcess ? "excess" : "viability", scale: scale,
      format: ".2f")
    tiles.tooltip = [
      Channel("a", .nominal, title: first.drugA), Channel("b", .nominal, title: first.drugB),
      Channel("value", .quantitative, title: quantity.words, format: ".3f"),
      Channel("interval", .nominal, title: "95 % interval"),
    ]
    var words = Encoding(x: x, y: y)
    words.text = Channel("label", .nominal)
    var label = Mark(.text, color: "#111111")
    label.fontSize = 11
    let data = rows.map { row -> DataRow in
      let value = quantity.fields(row)
      let isClear = quantity.isExcess && ((value.low ?? -1) > 0 || (value.high ?? 1) < 0)
      return [
        "a": .text(ResponseWording.dose(row.doseA)), "b": .text(ResponseWording.dose(row.doseB)),
        "value": .number(value.value ?? 0),
        "interval": .text(
          value.low == nil
            ? "none"
            : "\(Wording.number(value.low ?? 0)) to \(Wording.number(value.high ?? 0))"),
        "label": .text(
          "\(Wording.number(((value.value ?? 0) * 100).rounded() / 100))\(isClear ? "*" : "")"),
      ]
    }
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        quantity.isExcess
          ? "Above 0: fewer cells are left than the reference expects. *: the 95 % bootstrap interval excludes 0."
          : "The share of cells that is left, relative to vehicle."
      ],
      description: "\(finding) A grid of \(dosesA.count) by \(dosesB.count) doses.",
      width: .step(58), height: .step(34), data: data,
      layers: [Layer(Mark(.rect), tiles), Layer(label, words)])
  }

  private var finding: String {
    let first = rows[0]
    let values = rows.compactMap { quantity.fields($0).value }
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    return
      "\(first.cellLine) \(first.genotype), \(first.drugA) with \(first.drugB): \(quantity.words)"
      + (quantity.isExcess
        ? ", on average \(Wording.number((mean * 100).rounded() / 100))."
        : ", at the least \(Wording.number(((values.min() ?? 0) * 100).rounded() / 100)).")
  }
}

extension SynergyFigure: StudyFigure {
  /// `synergy`.
  public static let name = "synergy"
  /// What it shows.
  public static let summary = "heat map of two drugs: viability, or the excess over a reference"
  /// An experiment.
  public static let source = FigureSource.response

  /// The map of each pair of drugs on cells, or of those that are asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let charts = input.combinedCells.compactMap {
      SynergyFigure($0, quantity: input.quantity)?.chart
    }
    guard !charts.isEmpty else { throw .nothing(words: "no combination of two drugs") }
    return charts
  }
}
