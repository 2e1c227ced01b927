import Glibc
public import Results
import Wording

/// Genes by how often they were acquired against the same patients' other mutations.
public struct VolcanoFigure: Sendable {
  private struct Row {
    let gene: String
    let observed: Double
    let expected: Double
    let pValue: Double
    let qValue: Double

    init?(_ row: CohortGeneRow) {
      guard let observed = row.observed, let expected = row.expected, expected > 0, let p = row.p,
        let q = row.q
      else {
        return nil
      }
      gene = row.gene
      (self.observed, self.expected, qValue) = (observed, expected, q)
      // A p-value too small for a double has no logarithm; it stands at the least that has one.
      pValue = max(p, .leastNormalMagnitude)
    }
  }

  /// The false discovery rate at which genes are called: that of the cohort's summary.
  private static let level = CohortSummary.falseDiscoveryRate
  /// Genes acquired less often than this, as log2 of observed over expected, stand at it.
  private static let leftEnd = -3.0
  /// Most genes that are named.
  private static let mostNamed = 12
  /// Most genes that are drawn: those with the smallest p-values.
  static let most = 2_000

  private let rows: [Row]
  /// Genes with an expectation, and how many have none.
  private let total: Int
  private let untested: Int
  /// All genes that are called, drawn or not, by their p-values.
  private let found: [String]
  private let named: Set<String>

  /// Takes the rows of `genes.tsv`; those without an expectation are left out.
  ///
  /// - Parameters:
  ///   - rows: The genes.
  ///   - leading: Genes that are named whatever their p-values.
  /// - Returns: `nil` without a gene.
  public init?(rows all: [CohortGeneRow], leading: [String] = []) {
    let known = all.compactMap(Row.init)
    guard !known.isEmpty else { return nil }
    total = known.count
    untested = all.count - known.count
    let sorted = known.sorted { ($0.pValue, $0.gene) < ($1.pValue, $1.gene) }
    rows = Array(sorted.prefix(Self.most))
    found = sorted.filter { $0.qValue <= Self.level }.map(\.gene)
    named = Set(found.prefix(Self.mostNamed) + sorted.prefix(3).map(\.gene) + leading)
  }

  /// The chart.
  public var chart: VegaLiteChart {
    // Given, not taken from the data: a layer may have no row.
    let places = rows.map(Self.place)
    let right = max(1, (places.map(\.excess).max() ?? 0) + 0.5)
    let top = max(1, (places.map(\.strength).max() ?? 0) * 1.08)
    let x = Channel(
      "excess", .quantitative,
      title: "log2 of observed over expected acquired mutations (−3 and below at −3)",
      scale: .range(Self.leftEnd - 0.2, right))
    let y = Channel("strength", .quantitative, title: "−log10 p", scale: .range(0, top))
    let tooltip = [
      Channel("gene", .nominal, title: "Gene"),
      Channel("observed", .quantitative, title: "Acquired, sum of probabilities", format: ".2f"),
      Channel(
        "expected", .quantitative, title: "Acquired, expected of other mutations", format: ".3f"),
      Channel("p", .quantitative, title: "p", format: ".2g"),
      Channel("q", .quantitative, title: "q (Benjamini–Hochberg)", format: ".2g"),
    ]
    var points = Encoding(x: x, y: y)
    points.tooltip = tooltip
    var found = Mark(.point, color: "#D55E00", opacity: 0.9, size: 80)
    found.filled = true
    var foundPoints = points
    foundPoints.shape = .value("triangle-up")
    let other = Mark(.point, color: "#6b6b6b", opacity: 0.7, size: 35)
    var label = Mark(.text)
    (label.align, label.dx, label.fontSize) = ("left", 8, 11)
    var words = Encoding(x: x, y: y)
    words.text = Channel("gene", .nominal)
    var layers = [
      Layer(other, points, filter: "!datum.found"),
      Layer(found, foundPoints, filter: "datum.found"),
    ]
    layers += Layer.words(label, words, filter: "datum.named")
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Triangles: q at most \(Wording.number(Self.level)). Expected: which of a patient's mutations "
          + "bears the gene's name is exchangeable."
          + (total > rows.count ? " Drawn: the \(rows.count) smallest p of \(total)." : "")
          + (untested > 0
            ? " Left out: \(Wording.count(untested, "gene")) without an expectation." : "")
      ],
      description: "\(finding) Each mark is a gene; the higher, the less exchange explains it.",
      width: .pixels(440), height: .pixels(320), data: data, layers: layers)
  }

  private var finding: String {
    guard !found.isEmpty else {
      return
        "None of \(Wording.count(total, "gene")) is acquired more often than the same patients' "
        + "other mutations at a false discovery rate of \(Wording.number(Self.level))."
    }
    return "\(Wording.count(found.count, "gene")) of \(Wording.grouped(total)) "
      + "\(found.count == 1 ? "is" : "are") acquired more often than the same patients' other mutations, at a false discovery rate of "
      + "\(Wording.number(Self.level)): " + Wording.list(Array(found.prefix(3)))
      + (found.count > 3 ? " first." : ".")
  }

  /// Nothing observed has no logarithm; such genes stand at the left end.
  private static func place(_ row: Row) -> (excess: Double, strength: Double) {
    (max(log2(row.observed / row.expected), leftEnd), -log10(row.pValue))
  }

  private var data: [DataRow] {
    rows.map { row in
      let place = Self.place(row)
      return [
        "gene": .text(row.gene), "excess": .number(place.excess),
        "strength": .number(place.strength), "observed": .number(row.observed),
        "expected": .number(row.expected), "p": .number(row.pValue), "q": .number(row.qValue),
        "found": .truth(row.qValue <= Self.level), "named": .truth(named.contains(row.gene)),
      ]
    }
  }
}

extension VolcanoFigure: StudyFigure {
  /// `volcano`.
  public static let name = "volcano"
  /// What it shows.
  public static let summary =
    "genes acquired more often than the same patients' other mutations (of a cohort)"
  /// A cohort's tables.
  public static let source = FigureSource.cohort
  /// Once in a study's figures.
  public static let place = FigurePlace.once

  /// The genes of a cohort.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    guard let cohort = input.cohort,
      let figure = VolcanoFigure(rows: cohort.genes, leading: cohort.targets.map(\.gene))
    else { throw .nothing(words: "the cohort has no gene with an expectation") }
    return [figure.chart]
  }
}
