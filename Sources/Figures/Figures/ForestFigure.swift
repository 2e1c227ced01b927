import TumorModel
public import Results
import Wording

/// The fraction of patients whose primary lacked a gene's mutation, gene by gene.
public struct ForestFigure: Sendable {
  private struct Row {
    let gene: String
    let patients: Int
    let effective: Double
    let mean: Double
    let low: Double
    let high: Double

    init?(_ row: CohortFractionRow, title: String) {
      guard let mean = row.estimate, let low = row.low, let high = row.high else { return nil }
      gene = title
      (patients, effective) = (row.patients, row.effective ?? 0)
      (self.mean, self.low, self.high) = (mean, low, high)
    }
  }

  private static let threshold = Wording.percent(CohortSummary.threshold)

  /// Most genes that are drawn.
  static let most = 30

  private let rows: [Row]
  private let total: Int
  private let unassessed: Int
  /// The fewest patients of a gene that was not asked for; `nil` without such a gene.
  private let fewest: Int?

  /// Takes the rows of `fractions.tsv`, of which those of the main analysis count.
  ///
  /// Genes asked for come first, with their class; the others by their patients.
  ///
  /// - Returns: `nil` without a gene that has an assessable patient.
  public init?(rows all: [CohortFractionRow], targets: [CohortTarget] = []) {
    let genes = Set(targets.map(\.gene))
    let main = all.filter { $0.isMain }
    let rows = main.compactMap { row in
      let target = CohortTarget(gene: row.gene, className: row.className)
      return Row(
        row,
        title: targets.contains(target)
          ? target.title : genes.contains(row.gene) ? "\(row.gene) (any class)" : row.gene)
    }
    let assessed = rows.filter { $0.patients > 0 }
    guard !assessed.isEmpty else { return nil }
    total = assessed.count
    unassessed = main.count - assessed.count
    let leading = targets.map(\.title)
    let first = leading.compactMap { gene in assessed.first { $0.gene == gene } }
    let rest = assessed.filter { !leading.contains($0.gene) }.sorted {
      (-$0.patients, -$0.mean, $0.gene) < (-$1.patients, -$1.mean, $1.gene)
    }
    self.rows = Array((first + rest).prefix(Self.most))
    fewest = rest.last?.patients
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let y = Channel(
      "gene", .nominal, title: "", axis: Axis(labelLimit: 200), sort: .listed(rows.map(\.gene)))
    let x = Channel(
      "mean", .quantitative,
      title:
        "Fraction of patients with less than \(Self.threshold) of the primary's tumour cells mutated",
      scale: .range(0, 1), axis: Axis(format: ".1f", tickCount: 6))
    var bar = Mark(.rule, color: "#333333")
    bar.strokeWidth = 1.6
    var bars = Encoding(x: Channel("low", .quantitative, scale: x.scale), y: y)
    bars.x2 = .column("high")
    var point = Mark(.point, color: "#D55E00", opacity: 1, size: 80)
    point.filled = true
    var points = Encoding(x: x, y: y)
    points.shape = .value("square")
    points.tooltip = [
      Channel("gene", .nominal, title: "Gene"),
      Channel("words", .nominal, title: "Effective of all patients"),
      Channel("mean", .quantitative, title: "Best", format: ".3f"),
      Channel("low", .quantitative, title: "95 % from", format: ".3f"),
      Channel("high", .quantitative, title: "95 % to", format: ".3f"),
    ]
    var label = Mark(.text)
    (label.align, label.dx, label.fontSize) = ("left", 8, 11)
    var words = Encoding(x: .datum(1), y: y)
    words.text = Channel("words", .nominal)
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Squares: the best fraction; lines: 95 % intervals, from the patients' likelihood curves. Right: "
          + "patients with clear reads that would say as much, of all."
          + counted
          + (unassessed > 0
            ? " Left out: \(Wording.count(unassessed, "gene")) without an assessable patient." : "")
      ],
      description: "\(finding) Each line is a gene with its 95 % interval.",
      width: .pixels(380), height: .step(24), data: data,
      layers: [Layer(bar, bars), Layer(point, points), Layer(label, words)])
  }

  /// Which genes are counted, and how many of them are drawn.
  private var counted: String {
    guard let fewest else { return "" }
    let drawn = total > rows.count ? "Drawn: \(rows.count) of \(total) genes" : "Drawn: all genes"
    return " \(drawn) that were asked for or have at least "
      + "\(Wording.count(fewest, "patient")) whose primary's reads say something."
  }

  private var finding: String {
    let row = rows[0]
    return "\(row.gene): less than \(Self.threshold) of the primary's tumour cells mutated in "
      + "\(Wording.percent(row.mean)) "
      + "(95 % interval \(Wording.percent(row.low)) to \(Wording.percent(row.high))), of \(Wording.count(row.patients, "patient"))."
  }

  private var data: [DataRow] {
    rows.map { row in
      [
        "gene": .text(row.gene), "mean": .number(row.mean), "low": .number(row.low),
        "high": .number(row.high),
        "words": .text(
          "\(Wording.number((10 * row.effective).rounded() / 10)) of \(row.patients)"),
      ]
    }
  }
}

extension ForestFigure: StudyFigure {
  /// `forest`.
  public static let name = "forest"
  /// What it shows.
  public static let summary =
    "in how many patients the primary lacked each gene's mutation, with intervals (of a cohort)"
  /// A cohort's tables.
  public static let source = FigureSource.cohort
  /// Once in a study's figures.
  public static let place = FigurePlace.once

  /// The chart of a cohort.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    guard let cohort = input.cohort,
      let figure = ForestFigure(rows: cohort.fractions, targets: cohort.targets)
    else { throw .nothing(words: "no gene of the cohort has an assessable patient") }
    return [figure.chart]
  }
}
