/// The fraction of patients in whom a gene's mutation was acquired, gene by gene.
public struct ForestFigure: Sendable {
  /// One gene.
  public struct Row: Hashable, Sendable {
    /// The gene's symbol.
    public var gene: String
    /// Assessable patients.
    public var patients: Int
    /// Of these, patients whose call is acquired.
    public var acquired: Int
    /// Posterior mean of the acquired fraction, in [0, 1].
    public var mean: Double
    /// The 95 % interval.
    public var interval: (low: Double, high: Double)

    /// Creates a row.
    public init(
      gene: String, patients: Int, acquired: Int, mean: Double,
      interval: (low: Double, high: Double)
    ) {
      (self.gene, self.patients, self.acquired) = (gene, patients, acquired)
      (self.mean, self.interval) = (mean, interval)
    }

    /// Whether all values are equal.
    public static func == (one: Row, other: Row) -> Bool {
      one.gene == other.gene && one.patients == other.patients && one.acquired == other.acquired
        && one.mean == other.mean && one.interval == other.interval
    }

    /// Hashes the gene.
    public func hash(into hasher: inout Hasher) { hasher.combine(gene) }
  }

  /// Most genes that are drawn.
  static let most = 30

  private let rows: [Row]
  private let total: Int

  /// Takes genes; those asked for come first, the others by their patients.
  ///
  /// - Returns: `nil` without a gene that has an assessable patient.
  public init?(rows: [Row], leading: [String] = []) {
    let assessed = rows.filter { $0.patients > 0 }
    guard !assessed.isEmpty else { return nil }
    total = assessed.count
    let first = leading.compactMap { gene in assessed.first { $0.gene == gene } }
    let rest = assessed.filter { !leading.contains($0.gene) }.sorted {
      (-$0.patients, -$0.mean, $0.gene) < (-$1.patients, -$1.mean, $1.gene)
    }
    self.rows = Array((first + rest).prefix(Self.most))
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let y = Channel(
      "gene", .nominal, title: "", axis: Axis(labelLimit: 200), sort: .listed(rows.map(\.gene)))
    let x = Channel(
      "mean", .quantitative, title: "Fraction of assessable patients in whom it was acquired",
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
      Channel("words", .nominal, title: "Acquired calls of assessable patients"),
      Channel("mean", .quantitative, title: "Mean", format: ".3f"),
      Channel("low", .quantitative, title: "95 % from", format: ".3f"),
      Channel("high", .quantitative, title: "95 % to", format: ".3f"),
    ]
    var label = Mark(.text)
    (label.align, label.dx, label.fontSize) = ("left", 8, 10.5)
    var words = Encoding(x: .datum(1), y: y)
    words.text = Channel("words", .nominal)
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Squares: posterior mean; lines: 95 % intervals, from the patients' likelihood ratios. Right: "
          + "acquired calls of assessable patients."
          + (total > rows.count ? " Drawn: \(rows.count) of \(total) genes." : "")
      ],
      description: "\(finding) Each line is a gene with its 95 % interval.",
      width: .pixels(380), height: .step(24), data: data,
      layers: [Layer(bar, bars), Layer(point, points), Layer(label, words)])
  }

  private var finding: String {
    let row = rows[0]
    return "\(row.gene): acquired fraction \(Wording.number(row.mean)) "
      + "(95 % interval \(Wording.number(row.interval.low)) to "
      + "\(Wording.number(row.interval.high))), from \(Wording.count(row.patients, "patient"))."
  }

  private var data: [DataRow] {
    rows.map { row in
      [
        "gene": .text(row.gene), "mean": .number(row.mean), "low": .number(row.interval.low),
        "high": .number(row.interval.high), "words": .text("\(row.acquired) of \(row.patients)"),
      ]
    }
  }
}
