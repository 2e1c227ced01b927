import Results
import TumorModel
import Wording

/// The tumour cells of each clone in each sample of a patient, a bar for each sample in the order of
/// days.
public struct CloneProportionFigure: Sendable {
  private let patient: String
  private let samples: [(id: String, sample: ManifestSample?)]
  private let parts: [String: [CloneProportionRow]]
  private let order: [Int]

  /// Takes a patient with the proportions of its clones.
  ///
  /// - Returns: `nil` where there are none.
  public init?(patient: StudyPatient) {
    self.patient = patient.id
    // As the tree has them: a clone lies beside its parent.
    order = [0] + (ConsensusTree(patient.clones)?.nodes.map(\.clone) ?? patient.clones.numbers)
    parts = Dictionary(grouping: patient.clones.proportions, by: \.sample)
    samples = patient.cloneSamples.filter { [parts] in parts[$0.id] != nil }
    if samples.isEmpty { return nil }
  }

  private static let height = 280.0
  /// A bar, and the least room of a sample.
  private static let (bar, least) = (46.0, 96.0)
  /// Shares that are drawn at all, and those that have room for words.
  private static let (drawn, worded) = (0.002, 0.06)

  private var step: Double { max(Self.least, Self.bar + 14 + 6 * Double(order.count)) }

  /// A clone's part of a bar.
  private struct Part {
    let clone: Int
    let sample: Int
    let foot: Double
    let row: CloneProportionRow
  }

  private var all: [Part] {
    samples.enumerated().flatMap { place, sample -> [Part] in
      var foot = 0.0
      return order.compactMap { clone in
        guard let row = parts[sample.id]?.first(where: { $0.clone == clone }) else { return nil }
        defer { foot += row.proportion }
        return Part(clone: clone, sample: place, foot: foot, row: row)
      }
    }
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let width = step * Double(samples.count)
    let x = { (field: String) in
      Channel(field, .quantitative, title: "", scale: .range(0, width), axis: Axis.none)
    }
    let y = { (field: String) in
      Channel(
        field, .quantitative, title: "Share of the sample's tumour cells",
        scale: .range(-0.16, 1.0),
        axis: Axis(format: ".1f", values: [0, 0.2, 0.4, 0.6, 0.8, 1]))
    }
    let parts = all
    let shown = parts.filter { $0.row.proportion >= Self.drawn }
    var block = Mark(.rect, opacity: 1)
    (block.stroke, block.strokeWidth) = ("#ffffff", 1)
    var blocks = Encoding(x: x("left"), y: y("foot"))
    (blocks.x2, blocks.y2) = (.column("right"), .column("top"))
    let numbers = Set(parts.map(\.clone))
    blocks.color = Channel(
      "clone", .nominal, title: "Cells of", scale: ClonePalette.scale(numbers),
      legend: .at("bottom", columns: 5))
    blocks.tooltip = [
      Channel("clone", .nominal, title: "Cells of"), Channel("sample", .nominal, title: "Sample"),
      Channel("share", .nominal, title: "Share of tumour cells"),
    ]
    var layers = [Layer(block, blocks, data: shown.map(row))]
    for ink in ["#000000", "#FFFFFF"] {
      let own = shown.filter {
        ClonePalette.ink($0.clone) == ink && $0.row.proportion >= Self.worded
      }
      guard !own.isEmpty else { continue }
      var label = Mark(.text, color: ink)
      (label.align, label.baseline, label.fontSize) = ("center", "middle", 11)
      var words = Encoding(x: x("centre"), y: y("middle"))
      words.text = Channel("words", .nominal)
      layers.append(Layer(label, words, data: own.map(row)))
    }
    var whisker = Mark(.rule)
    whisker.strokeWidth = 2.5
    var whiskers = Encoding(x: x("whisker"), y: y("low"))
    whiskers.y2 = .column("high")
    whiskers.color = Channel(
      "clone", .nominal, title: "Cells of", scale: ClonePalette.scale(numbers),
      legend: .at("bottom", columns: 5))
    whiskers.tooltip = blocks.tooltip
    layers.append(
      Layer(whisker, whiskers, data: parts.filter { $0.row.high >= Self.drawn }.map(row)))
    var name = Mark(.text, color: "#1a1a1a")
    (name.align, name.baseline, name.fontSize, name.dy) = ("center", "top", 11, 6)
    var names = Encoding(x: x("centre"), y: y("zero"))
    names.text = Channel("name", .nominal)
    var day = name
    (day.dy, day.color) = (21, "#444444")
    var days = names
    days.text = Channel("day", .nominal)
    layers += [Layer(name, names, data: sampleRows), Layer(day, days, data: sampleRows)]
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Numbers: clone and share. Beside a bar: 90 % intervals of where each part ends, from its foot. "
          + "Cells of a clone are those that no further clone came from."
      ],
      description: description(parts), width: .pixels(Int(width)),
      height: .pixels(Int(Self.height)), layers: layers)
  }

  private func centre(_ sample: Int) -> Double {
    step * (Double(sample) + 0.5) - 3 * Double(order.count)
  }

  private func row(_ part: Part) -> DataRow {
    let (low, high) = (part.foot + part.row.low, part.foot + part.row.high)
    let centre = centre(part.sample)
    let slot = Double(order.firstIndex(of: part.clone) ?? 0)
    return [
      "left": .number(centre - Self.bar / 2), "right": .number(centre + Self.bar / 2),
      "centre": .number(centre), "foot": .number(part.foot),
      "top": .number(min(1, part.foot + part.row.proportion)),
      "middle": .number(part.foot + part.row.proportion / 2),
      "whisker": .number(centre + Self.bar / 2 + 5 + 6 * slot), "low": .number(min(1, low)),
      "high": .number(min(1, high)), "clone": .text(ClonePalette.words(part.clone)),
      "sample": .text(samples[part.sample].id),
      "words": .text(
        (part.clone > 0 ? "\(part.clone): " : "") + Wording.percent(part.row.proportion)),
      "share": .text(
        "\(Wording.number(part.row.proportion)) (\(Wording.range(part.row.low, part.row.high)))"),
    ]
  }

  private var sampleRows: [DataRow] {
    samples.enumerated().map { place, sample in
      [
        "centre": .number(centre(place)), "zero": .integer(0),
        "name": .text(
          ShortName.cut(sample.id, most: max(4, Int((step - 6) / LabelLayout.letter)))),
        "day": .text(sample.sample?.day.map { "day \($0)" } ?? ""),
      ]
    }
  }

  private var finding: String {
    "\(patient): the cells of \(Wording.count(order.count - 1, "clone")) in "
      + "\(Wording.count(samples.count, "sample"))."
  }

  private func description(_ parts: [Part]) -> String {
    "\(finding) "
      + samples.enumerated().map { place, sample in
        "\(sample.id): "
          + parts.filter { $0.sample == place && $0.row.proportion >= Self.drawn }.map {
            "\(ClonePalette.words($0.clone)) \(Wording.percent($0.row.proportion))"
          }.joined(separator: ", ") + "."
      }.joined(separator: " ")
  }
}

extension CloneProportionFigure: StudyFigure {
  /// `proportions`.
  public static let name = "proportions"
  /// What it shows.
  public static let summary = "the share of each clone in each sample of a patient"
  /// The clones of a study.
  public static let source = FigureSource.clones
  /// One patient.
  public static let needs = FigureNeeds.patient

  /// The bars of the patient that is asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let patient = try input.neededClones()
    guard let figure = CloneProportionFigure(patient: patient) else {
      throw .nothing(
        words: "no proportions of the clones of patient '\(patient.id)' are known")
    }
    return [figure.chart]
  }
}
