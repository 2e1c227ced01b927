import Results
import TumorModel
import Wording

/// A patient's clones over days, each within its parent, with treatments above.
///
/// The heights are known on the days of samples only; straight lines join them, which is said.
public struct FishFigure: Sendable {
  private let patient: String
  private let tree: ConsensusTree
  private let times: [Time]
  private let treatments: [ManifestTreatment]
  private let undated: Int

  /// A day with its samples.
  struct Time {
    let day: Int
    let samples: [ManifestSample]
    /// Each clone's cells with those of its descendants, the mean of the samples.
    let totals: [Int: Double]
  }

  /// Takes a patient with the tree of its clones.
  ///
  /// - Returns: `nil` where clones are known on fewer than two days.
  init?(patient: StudyPatient, tree: ConsensusTree) {
    self.patient = patient.id
    self.tree = tree
    treatments = patient.treatments
    let own = Dictionary(grouping: patient.clones.proportions, by: \.sample).mapValues { rows in
      Dictionary(rows.map { ($0.clone, $0.proportion) }) { first, _ in first }
    }
    let known = patient.cloneSamples.filter { own[$0.id] != nil }
    undated = known.count { $0.sample?.day == nil }
    let dated = known.compactMap { item in
      item.sample.flatMap { sample in sample.day.map { (day: $0, sample: sample) } }
    }
    times = Dictionary(grouping: dated, by: \.day).sorted { $0.key < $1.key }.map { day, items in
      var totals: [Int: Double] = [:]
      for node in tree.nodes {
        let sum = items.reduce(0) { sum, item in
          sum + tree.total(of: node.clone) { own[item.sample.id]?[$0] ?? 0 }
        }
        totals[node.clone] = min(1, sum / Double(items.count))
      }
      return Time(day: day, samples: items.map(\.sample), totals: totals)
    }
    if times.count < 2 { return nil }
  }

  private static let (width, height, lane) = (560.0, 240.0, 17.0)

  // MARK: - Bands

  /// Where a clone's band lies on a day.
  private struct Band {
    let low: Double
    let high: Double
  }

  /// The bands of all clones on a day: children lie within their parent, as far from one another as from
  /// its bounds. All of it is in proportion to heights, so that straight lines between days keep bands
  /// within their parents.
  private func bands(_ time: Time) -> [Int: Band] {
    var bands: [Int: Band] = [0: Band(low: 0, high: 1)]
    for parent in [0] + tree.nodes.map(\.clone) {
      guard let outer = bands[parent] else { continue }
      let children = tree.children(of: parent)
      let sum = children.reduce(0) { $0 + (time.totals[$1] ?? 0) }
      let room = outer.high - outer.low
      // Means over trees need not fit within the parent of the consensus tree.
      let scale = sum > room ? room / sum : 1
      let gap = (room - sum * scale) / Double(children.count + 1)
      var low = outer.low
      for child in children.reversed() {
        low += gap
        let high = low + (time.totals[child] ?? 0) * scale
        bands[child] = Band(low: low, high: min(high, outer.high))
        low = high
      }
    }
    return bands
  }

  // MARK: - The chart

  private var days: ClosedRange<Double> {
    let all = times.map(\.day) + treatments.flatMap { [$0.start, $0.stop ?? $0.start] }
    let (first, last) = (Double(all.min() ?? 0), Double(all.max() ?? 1))
    let margin = 0.04 * (last - first) + 1
    return (first - margin)...(last + margin)
  }

  private func pixels(_ day: Double) -> Double {
    (day - days.lowerBound) / (days.upperBound - days.lowerBound) * Self.width
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let lanes = ColumnLayout.rows(
      treatments.map {
        (Double($0.start), max(Double($0.stop ?? Int.max), Double($0.start) + 1))
      })
    let top = Self.lane * Double((lanes.max() ?? -1) + 1) + (treatments.isEmpty ? 4 : 10)
    let names = sampleNames
    let bottom = Self.lane * Double((names.map(\.row).max() ?? 0) + 1) + 8
    let unit = 1 / Self.height
    let y = { (field: String) in
      Channel(
        field, .quantitative, title: "Share of tumour cells",
        scale: .range(-bottom * unit, 1 + top * unit),
        axis: Axis(format: ".1f", values: [0, 0.2, 0.4, 0.6, 0.8, 1], grid: false))
    }
    let x = { [days] (field: String) in
      Channel(
        field, .quantitative, title: "Days from diagnosis",
        scale: .range(days.lowerBound, days.upperBound), axis: Axis(grid: false, tickCount: 8))
    }
    return VegaLiteChart(
      finding: finding, subtitle: [subtitle], description: description,
      width: .pixels(Int(Self.width)), height: .pixels(Int(Self.height + top + bottom)),
      layers: bandLayers(x, y) + treatmentLayers(x, y, lanes, unit)
        + sampleLayers(x, y, names, unit))
  }

  private func bandLayers(
    _ x: @escaping (String) -> Channel, _ y: @escaping (String) -> Channel
  ) -> [Layer] {
    let placed = times.map { ($0, bands($0)) }
    var layers: [Layer] = []
    let numbers = [0] + tree.nodes.map(\.clone)
    for clone in numbers {
      var area = Mark(.area, opacity: 1)
      (area.stroke, area.strokeWidth) = ("#ffffff", 0.8)
      var shape = Encoding(x: x("day"), y: y("low"))
      shape.y2 = .column("high")
      shape.color = Channel(
        "clone", .nominal, title: "Cells of, with its descendants",
        scale: ClonePalette.scale(numbers), legend: .at("bottom", columns: 5))
      shape.tooltip = [Channel("clone", .nominal, title: "Cells of")]
      for run in runs(of: clone, placed) {
        let rows = placed[run].map { time, bands -> DataRow in
          [
            "day": .integer(time.day), "low": Datum(bands[clone]?.low),
            "high": Datum(bands[clone]?.high), "clone": .text(ClonePalette.words(clone)),
          ]
        }
        layers.append(Layer(area, shape, data: rows))
      }
    }
    return layers + labelLayers(x, y, placed)
  }

  /// The days between which a clone has some height: where it has none, no line should run.
  private func runs(of clone: Int, _ placed: [(Time, [Int: Band])]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for place in 0..<(placed.count - 1) {
      let height = [place, place + 1].compactMap { index in
        placed[index].1[clone].map { $0.high - $0.low }
      }.max()
      guard let height, height * Self.height >= 0.5 else { continue }
      if let last = runs.last, last.upperBound == place {
        runs[runs.count - 1] = last.lowerBound...(place + 1)
      } else {
        runs.append(place...(place + 1))
      }
    }
    return runs
  }

  /// Numbers where a clone's own cells are most.
  private func labelLayers(
    _ x: (String) -> Channel, _ y: (String) -> Channel, _ placed: [(Time, [Int: Band])]
  ) -> [Layer] {
    tree.nodes.compactMap { node -> Layer? in
      // Free heights of the band: not covered by a child's.
      let free = placed.enumerated().flatMap { place, item -> [(Int, Double, Double)] in
        guard let band = item.1[node.clone] else { return [] }
        let inner = tree.children(of: node.clone).compactMap { item.1[$0] }
          .filter { $0.high > $0.low }.sorted { $0.low < $1.low }
        var (low, gaps) = (band.low, [(Int, Double, Double)]())
        for child in inner {
          gaps.append((place, low, child.low))
          low = child.high
        }
        return gaps + [(place, low, band.high)]
      }
      guard let best = free.max(by: { $0.2 - $0.1 < $1.2 - $1.1 }),
        (best.2 - best.1) * Self.height >= 13
      else { return nil }
      let isLast = best.0 == placed.count - 1
      var label = Mark(.text, color: ClonePalette.ink(node.clone))
      (label.fontSize, label.fontWeight, label.baseline) = (12, "bold", "middle")
      (label.align, label.dx) = isLast ? ("right", -6) : ("left", 6)
      var words = Encoding(x: x("day"), y: y("height"))
      words.text = Channel("words", .nominal)
      return Layer(
        label, words,
        data: [
          [
            "day": .integer(placed[best.0].0.day), "height": .number((best.1 + best.2) / 2),
            "words": .text("\(node.clone)"),
          ]
        ])
    }
  }

  private func treatmentLayers(
    _ x: (String) -> Channel, _ y: (String) -> Channel, _ lanes: [Int], _ unit: Double
  ) -> [Layer] {
    zip(treatments, lanes).flatMap { treatment, lane -> [Layer] in
      let stop = treatment.stop.map(Double.init) ?? days.upperBound
      let foot = 1 + unit * (6 + Self.lane * Double(lane))
      let room = pixels(stop) - pixels(Double(treatment.start)) - 6
      let row: DataRow = [
        "start": .integer(treatment.start), "stop": .number(stop), "low": .number(foot),
        "high": .number(foot + unit * (Self.lane - 2)),
        "middle": .number(foot + unit * (Self.lane / 2 - 1)), "agent": .text(treatment.agent),
        "days": .text(treatment.dayWords),
        "words": .text(
          ShortName.cut(treatment.agent, most: max(0, Int(room / LabelLayout.letter)))),
      ]
      var bar = Mark(.rect, color: TreatmentPalette.color(treatment.kind))
      (bar.stroke, bar.strokeWidth) = ("#555555", 0.5)
      var span = Encoding(x: x("start"), y: y("low"))
      (span.x2, span.y2) = (.column("stop"), .column("high"))
      span.tooltip = [
        Channel("agent", .nominal, title: "Treatment"), Channel("days", .nominal, title: "Days"),
      ]
      var label = Mark(.text, color: "#1a1a1a")
      (label.align, label.baseline, label.fontSize, label.dx) = ("left", "middle", 11, 3)
      var words = Encoding(x: x("start"), y: y("middle"))
      words.text = Channel("words", .nominal)
      return [Layer(bar, span, data: [row]), Layer(label, words, data: [row])]
    }
  }

  private var sampleNames: [(words: String, day: Int, x: Double, row: Int)] {
    let names = times.map { time in
      let words =
        time.samples.count == 1
        ? ShortName.cut(time.samples[0].id, most: 26)
        : "mean of \(time.samples.count) samples"
      let half = LabelLayout.letter * Double(words.count) / 2
      let x = min(max(pixels(Double(time.day)), half + 2), Self.width - half - 2)
      return (words: words, day: time.day, x: x, half: half)
    }
    let rows = ColumnLayout.rows(
      names.map { (start: $0.x - $0.half - 4, end: $0.x + $0.half + 4) })
    return zip(names, rows).map { ($0.words, $0.day, $0.x, $1) }
  }

  private func sampleLayers(
    _ x: (String) -> Channel, _ y: (String) -> Channel,
    _ names: [(words: String, day: Int, x: Double, row: Int)], _ unit: Double
  ) -> [Layer] {
    let scale = (days.upperBound - days.lowerBound) / Self.width
    let rows = names.map { name -> DataRow in
      [
        "day": .integer(name.day), "low": .integer(0), "high": .integer(1),
        "place": .number(days.lowerBound + name.x * scale),
        "height": .number(-unit * (12 + Self.lane * Double(name.row))),
        "words": .text(name.words),
      ]
    }
    // Light under dark: seen on bands of all colours.
    var under = Mark(.rule, color: "#ffffff")
    under.strokeWidth = 3
    var line = Mark(.rule, color: "#1a1a1a")
    (line.strokeWidth, line.strokeDash) = (1.2, [4, 3])
    var lines = Encoding(x: x("day"), y: y("low"))
    lines.y2 = .column("high")
    var label = Mark(.text, color: "#1a1a1a")
    (label.align, label.baseline, label.fontSize) = ("center", "middle", 11)
    var words = Encoding(x: x("place"), y: y("height"))
    words.text = Channel("words", .nominal)
    return [
      Layer(under, lines, data: rows), Layer(line, lines, data: rows),
      Layer(label, words, data: rows),
    ]
  }

  // MARK: - Words

  /// Whether samples of different days are of different lesions: by role, or by the sites that are told.
  private var areOtherLesions: Bool {
    let samples = times.flatMap(\.samples)
    let roles = Set(samples.map { $0.role == .primary })
    return roles.count > 1 || Set(samples.compactMap(\.site)).count > 1
  }

  private var finding: String {
    "\(patient): the cells of \(Wording.count(tree.nodes.count, "clone")) on "
      + "\(Wording.count(times.count, "sampled day")), from day \(Wording.grouped(times[0].day)) to "
      + "\(Wording.grouped(times[times.count - 1].day))."
  }

  private var subtitle: String {
    var words = [
      "Known on sampled days (dashed) only; between them straight lines, not measurements."
    ]
    if areOtherLesions {
      words.append("The samples are of different lesions: a change may be one of place, not time.")
    }
    if times.contains(where: { $0.samples.count > 1 }) {
      words.append("Samples of one day: their mean.")
    }
    if undated > 0 {
      words.append("\(Wording.count(undated, "sample")) without a day: not drawn.")
    }
    return words.joined(separator: " ")
  }

  private var description: String {
    "\(finding) \(subtitle) "
      + times.map { time in
        "Day \(time.day): "
          + tree.nodes.map {
            "clone \($0.clone) with its descendants \(Wording.percent(time.totals[$0.clone] ?? 0))"
          }.joined(separator: ", ") + "."
      }.joined(separator: " ")
      + (treatments.isEmpty
        ? ""
        : " Treatments: "
          + treatments.map { "\($0.agent) from day \($0.start)" }.joined(separator: ", ") + ".")
  }
}

extension FishFigure: StudyFigure {
  /// `fish`.
  public static let name = "fish"
  /// What it shows.
  public static let summary = "a patient's clones over days, nested by their tree, with treatments"
  /// The clones of a study.
  public static let source = FigureSource.clones
  /// One patient.
  public static let needs = FigureNeeds.patient

  /// The clones of the patient that is asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let (patient, tree) = try input.neededTree()
    guard let figure = FishFigure(patient: patient, tree: tree) else {
      throw .nothing(
        words: patient.samples.isEmpty
          ? "no day of the samples of patient '\(patient.id)': expected a folder that metachron run or origins "
            + "wrote, with clones"
          : "clones of patient '\(patient.id)' are known on fewer than two days")
    }
    return [figure.chart]
  }
}
