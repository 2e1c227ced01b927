public import Results
import TumorModel
import Wording

/// Which pairs of genes are mutated together less or more often than their patients' burdens imply.
public struct ExclusivityFigure: Sendable {
  private struct Row {
    var first: String
    var second: String
    let both: Int
    let expected: Double
    /// Mid-p-values, as in the text of a cohort.
    let exclusive: Double
    let together: Double
    let departure: CohortExclusivityRow.Departure

    init?(_ row: CohortExclusivityRow) {
      guard let expected = row.expected, let exclusive = row.midPExclusive,
        let together = row.midPCooccurring, let departure = row.departure
      else { return nil }
      self.departure = departure
      first = CohortTarget(gene: row.geneA, className: row.classA).title
      second = CohortTarget(gene: row.geneB, className: row.classB).title
      (both, self.expected) = (row.both, expected)
      (self.exclusive, self.together) = (exclusive, together)
    }
  }

  /// Most genes that are drawn.
  static let most = 16

  private let rows: [Row]
  private let genes: [String]
  /// The pair that comes first.
  private let leading: Row
  /// All tested pairs by how often they are mutated together.
  private let counts: [CohortExclusivityRow.Departure: Int]
  private let untested: Int

  /// Takes pairs in any order, each once; of many genes, those that come first are drawn, and all
  /// pairs are counted.
  ///
  /// - Returns: `nil` without a pair that was tested.
  public init?(rows all: [CohortExclusivityRow]) {
    let rows = all.compactMap(Row.init)
    guard let leading = rows.first else { return nil }
    self.leading = leading
    counts = rows.reduce(into: [:]) { $0[$1.departure, default: 0] += 1 }
    untested = all.count - rows.count
    var seen: Set<String> = []
    let genes = rows.flatMap { [$0.first, $0.second] }.filter { seen.insert($0).inserted }
    self.genes = Array(genes.prefix(Self.most))
    let drawn = Set(self.genes)
    // One half of the square: the gene that comes first stands on the side, the other below.
    let places = Dictionary(uniqueKeysWithValues: self.genes.enumerated().map { ($1, $0) })
    self.rows = rows.filter { drawn.contains($0.first) && drawn.contains($0.second) }.map { row in
      guard let first = places[row.first], let second = places[row.second], first > second else {
        return row
      }
      var turned = row
      (turned.first, turned.second) = (row.second, row.first)
      return turned
    }
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let x = Channel(
      "second", .nominal, title: "", axis: Axis(labelAngle: -45), sort: .listed(genes))
    let y = Channel("first", .nominal, title: "", sort: .listed(genes))
    var tile = Mark(.rect)
    (tile.stroke, tile.strokeWidth) = ("#ffffff", 2)
    var tiles = Encoding(x: x, y: y)
    tiles.color = Channel(
      "side", .nominal, title: "Exact p at most \(Self.level)",
      scale: .names(CohortExclusivityRow.Departure.allCases.map { ($0.words, $0.color) }),
      legend: .at("right"), sort: .listed(CohortExclusivityRow.Departure.allCases.map(\.words)))
    tiles.tooltip = [
      Channel("first", .nominal, title: "Gene"), Channel("second", .nominal, title: "and"),
      Channel("both", .quantitative, title: "Patients with both"),
      Channel("expected", .quantitative, title: "Expected", format: ".2f"),
      Channel("exclusive", .quantitative, title: "Mid-p, overlap <= observed", format: ".3g"),
      Channel("together", .quantitative, title: "Mid-p, overlap >= observed", format: ".3g"),
    ]
    var label = Mark(.text, color: "#000000")
    label.fontSize = 11
    var onDark = label
    onDark.color = "#ffffff"
    var words = Encoding(x: x, y: y)
    words.text = Channel("words", .nominal)
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "In each tile: patients with both genes mutated / expected number; − fewer, + more (exact "
          + "p at most \(Self.level), before any correction for many pairs)."
          + (total > rows.count ? " Drawn: \(rows.count) of \(total) pairs." : "")
          + (untested > 0 ? " \(Wording.count(untested, "pair")) without a test left out." : "")
      ],
      description: "\(finding) Each tile is a pair of genes.",
      width: .step(48), height: .step(28), data: data,
      layers: [
        Layer(tile, tiles), Layer(label, words, filter: "!datum.dark"),
        Layer(onDark, words, filter: "datum.dark"),
      ])
  }

  private static let level = Wording.number(CohortExclusivityRow.level)

  private var total: Int { counts.values.reduce(0, +) }

  private var finding: String {
    "Of \(Wording.count(total, "pair")) of genes, mutated together less often than expected: "
      + "\(counts[.lessOften] ?? 0); more often: \(counts[.moreOften] ?? 0) (exact p at most \(Self.level), "
      + "not corrected for the number of pairs: chance alone gives up to "
      + "\(Wording.number((Double(total) * CohortExclusivityRow.level * 10).rounded() / 10)) of each). "
      + "\(leading.first) and "
      + "\(leading.second): \(Wording.count(leading.both, "patient")) with both, "
      + "\(Wording.number(leading.expected)) expected; the mid-p of P(overlap <= observed) is "
      + "\(Wording.probability(leading.exclusive))."
  }

  private var data: [DataRow] {
    rows.map { row in
      return [
        "first": .text(row.first), "second": .text(row.second), "both": .integer(row.both),
        "expected": .number(row.expected), "exclusive": .number(row.exclusive),
        "together": .number(row.together), "side": .text(row.departure.words),
        "dark": .truth(row.departure == .lessOften),
        "words": .text(
          "\(row.departure.sign)\(row.both)/\(Wording.number((row.expected * 10).rounded() / 10))"),
      ]
    }
  }
}

extension CohortExclusivityRow.Departure {
  fileprivate var words: String {
    switch self {
    case .lessOften: "together less often"
    case .asExpected: "as expected"
    case .moreOften: "together more often"
    }
  }

  /// Greys: a colour means a call, and signs tell the sides apart.
  fileprivate var color: String {
    switch self {
    case .lessOften: "#3b3b3b"
    case .asExpected: "#f2f2f2"
    case .moreOften: "#a8a8a8"
    }
  }

  fileprivate var sign: String {
    switch self {
    case .lessOften: "− "
    case .asExpected: ""
    case .moreOften: "+ "
    }
  }
}

extension ExclusivityFigure: StudyFigure {
  /// `exclusivity`.
  public static let name = "exclusivity"
  /// What it shows.
  public static let summary =
    "genes mutated together less or more often than by chance (of a cohort)"
  /// A cohort's tables.
  public static let source = FigureSource.cohort
  /// Once in a study's figures.
  public static let place = FigurePlace.once

  /// Pairs of genes, each gene in one class: that asked for, or any. Those asked for come first, with
  /// one another and with ESR1.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    guard let cohort = input.cohort else { throw .nothing(words: "there is no cohort") }
    let classes = Dictionary(cohort.targets.map { ($0.gene, $0.className) }) { first, _ in first }
    func isWanted(_ gene: String, _ className: MutationClass) -> Bool {
      className == classes[gene] ?? .any
    }
    let rows = cohort.exclusivity.filter {
      isWanted($0.geneA, $0.classA) && isWanted($0.geneB, $0.classB)
    }
    let leading = Set(cohort.targets.map(\.gene) + ["ESR1"])
    let isLeading = { (row: CohortExclusivityRow) in
      leading.contains(row.geneA) && leading.contains(row.geneB)
    }
    guard
      let figure = ExclusivityFigure(
        rows: rows.filter(isLeading) + rows.filter { !isLeading($0) })
    else { throw .nothing(words: "the cohort has no pair of genes") }
    return [figure.chart]
  }
}
