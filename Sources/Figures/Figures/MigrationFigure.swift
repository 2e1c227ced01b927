import Glibc
public import Results
import Wording

/// The graph of migrations between a patient's sites.
public struct MigrationFigure: Sendable {
  private let patient: String
  private let origin: String
  private let edges: [MigrationEdgeRow]
  private let sites: [String]
  private let left: Int

  /// Edges with less probability are not drawn.
  private static let least = 0.05

  /// Takes the pairs of sites of a patient from one origin; those from other origins are left out.
  ///
  /// - Returns: `nil` where no pair is likely enough to be drawn.
  public init?(edges: [MigrationEdgeRow]) {
    guard let first = edges.first else { return nil }
    (patient, origin) = (first.patient, first.origin)
    let own = edges.filter { $0.patient == first.patient && $0.origin == first.origin }
    let drawn = own.filter { $0.probability >= Self.least }
    guard !drawn.isEmpty else { return nil }
    left = own.count - drawn.count
    self.edges = drawn
    var names: [String] = [first.origin]
    for edge in drawn {
      for name in [edge.from, edge.to] where !names.contains(name) { names.append(name) }
    }
    sites = names
  }

  /// The origin in the middle above, the other sites on an arc below it.
  private func place(_ site: String) -> (x: Double, y: Double) {
    guard let index = sites.firstIndex(of: site), index > 0 else { return (0, 1) }
    let count = sites.count - 1
    guard count > 1 else { return (0, -0.5) }
    let angle = Double.pi * (1.08 + 0.84 * Double(index - 1) / Double(count - 1))
    return (1.5 * cos(angle), 0.2 + sin(angle))
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let x = Channel("x", .quantitative, scale: .range(-2.2, 2.2), axis: Axis.none)
    let lowest = sites.map { place($0).y }.min() ?? 0
    let (bottom, top) = (lowest - 0.35, 1.35)
    let y = Channel("y", .quantitative, scale: .range(bottom, top), axis: Axis.none)
    var lines = Encoding(x: x, y: y)
    lines.detail = Channel("edge", .nominal)
    lines.order = Channel("step", .quantitative)
    var opacity = Scale(domain: [.number(0), .number(1)])
    opacity.numbers = [0.15, 1]
    lines.opacity = Channel("probability", .quantitative, scale: opacity, legend: Legend.none)
    lines.tooltip = tooltip
    var line = Mark(.line, color: Self.ink)
    line.strokeWidth = 2.5
    var heads = Encoding(x: x, y: y)
    heads.opacity = lines.opacity
    heads.tooltip = tooltip
    var head = Mark(.line, color: Self.ink)
    head.strokeWidth = 2.5
    heads.detail = lines.detail
    heads.order = lines.order
    var words = Encoding(x: x, y: y)
    words.text = Channel("label", .nominal)
    var label = Mark(.text)
    label.fontSize = 11
    var nodes = Encoding(x: x, y: y)
    nodes.tooltip = [Channel("site", .nominal, title: "Site")]
    var primary = Mark(.point, color: Self.ink, opacity: 1, size: 1600)
    primary.filled = true
    // Open: a colour would mean a clone or a call.
    var other = Mark(.point, color: Self.ink, opacity: 1, size: 900)
    (other.filled, other.strokeWidth) = (false, 2.5)
    var name = Mark(.text)
    (name.fontSize, name.fontWeight) = (13, "bold")
    var names = Encoding(x: x, y: Channel("name_y", .quantitative, scale: y.scale, axis: Axis.none))
    names.text = Channel("name", .nominal)
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "By parsimony, given that \(origin) is the origin (filled). Each arrow: P(any migration), and the mean number of "
          + "clones that went where any did.\(left > 0 ? " Not drawn: \(left) below 0.05." : "")"
      ],
      description:
        "\(finding) A graph: \(sites.count) sites, \(edges.count) arrows between them; the darker an arrow, "
        + "the likelier the migration.",
      width: .pixels(620), height: .pixels(Int((Self.scale * (top - bottom)).rounded())),
      data: rows,
      layers: [
        Layer(line, lines, filter: "datum.kind == 'edge'"),
        Layer(head, heads, filter: "datum.kind == 'head'"),
        Layer(primary, nodes, filter: "datum.kind == 'origin'"),
        Layer(other, nodes, filter: "datum.kind == 'site'"),
      ] + Layer.words(label, words, filter: "datum.kind == 'label'")
        + Layer.words(name, names, filter: "datum.kind == 'origin' || datum.kind == 'site'"))
  }

  /// Arrows whose number of clones is written beside them.
  private static let mostLabelled = 6
  /// How far the rim of a site is from its middle.
  private static let rim = 0.1
  private static let ink = "#3b3b3b"
  /// Pixels of a unit of height.
  private static let scale = 160.0

  private var tooltip: [Channel] {
    [
      Channel("from", .nominal, title: "From"), Channel("to", .nominal, title: "To"),
      Channel("probability", .quantitative, title: "P(any migration)", format: ".2f"),
      Channel("migrations", .quantitative, title: "Migrations, where any", format: ".1f"),
      Channel("clones", .nominal, title: "Clones"),
    ]
  }

  private var finding: String {
    let sure = edges.filter { $0.probability >= 0.5 }
    let words =
      sure.isEmpty
      ? "which site seeded which is open; no single route has P 0.5"
      : Wording.list(Array(sure.prefix(4)).map { "\($0.from) to \($0.to)" })
        + (sure.count > 4 ? " and \(sure.count - 4) more" : "")
    return "Patient \(patient): \(words)."
  }

  /// A curve from one site to another as points, so that there and back are apart, and its head.
  private var rows: [DataRow] {
    var rows: [DataRow] = []
    for (number, edge) in edges.enumerated() {
      let ((x0, y0), (x1, y1)) = (place(edge.from), place(edge.to))
      let (dx, dy) = (x1 - x0, y1 - y0)
      let length = max(1e-9, (dx * dx + dy * dy).squareRoot())
      // To the right of the way, by a tenth of its length.
      let bend = 0.12
      let (cx, cy) = ((x0 + x1) / 2 + bend * dy, (y0 + y1) / 2 - bend * dx)
      func point(_ t: Double) -> (x: Double, y: Double) {
        let (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t)
        return (a * x0 + b * cx + c * x1, a * y0 + b * cy + c * y1)
      }
      let end = max(0.5, 1 - 0.17 / length)
      let common: DataRow = [
        "from": .text(edge.from), "to": .text(edge.to), "probability": .number(edge.probability),
        "migrations": .number(edge.migrations),
        "clones": .text(edge.clones.elements.map(String.init).joined(separator: ", ")),
        "edge": .integer(number),
      ]
      func add(_ kind: String, _ x: Double, _ y: Double, step: Int, label: String = "") {
        var row = common
        row["kind"] = .text(kind)
        (row["x"], row["y"], row["step"]) = (.number(x), .number(y), .integer(step))
        if !label.isEmpty { row["label"] = .text(label) }
        rows.append(row)
      }
      // From the rim of the site: an open disc would show the rest.
      let begin = min(0.5, Self.rim / length)
      for step in 0...12 {
        let place = point(begin + (end - begin) * Double(step) / 12)
        add("edge", place.x, place.y, step: step)
      }
      let (tip, back) = (point(end), point(end - 0.08 / length))
      let (bx, by) = (back.x - tip.x, back.y - tip.y)
      add("head", tip.x + bx - 0.6 * by, tip.y + by + 0.6 * bx, step: 0)
      add("head", tip.x, tip.y, step: 1)
      add("head", tip.x + bx + 0.6 * by, tip.y + by - 0.6 * bx, step: 2)
      let middle = point(0.5)
      let number = (10 * edge.migrations).rounded() / 10
      let count = number == 1 ? "1 clone" : "\(Wording.number(number)) clones"
      // Of many arrows the numbers would stand on one another; all of them show where a pointer rests.
      let words =
        edges.count > Self.mostLabelled
        ? Wording.probability(edge.probability)
        : "P \(Wording.probability(edge.probability)), \(count)"
      add("label", middle.x, middle.y, step: 0, label: words)
    }
    for site in sites {
      let place = place(site)
      rows.append([
        "kind": .text(site == origin ? "origin" : "site"), "site": .text(site),
        "name": .text(ShortName.cut(site, most: sites.count > 4 ? 16 : 26)),
        "x": .number(place.x), "y": .number(place.y),
        "name_y": .number(place.y + (site == origin ? 0.24 : -0.2)),
      ])
    }
    return rows
  }
}

extension MigrationFigure: StudyFigure {
  /// `migration`.
  public static let name = "migration"
  /// What it shows.
  public static let summary = "migrations between the sites of a patient's tumour"
  /// The clones of a study.
  public static let source = FigureSource.clones

  /// The graphs of all patients, each from its first origin.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let figures = input.patients.compactMap { MigrationFigure(edges: $0.clones.routes) }
    guard !figures.isEmpty else {
      throw .nothing(words: "no migration is likely enough to be drawn")
    }
    return figures.map(\.chart)
  }
}
