import Results
import TumorModel
import Wording

/// The consensus tree of a patient's clones, with the probability of each parent, the mutations that
/// each clone added, and the drivers among them.
///
/// Each clone has a line of its own below its parent, so that names of any length have room.
public struct CloneTreeFigure: Sendable {
  private let patient: String
  private let tree: ConsensusTree
  private let sizes: [Int: Int]
  private let unplaced: [Int]
  private let drivers: [Int: [String]]

  /// Takes a patient with the tree of its clones.
  ///
  /// - Parameters:
  ///   - patient: The patient.
  ///   - tree: The tree.
  ///   - genes: Genes whose mutations are named.
  init(patient: StudyPatient, tree: ConsensusTree, genes: Set<String>) {
    self.patient = patient.id
    self.tree = tree
    sizes = patient.clones.sizes
    let placed = Set(tree.nodes.map(\.clone))
    unplaced = patient.clones.numbers.filter { !placed.contains($0) }
    let titles = patient.driverTitles(genes)
    var drivers: [Int: [String]] = [:]
    for member in patient.clones.members {
      guard let clone = member.clone, let title = titles[member] else { continue }
      let probability = member.first.probability
      drivers[clone, default: []].append(
        probability < Self.sure ? "\(title) (P \(Wording.probability(probability)))" : title)
    }
    self.drivers = drivers
  }

  /// A driver whose clone is less sure is told with the probability.
  private static let sure = 0.8
  private static let (line, indent, left, radius) = (48.0, 74.0, 16.0, 11.0)
  /// Most letters of the drivers in a line.
  private static let mostLetters = 44
  /// Lines with one another parent: dashed below this probability.
  private static let even = 0.5

  private func x(_ clone: Int) -> Double {
    Self.left + Self.indent * Double(tree.depth(of: clone))
  }
  private func y(_ clone: Int) -> Double {
    guard let place = tree.nodes.firstIndex(where: { $0.clone == clone }) else { return -24 }
    return -24 - Self.line * Double(place + 1)
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let height = 24 + Self.line * Double(tree.nodes.count) + 30
    let depth = tree.nodes.map { tree.depth(of: $0.clone) }.max() ?? 1
    let width = Self.left + Self.indent * Double(depth) + 26 + LabelLayout.letter * 46
    let canvas = { (field: String, isAcross: Bool) in
      Channel(
        field, .quantitative, scale: isAcross ? .range(0, width) : .range(-height, 0),
        axis: Axis.none)
    }
    func at(_ x: String, _ y: String) -> Encoding {
      Encoding(x: canvas(x, true), y: canvas(y, false))
    }
    var stem = Mark(.rule, color: "#555555")
    stem.strokeWidth = 1.2
    var down = at("x", "top")
    down.y2 = .column("y")
    var layers = [Layer(stem, down, data: tree.nodes.map(edge))]
    for node in tree.nodes {
      var branch = Mark(.rule, color: "#333333")
      branch.strokeWidth = 1 + 5 * node.probability
      if node.probability < Self.even { branch.strokeDash = [5, 3] }
      var across = at("x", "y")
      across.x2 = .column("end")
      across.tooltip = [
        Channel("words", .nominal, title: "Parent"),
        Channel("probability", .nominal, title: "P(it is the parent)"),
        Channel("other", .nominal, title: "Otherwise"),
      ]
      layers.append(Layer(branch, across, data: [edge(node)]))
    }
    var label = Mark(.text, color: "#1a1a1a")
    (label.align, label.baseline, label.fontSize, label.dy) = ("center", "bottom", 11, -5)
    var words = at("middle", "y")
    words.text = Channel("probability", .nominal)
    layers.append(Layer(label, words, data: tree.nodes.map(edge)))
    return VegaLiteChart(
      finding: finding, subtitle: [subtitle], description: description,
      width: .pixels(Int(width)), height: .pixels(Int(height)),
      layers: layers + nodeLayers(at))
  }

  private func edge(_ node: ConsensusTree.Node) -> DataRow {
    let (from, to) = (x(node.parent), x(node.clone) - Self.radius)
    return [
      "x": .number(from), "top": .number(y(node.parent) - Self.radius), "y": .number(y(node.clone)),
      "end": .number(to), "middle": .number((from + to) / 2),
      "probability": .text(Self.short(node.probability)),
      "words": .text(Self.name(node.parent)),
      "other": .text(
        node.other.map { "\(Self.name($0.clone)), P \(Wording.probability($0.probability))" }
          ?? "none of 0.05 or more"),
    ]
  }

  /// Few letters: they stand on a short line.
  private static func short(_ probability: Double) -> String {
    if probability > 0.995 { return "> 0.99" }
    if probability < 0.005 { return "< 0.01" }
    return "\((probability * 100).rounded() / 100)"
  }

  private static func name(_ clone: Int) -> String {
    clone > 0 ? "clone \(clone)" : "no other clone"
  }

  private func nodeLayers(_ at: (String, String) -> Encoding) -> [Layer] {
    var layers: [Layer] = []
    for clone in [0] + tree.nodes.map(\.clone) {
      let row: DataRow = [
        "x": .number(x(clone)), "y": .number(y(clone)), "number": .text("\(clone)"),
        "beside": .number(x(clone) + Self.radius + 6), "size": .text(sizeWords(clone)),
        "name": .text(Self.name(clone)), "drivers": .text(driverWords(clone)),
        "all": .text((drivers[clone] ?? []).joined(separator: ", ")),
      ]
      var disc = Mark(
        .point, color: ClonePalette.color(clone), opacity: 1, size: 4 * Self.radius * Self.radius)
      (disc.filled, disc.stroke, disc.strokeWidth) = (true, "#1a1a1a", 0.8)
      var place = at("x", "y")
      place.tooltip = [
        Channel("name", .nominal, title: "Clone"), Channel("size", .nominal, title: "Mutations"),
        Channel("all", .nominal, title: "Drivers"),
      ]
      layers.append(Layer(disc, place, data: [row]))
      var inner = Mark(.text, color: ClonePalette.ink(clone))
      (inner.align, inner.baseline, inner.fontSize, inner.fontWeight) = (
        "center", "middle", 11, "bold"
      )
      var number = at("x", "y")
      number.text = Channel("number", .nominal)
      if clone > 0 { layers.append(Layer(inner, number, data: [row])) }
      var beside = Mark(.text, color: "#1a1a1a")
      (beside.align, beside.baseline, beside.fontSize) = ("left", "middle", 11)
      let isNamed = !driverWords(clone).isEmpty
      beside.dy = isNamed ? -7 : 0
      var size = at("beside", "y")
      size.text = Channel("size", .nominal)
      layers.append(Layer(beside, size, data: [row]))
      guard isNamed else { continue }
      (beside.dy, beside.fontWeight) = (8, "bold")
      var named = at("beside", "y")
      named.text = Channel("drivers", .nominal)
      layers.append(Layer(beside, named, data: [row]))
    }
    return layers
  }

  private func sizeWords(_ clone: Int) -> String {
    clone == 0
      ? "normal cells" : Wording.count(sizes[clone] ?? 0, "mutation")
  }

  /// The drivers that fit into a line.
  private func driverWords(_ clone: Int) -> String {
    let all = drivers[clone] ?? []
    var shown: [String] = []
    for title in all {
      let cut = ShortName.cut(title, most: 34)
      guard shown.isEmpty || shown.joined(separator: ", ").count + cut.count < Self.mostLetters - 8
      else { break }
      shown.append(cut)
    }
    let left = all.count - shown.count
    return shown.joined(separator: ", ") + (left > 0 ? " and \(left) more" : "")
  }

  private var finding: String {
    "\(patient): a tree of \(Wording.count(tree.nodes.count, "clone")); "
      + (tree.credible == 1 && !tree.isCut
        ? "one tree has 90 % of the probability."
        : "90 % of the probability is shared by \(tree.isCut ? "at least " : "")"
          + "\(Wording.count(tree.credible, "tree")).")
  }

  private var subtitle: String {
    let unsure = tree.nodes.filter { $0.probability < 0.9 }
    return
      "Numbers on the lines: P(this is the parent), the wider, the surer"
      + (tree.nodes.contains { $0.probability < Self.even }
        ? "; dashed: below \(Wording.number(Self.even))." : ".")
      + " Beside a clone: mutations it added, and drivers among them."
      + (unsure.isEmpty
        ? ""
        : " Unsure: the parent of \(Wording.list(unsure.map(\.clone).sorted().map(String.init))).")
      + (unplaced.isEmpty
        ? ""
        : " In no tree: clone\(unplaced.count == 1 ? "" : "s") "
          + "\(Wording.list(unplaced.map(String.init))).")
  }

  private var description: String {
    "\(finding) "
      + tree.nodes.map { node in
        "Clone \(node.clone) descends from "
          + (node.parent > 0 ? "clone \(node.parent)" : "normal cells")
          + ", P \(Wording.probability(node.probability)), and adds "
          + sizeWords(node.clone) + "."
      }.joined(separator: " ")
  }
}

extension CloneTreeFigure: StudyFigure {
  /// `tree`.
  public static let name = "tree"
  /// What it shows.
  public static let summary = "the tree of a patient's clones, with probabilities and drivers"
  /// The clones of a study.
  public static let source = FigureSource.clones
  /// One patient.
  public static let needs = FigureNeeds.patient

  /// The tree of the patient that is asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let (patient, tree) = try input.neededTree()
    return [CloneTreeFigure(patient: patient, tree: tree, genes: input.genes).chart]
  }
}
