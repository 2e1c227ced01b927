public import Results
import Wording

/// Doses of two drugs that leave half of the cells, beside those of dose additivity.
public struct IsobologramFigure: Sendable {
  private let rows: [IsoboleRow]

  /// Takes the isobole of two drugs on cells.
  ///
  /// - Returns: `nil` where no pair of doses reaches the viability.
  public init?(_ rows: [IsoboleRow]) {
    guard rows.contains(where: { $0.doseA != nil }) else { return nil }
    self.rows = rows
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let first = rows[0]
    let x = Channel(
      "a", .quantitative, title: "\(first.drugA) (nmol/L)", scale: Scale(zero: true),
      axis: Axis(format: "~g", tickCount: 6))
    let y = Channel(
      "b", .quantitative, title: "\(first.drugB) (nmol/L)", scale: Scale(zero: true),
      axis: Axis(format: "~g", tickCount: 6))
    var curve = Encoding(x: x, y: y)
    curve.order = Channel("step", .quantitative)
    curve.tooltip = [
      Channel("a", .quantitative, title: first.drugA, format: ".3~g"),
      Channel("b", .quantitative, title: first.drugB, format: ".3~g"),
    ]
    var found = Mark(.line, color: "#1B7F8C")
    found.strokeWidth = 2.5
    var straight = Mark(.line, color: "#555555")
    (straight.strokeWidth, straight.strokeDash) = (1.6, [6, 4])
    func data(_ dose: (IsoboleRow) -> Double?) -> [DataRow] {
      rows.enumerated().compactMap { step, row in
        dose(row).map { ["a": .number($0), "b": .number(row.doseB), "step": .integer(step)] }
      }
    }
    let additive = data(\.additiveDoseA)
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Line: doses that leave half of the cells, on the fitted MuSyC surface."
          + (additive.isEmpty
            ? " A drug alone does not leave half, so that dose additivity has no line."
            : " Dashed: dose additivity. Below it less of the drugs is needed.")
      ],
      description: "\(finding) Doses of both drugs.", width: .pixels(320), height: .pixels(300),
      layers: [
        Layer(found, curve, data: data(\.doseA)), Layer(straight, curve, data: additive),
      ])
  }

  private var finding: String {
    let first = rows[0]
    return
      "\(first.cellLine) \(first.genotype): \(first.drugA) with \(first.drugB), doses that leave "
      + "\(Wording.percent(first.level)) of the cells."
  }
}

extension IsobologramFigure: StudyFigure {
  /// `isobologram`.
  public static let name = "isobologram"
  /// What it shows.
  public static let summary = "doses of two drugs that leave half of the cells"
  /// An experiment.
  public static let source = FigureSource.response

  /// The chart of each pair of drugs on cells, or of those that are asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let rows = input.response.isoboles.filter {
      input.isAsked($0.drugA, $0.drugB, $0.cellLine) && input.isAsked(genotype: $0.genotype)
    }
    let keys = rows.map { [$0.cellLine, $0.genotype, $0.drugA, $0.drugB, "\($0.hours)"] }
    let groups = Dictionary(grouping: zip(keys, rows)) { $0.0 }
    let charts = keys.distinct.compactMap { key in
      IsobologramFigure((groups[key] ?? []).map(\.1))?.chart
    }
    guard !charts.isEmpty else {
      throw .nothing(words: "no combination that leaves half of the cells")
    }
    return charts
  }
}

extension FigureInput {
  /// Whether a drug is asked for.
  func isAsked(drug: String) -> Bool { drugs.isEmpty || drugs.contains(drug) }

  /// Whether a cell line is asked for.
  func isAsked(cellLine: String) -> Bool { self.cellLine.map { $0 == cellLine } ?? true }

  /// Whether a genotype is asked for.
  func isAsked(genotype: String) -> Bool { self.genotype.map { $0 == genotype } ?? true }

  /// Whether a time is asked for: the last of the curves where none is named.
  func isAsked(_ hours: Double, among curves: [ResponseCurveRow]) -> Bool {
    hours == self.hours ?? curves.filter { $0.measure == measure }.map(\.hours).max()
  }

  /// Whether two drugs on a cell line are asked for.
  func isAsked(_ drugA: String, _ drugB: String, _ cellLine: String) -> Bool {
    drugs.allSatisfy { [drugA, drugB].contains($0) } && isAsked(cellLine: cellLine)
  }

  /// The pairs of doses, those of two drugs on the same cells together.
  var combinedCells: [[CombinationCellRow]] {
    let rows = response.cells.filter {
      isAsked($0.drugA, $0.drugB, $0.cellLine) && isAsked(genotype: $0.genotype)
    }
    let keys = rows.map { [$0.cellLine, $0.genotype, $0.drugA, $0.drugB, "\($0.hours)"] }
    let groups = Dictionary(grouping: zip(keys, rows)) { $0.0 }
    return keys.distinct.map { (groups[$0] ?? []).map(\.1) }
  }
}
