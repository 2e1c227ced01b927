import Foundation

/// Genes by how often they were acquired against what the patients' own burdens lead to expect.
public struct VolcanoFigure: Sendable {
  /// One gene.
  public struct Row: Hashable, Sendable {
    /// The gene's symbol.
    public var gene: String
    /// The sum of P(acquired) over the patients.
    public var observed: Double
    /// What chance alone would give, above 0.
    public var expected: Double
    /// The one-sided p-value, in (0, 1].
    public var pValue: Double
    /// The p-value after Benjamini–Hochberg.
    public var qValue: Double

    /// Creates a row.
    public init(gene: String, observed: Double, expected: Double, pValue: Double, qValue: Double) {
      (self.gene, self.observed, self.expected) = (gene, observed, expected)
      (self.pValue, self.qValue) = (pValue, qValue)
    }
  }

  /// The false discovery rate at which genes are called.
  static let level = 0.1
  /// Genes acquired less often than this, as log2 of observed over expected, stand at it.
  private static let leftEnd = -3.0
  /// Most genes that are named.
  private static let mostNamed = 12
  /// Most genes that are drawn: those with the smallest p-values.
  static let most = 2_000

  private let rows: [Row]
  private let total: Int
  private let named: Set<String>

  /// Takes genes; those without an expectation are left out.
  ///
  /// - Parameter leading: Genes that are named whatever their p-values.
  /// - Returns: `nil` without a gene.
  public init?(rows: [Row], leading: [String] = []) {
    let known = rows.filter { $0.expected > 0 && $0.pValue > 0 }
    guard !known.isEmpty else { return nil }
    total = known.count
    let sorted = known.sorted { ($0.pValue, $0.gene) < ($1.pValue, $1.gene) }
    self.rows = Array(sorted.prefix(Self.most))
    named = Set(
      sorted.filter { $0.qValue <= Self.level }.prefix(Self.mostNamed).map(\.gene)
        + sorted.prefix(3).map(\.gene) + leading)
  }

  /// The chart.
  public var chart: VegaLiteChart {
    // Given, not taken from the data: a layer may have no row.
    let places = rows.map(Self.place)
    let right = max(1, (places.map(\.excess).max() ?? 0) + 0.5)
    let top = max(1, (places.map(\.strength).max() ?? 0) * 1.08)
    let x = Channel(
      "excess", .quantitative,
      title: "log2 of observed over expected acquired patients (−3 and below at −3)",
      scale: .range(Self.leftEnd - 0.2, right))
    let y = Channel("strength", .quantitative, title: "−log10 p", scale: .range(0, top))
    let tooltip = [
      Channel("gene", .nominal, title: "Gene"),
      Channel("observed", .quantitative, title: "Acquired, sum of probabilities", format: ".2f"),
      Channel("expected", .quantitative, title: "Acquired, expected by chance", format: ".3f"),
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
    (label.align, label.dx, label.fontSize) = ("left", 8, 10.5)
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
        "Triangles: q at most \(Wording.number(Self.level)). Chance: each patient's own number of acquired "
          + "mutations, spread over genes by their share."
          + (total > rows.count ? " Drawn: the \(rows.count) smallest p of \(total)." : "")
      ],
      description: "\(finding) Each mark is a gene; the higher, the less chance explains it.",
      width: .pixels(440), height: .pixels(320), data: data, layers: layers)
  }

  private var finding: String {
    let found = rows.filter { $0.qValue <= Self.level }
    guard !found.isEmpty else {
      return "None of \(Wording.count(total, "gene")) is acquired more often than chance explains "
        + "(q at most \(Wording.number(Self.level)))."
    }
    let names = found.prefix(3).map(\.gene)
    return "\(Wording.count(found.count, "gene")) of \(Wording.grouped(total)) "
      + "\(found.count == 1 ? "is" : "are") acquired more often than chance explains: "
      + Wording.list(names) + (found.count > names.count ? " first." : ".")
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
