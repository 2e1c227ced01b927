public import Results
import TumorModel
import Wording

/// Where in a protein the mutations of a gene lie, with their origin and functional class.
public struct LollipopFigure: Sendable {
  private struct Lollipop {
    let call: OriginRow
    let position: Int
    var height = 1
  }

  private let gene: String
  private let lollipops: [Lollipop]
  private let tally: CallTally
  private let activating: Int
  private let patients: Int

  /// How much a call joins.
  private static func joined(_ call: OriginRow) -> Int {
    (call.laterSample.isJoint ? 2 : 0) + (call.earlierSample.isJoint ? 1 : 0)
  }

  /// Takes the calls of one gene.
  ///
  /// A mutation of a patient counts once: its call of all later samples together, or else of all earlier ones, or its first. Those without a protein
  /// position are counted, and not drawn.
  ///
  /// - Returns: `nil` where no call has a protein position.
  public init?(gene: String, calls: some Sequence<OriginRow>) {
    var chosen: [String: OriginRow] = [:]
    var order: [String] = []
    for call in calls where call.gene == gene {
      let key = "\(call.patient)\t\(call.mutation)"
      if chosen[key] == nil { order.append(key) }
      if chosen[key].map({ Self.joined($0) < Self.joined(call) }) ?? true { chosen[key] = call }
    }
    var heights: [Int: Int] = [:]
    var lollipops: [Lollipop] = []
    let counted = order.compactMap { chosen[$0] }
    tally = CallTally(counted.map(\.call))
    activating = counted.count(where: \.isActivating)
    patients = Set(counted.map(\.patient)).count
    let known = counted.compactMap { call in
      Self.position(call.proteinChange).map { Lollipop(call: call, position: $0) }
    }.sorted {
      ($0.position, OriginPalette.rank($0.call.call), $0.call.patient)
        < ($1.position, OriginPalette.rank($1.call.call), $1.call.patient)
    }
    for var lollipop in known {
      heights[lollipop.position, default: 0] += 1
      lollipop.height = heights[lollipop.position] ?? 1
      lollipops.append(lollipop)
    }
    guard !lollipops.isEmpty else { return nil }
    self.gene = gene
    self.lollipops = lollipops
  }

  /// The first residue that a protein change names.
  static func position(_ change: String) -> Int? {
    let digits = change.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isASCII && $0.isNumber }
    guard digits.count < 7 else { return nil }
    return Int(digits)
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let looks = OriginPalette.present(lollipops.map(\.call.call))
    let positions = lollipops.map(\.position)
    let (first, last) = (positions.min() ?? 0, positions.max() ?? 1)
    let margin = max(5, (last - first) / 12)
    let tallest = lollipops.map(\.height).max() ?? 1
    let levels = labelLevels(span: Double(last - first + 2 * margin))
    let rowsOfLabels = (levels.values.max() ?? 0) + 1
    let top = 1 + 0.22 * Double(rowsOfLabels) + 0.1
    let x = Channel(
      "position", .quantitative, title: "Residue of \(gene)",
      scale: .range(Double(max(0, first - margin)), Double(last + margin)), axis: Axis(grid: false))
    var y = Channel(
      "height", .quantitative, title: "Patients with the mutation",
      scale: .range(0, Double(tallest) * top))
    y.axis = Axis(
      format: "d",
      values: stride(from: 0, through: tallest, by: max(1, tallest / 5)).map(Double.init),
      grid: false)
    var stick = Mark(.rule, color: "#999999")
    stick.strokeWidth = 1.2
    var sticks = Encoding(x: x, y: y)
    sticks.y = Channel("labelHeight", .quantitative, scale: y.scale)
    sticks.y2 = .datum(0)
    var point = Mark(.point, opacity: 1, size: 150)
    point.strokeWidth = 2
    var points = Encoding(x: x, y: y)
    points.color = Channel(
      "origin", .nominal, title: "Call", scale: OriginPalette.colors(looks), legend: .at("right"))
    points.shape = Channel(
      "origin", .nominal, title: "Call", scale: OriginPalette.shapes(looks), legend: .at("right"))
    points.tooltip = [
      Channel("patient", .nominal, title: "Patient"), Channel("name", .nominal, title: "Mutation"),
      Channel("origin", .nominal, title: "Call"), Channel("class", .nominal, title: "Class"),
      Channel("power", .nominal, title: "Power earlier"),
    ]
    var filled = point
    filled.filled = true
    var label = Mark(.text)
    (label.baseline, label.dy, label.fontSize) = ("bottom", -8, 11)
    var words = Encoding(x: x, y: Channel("labelHeight", .quantitative, scale: y.scale))
    words.text = Channel("change", .nominal)
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Filled: activating in the knowledge table, also where its sources conflict. Open: all others. "
          + "Mutations of every class count here, and a patient's each; a funnel counts patients."
          + (tally.total > lollipops.count
            ? " Drawn: the \(lollipops.count) of \(tally.total) mutations with a protein position."
            : "")
      ],
      description: "\(finding) Each mark is one patient's mutation at its place in the protein.",
      width: .pixels(520), height: .pixels(min(420, 110 + 22 * rowsOfLabels + 20 * tallest)),
      data: rows(levels, tallest: tallest),
      layers: [
        Layer(stick, sticks, filter: "datum.isTop"),
        Layer(filled, points, filter: "datum.activating"),
        Layer(point, points, filter: "!datum.activating"),
      ] + Layer.words(label, words, filter: "datum.isTop"))
  }

  private var finding: String {
    "\(gene): \(Wording.count(tally.total, "mutation")) of \(Wording.count(patients, "patient")) "
      + "compared, of every class, \(activating) activating; mutations by call: \(tally.words)."
  }

  /// Rows for labels that would stand on one another, by position.
  private func labelLevels(span: Double) -> [Int: Int] {
    var ends: [Double] = []
    var levels: [Int: Int] = [:]
    for position in Set(lollipops.map(\.position)).sorted() {
      let longest =
        lollipops.filter { $0.position == position }
        .map { $0.call.proteinChange.count }.max() ?? 6
      let half = span * 0.0075 * Double(longest)
      let start = Double(position) - half
      let level = ends.firstIndex { $0 <= start } ?? ends.count
      if level == ends.count { ends.append(0) }
      ends[level] = Double(position) + half
      levels[position] = level
    }
    return levels
  }

  private func rows(_ levels: [Int: Int], tallest: Int) -> [DataRow] {
    var tops: [Int: Int] = [:]
    for lollipop in lollipops {
      tops[lollipop.position] = max(tops[lollipop.position] ?? 0, lollipop.height)
    }
    return lollipops.map { lollipop in
      let call = lollipop.call
      let change =
        call.proteinChange.hasPrefix("p.")
        ? String(call.proteinChange.dropFirst(2)) : call.proteinChange
      return [
        "position": .integer(lollipop.position), "height": .integer(lollipop.height),
        "labelHeight": .number(
          max(
            Double(lollipop.height),
            Double(tallest) * (1 + 0.22 * Double(levels[lollipop.position] ?? 0)))),
        "isTop": .truth(tops[lollipop.position] == lollipop.height),
        "patient": .text(call.patient), "name": .text(call.title), "change": .text(change),
        "origin": .text(call.call.words),
        "class": .text(
          call.functionalClass.isEmpty
            ? "not in the knowledge table"
            : call.functionalClass.replacing("_", with: " ")),
        "activating": .truth(call.isActivating),
        "power": .text(call.earlier.detectionPower.map(Wording.number) ?? "unknown"),
      ]
    }
  }
}

extension LollipopFigure: StudyFigure {
  /// `lollipop`.
  public static let name = "lollipop"
  /// What it shows.
  public static let summary =
    "positions of the mutations in a protein, with origin and functional class"
  /// The results of a study.
  public static let source = FigureSource.study
  /// A gene.
  public static let needs = FigureNeeds.gene
  /// For every gene in a study's figures.
  public static let place = FigurePlace.everyGene

  /// The mutations of the gene that is asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let gene = try input.neededGene()
    // The pairs that decide: those that a funnel and a cohort count.
    guard
      let figure = LollipopFigure(gene: gene, calls: input.patients.lazy.flatMap(\.decidingCalls))
    else {
      throw .nothing(
        words: "no mutation of \(gene) with a protein position has a call", gene: gene)
    }
    return [figure.chart]
  }
}
