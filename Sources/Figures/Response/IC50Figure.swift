public import DrugResponse
public import Results
import Wording

/// The IC50 of each genotype and drug with its interval; an arrow where it is not reached.
public struct IC50Figure: Sendable {
  private let rows: [ResponseCurveRow]
  private let left: Int
  private let hasTimes: Bool
  private let measure: ResponseSeries.Measure

  /// Most curves that are drawn.
  private static let most = 40

  /// Takes the curves.
  ///
  /// - Returns: `nil` without a curve that was fitted.
  public init?(_ curves: [ResponseCurveRow], measure: ResponseSeries.Measure = .viability) {
    self.measure = measure
    let fitted = curves.filter { $0.measure == measure && $0.answer != .notFitted }
    guard !fitted.isEmpty else { return nil }
    rows = Array(fitted.prefix(Self.most))
    hasTimes = Set(rows.map(\.hours)).count > 1
    left = fitted.count - rows.count
  }

  private func name(_ row: ResponseCurveRow) -> String {
    let time = hasTimes ? ", \(Wording.number(row.hours)) h" : ""
    return ShortName.cut("\(row.drug), \(row.cellLine) \(row.genotype)", most: 44) + time
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let names = rows.map(name).distinct
    let x = Channel(
      "dose", .quantitative, title: "\(measure.doseWords) (nmol/L, logarithmic)",
      scale: Scale(type: .log, nice: true), axis: Axis(format: "~g", tickCount: 6))
    let y = Channel(
      "name", .nominal, title: "", axis: Axis(labelLimit: 300), sort: .listed(names))
    var bars = Encoding(x: Channel("low", .quantitative, scale: x.scale), y: y)
    bars.x2 = .column("high")
    var bar = Mark(.rule, color: "#333333")
    bar.strokeWidth = 1.6
    var point = Mark(.point, color: "#333333", opacity: 1, size: 70)
    point.filled = true
    var points = Encoding(x: x, y: y)
    points.tooltip = [
      Channel("name", .nominal, title: "Drug and cells"),
      Channel("words", .nominal, title: measure.doseWords),
    ]
    var arrow = Mark(.text, color: "#333333")
    (arrow.align, arrow.fontSize, arrow.dx) = ("left", 12, 2)
    var arrows = Encoding(x: x, y: y)
    arrows.text = Channel("words", .nominal)
    arrows.tooltip = points.tooltip
    let data = rows.map { row -> DataRow in
      var data: DataRow = ["name": .text(name(row))]
      if row.absoluteAnswer == .reached, let value = row.absolute.value {
        data["kind"] = .text("dose")
        data["dose"] = .number(value)
        data["low"] = .number(row.absolute.low ?? value)
        data["high"] = .number(row.absolute.high ?? value)
        data["words"] = .text(ResponseWording.dose(value))
      } else {
        data["kind"] = .text("none")
        let isAbove = row.absoluteAnswer == .notReached || row.answer == .flat
        data["dose"] = .number((isAbove ? row.highestDose : row.lowestDose) ?? 1)
        data["words"] = .text(
          isAbove
            ? "→ above \(row.highestDose.map(ResponseWording.dose) ?? "all doses")"
            : row.absoluteAnswer == .reachedBelow
              ? "← below \(row.lowestDose.map(ResponseWording.dose) ?? "all doses")"
              : "reached without the drug")
      }
      return data
    }
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Dots: \(measure.doseMeaning), with 95 % intervals. Arrows: beyond the doses "
          + "tested.\(left > 0 ? " Not drawn: \(left) more." : "")"
      ],
      description: "\(finding) Each line is a drug on cells.", width: .pixels(380),
      height: .step(24), data: data,
      layers: [
        Layer(bar, bars, filter: "datum.kind == 'dose'"),
        Layer(point, points, filter: "datum.kind == 'dose'"),
        Layer(arrow, arrows, filter: "datum.kind == 'none'"),
      ])
  }

  private var finding: String {
    let reached = rows.count { $0.absoluteAnswer == .reached }
    return "\(measure.doseWords) of \(Wording.count(rows.count, "curve")): \(reached) reached."
  }
}

extension IC50Figure: StudyFigure {
  /// `ic50`.
  public static let name = "ic50"
  /// What it shows.
  public static let summary = "IC50 of each drug and genotype with intervals"
  /// An experiment.
  public static let source = FigureSource.response

  /// The chart of all curves, or of those that are asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let curves = input.response.curves.filter {
      input.isAsked(drug: $0.drug) && input.isAsked(cellLine: $0.cellLine)
        && input.isAsked($0.hours, among: input.response.curves)
    }
    guard let figure = IC50Figure(curves, measure: input.measure) else {
      throw .nothing(words: "no curve of a single drug")
    }
    return [figure.chart]
  }
}
