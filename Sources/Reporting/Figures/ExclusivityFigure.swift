import Foundation

/// Which pairs of genes are mutated together less or more often than their patients' burdens imply.
public struct ExclusivityFigure: Sendable {
  /// One pair of genes.
  public struct Row: Hashable, Sendable {
    /// One gene's symbol.
    public var first: String
    /// The other's.
    public var second: String
    /// Patients with both.
    public var both: Int
    /// The expected number, from patient-specific rates.
    public var expected: Double
    /// P(so few or fewer).
    public var exclusive: Double
    /// P(so many or more).
    public var together: Double

    /// Creates a row.
    public init(
      first: String, second: String, both: Int, expected: Double, exclusive: Double,
      together: Double
    ) {
      (self.first, self.second, self.both) = (first, second, both)
      (self.expected, self.exclusive, self.together) = (expected, exclusive, together)
    }
  }

  /// Most genes that are drawn.
  static let most = 16

  private let rows: [Row]
  private let genes: [String]
  private let total: Int

  /// Takes pairs in any order, each once; of many genes, those that come first are drawn.
  ///
  /// - Returns: `nil` without a pair.
  public init?(rows: [Row]) {
    guard !rows.isEmpty else { return nil }
    var genes: [String] = []
    for gene in rows.flatMap({ [$0.first, $0.second] }) where !genes.contains(gene) {
      genes.append(gene)
    }
    let drawn = Set(genes.prefix(Self.most))
    self.genes = Array(genes.prefix(Self.most))
    total = rows.count
    // One half of the square: the gene that comes first stands on the side, the other below.
    let places = Dictionary(uniqueKeysWithValues: self.genes.enumerated().map { ($1, $0) })
    self.rows = rows.filter { drawn.contains($0.first) && drawn.contains($0.second) }.map { row in
      guard let first = places[row.first], let second = places[row.second], first > second else {
        return row
      }
      return Row(
        first: row.second, second: row.first, both: row.both, expected: row.expected,
        exclusive: row.exclusive, together: row.together)
    }
    if self.rows.isEmpty { return nil }
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
      "side", .nominal, title: "p below 0.05",
      scale: .names(Self.sides.map { ($0.words, $0.color) }), legend: .at("right"),
      sort: .listed(Self.sides.map(\.words)))
    tiles.tooltip = [
      Channel("first", .nominal, title: "Gene"), Channel("second", .nominal, title: "and"),
      Channel("both", .quantitative, title: "Patients with both"),
      Channel("expected", .quantitative, title: "Expected", format: ".2f"),
      Channel("exclusive", .quantitative, title: "P(so few or fewer)", format: ".3g"),
      Channel("together", .quantitative, title: "P(so many or more)", format: ".3g"),
    ]
    var label = Mark(.text, color: "#000000")
    label.fontSize = 10
    var onDark = label
    onDark.color = "#ffffff"
    var words = Encoding(x: x, y: y)
    words.text = Channel("words", .nominal)
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "In each tile: patients with both genes mutated / expected number; − fewer, + more (p below "
          + "0.05, before any correction for many pairs)."
      ],
      description: "\(finding) Each tile is a pair of genes.",
      width: .step(48), height: .step(28), data: data,
      layers: [
        Layer(tile, tiles), Layer(label, words, filter: "!datum.dark"),
        Layer(onDark, words, filter: "datum.dark"),
      ])
  }

  private static let sides: [(words: String, color: String)] = [
    ("together less often", "#0072B2"), ("as expected", "#ededed"),
    ("together more often", "#E69F00"),
  ]

  private func side(_ row: Row) -> Int {
    row.exclusive < 0.05 ? 0 : row.together < 0.05 ? 2 : 1
  }

  private var finding: String {
    let row = rows[0]
    return "\(row.first) and \(row.second): \(Wording.count(row.both, "patient")) with both, "
      + "\(Wording.number(row.expected)) expected; P(so few) is \(Wording.number(row.exclusive))."
  }

  private var data: [DataRow] {
    rows.map { row in
      let sign = ["− ", "", "+ "][side(row)]
      return [
        "first": .text(row.first), "second": .text(row.second), "both": .integer(row.both),
        "expected": .number(row.expected), "exclusive": .number(row.exclusive),
        "together": .number(row.together), "side": .text(Self.sides[side(row)].words),
        "dark": .truth(side(row) == 0),
        "words": .text("\(sign)\(row.both)/\(Wording.number((row.expected * 10).rounded() / 10))"),
      ]
    }
  }
}
