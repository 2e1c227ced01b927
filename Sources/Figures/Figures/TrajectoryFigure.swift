import Results
public import TumorModel
import Wording

/// Cancer cell fractions of a patient's mutations over time, a band for each, with treatments above.
///
/// A step holds what was seen last: between two biopsies nothing is known. Samples of one day, and
/// samples without days, are joined by no line, for no time passes between them.
public struct TrajectoryFigure: Sendable {
  private let points: [TrajectoryRow]
  private let named: [Variant]
  private let treatments: [ManifestTreatment]
  private let hasDays: Bool
  private let samples: [ManifestSample]
  private let patient: String
  private let total: Int
  private let sampleCount: Int
  private let calls: [Variant: OriginLabel]

  /// Most mutations that have a band of their own.
  static let mostNamed = 8
  /// Most different courses of other mutations that are drawn, in grey: those of most mutations.
  static let mostOthers = 150

  /// Takes the trajectories of one patient.
  ///
  /// - Parameters:
  ///   - patient: The patient's rows and samples.
  ///   - genes: Genes whose mutations are named.
  ///   - leading: The genes whose mutations come first.
  ///   - mutation: The one mutation that is wanted; `nil` for those of the genes.
  /// - Returns: `nil` where nothing is known in two samples.
  public init?(
    patient: StudyPatient, genes: Set<String>, leading: [String] = [], mutation: Variant? = nil
  ) {
    points = patient.trajectories.filter { $0.cellFraction != nil }
    let seen = Set(points.map(\.sample))
    guard seen.count > 1 else { return nil }
    var chosen: [Variant] = []
    var isChosen: Set<Variant> = []
    var geneOf: [Variant: String] = [:]
    for row in points
    where row.variant == mutation || (mutation == nil && genes.contains(row.gene)) {
      guard isChosen.insert(row.variant).inserted else { continue }
      chosen.append(row.variant)
      geneOf[row.variant] = row.gene
    }
    // Those that the study asks about come first.
    chosen = chosen.enumerated().sorted { left, right in
      let ranks = [left, right].map { item in
        geneOf[item.element].flatMap { leading.firstIndex(of: $0) } ?? leading.count
      }
      return (ranks[0], left.offset) < (ranks[1], right.offset)
    }.map(\.element)
    named = Array(chosen.prefix(Self.mostNamed))
    total = Set(patient.trajectories.map(\.variant)).count
    sampleCount = max(patient.samples.count, Set(patient.trajectories.map(\.sample)).count)
    samples = patient.samples.filter { seen.contains($0.id) }
    hasDays = samples.allSatisfy { $0.day != nil } && Set(samples.map(\.day)).count > 1
    treatments = hasDays ? patient.treatments : []
    self.patient = patient.id
    calls = Dictionary(
      patient.decidingCalls.compactMap { call in call.variant.map { ($0, call.call) } }
    ) { first, _ in first }
  }

  private func callWords(_ mutation: Variant) -> String { calls[mutation]?.words ?? "no call" }

  /// The looks of the calls, as everywhere.
  private func looks(_ look: (OriginPalette.Look) -> String, without: String) -> Scale {
    let present = OriginPalette.present(named.compactMap { calls[$0] })
    let isUncalled = named.contains { calls[$0] == nil }
    return .names(
      present.map { ($0.words, look($0)) } + (isUncalled ? [("no call", without)] : []))
  }

  private func title(_ mutation: Variant) -> String {
    points.first { $0.variant == mutation }?.title ?? mutation.name
  }

  // MARK: - Places, in pixels from the top

  private static let width = 500.0
  /// A band, and the line of words above it.
  private static let (band, words) = (56.0, 28.0)
  private static let othersBand = 96.0
  /// A lane of treatments, or of names of samples.
  private static let lane = 17.0
  /// The least distance of two samples, and half of what stands for a mutation in one.
  private static let (gap, half) = (16.0, 5.0)

  private var dayRange: (first: Double, last: Double) {
    let days =
      points.compactMap(\.day) + treatments.flatMap { [$0.start, $0.stop].compactMap { $0 } }
    let (first, last) = (Double(days.min() ?? 0), Double(days.max() ?? 1))
    let margin = 0.04 * max(1, last - first)
    return (first - margin, last + margin)
  }

  /// Both ends across: days, or places of samples.
  private var range: (first: Double, last: Double) {
    hasDays ? dayRange : (-0.5, Double(samples.count) - 0.5)
  }

  private func across(_ pixels: Double) -> Double {
    range.first + pixels / Self.width * (range.last - range.first)
  }
  private func pixels(_ place: Double) -> Double {
    (place - range.first) / (range.last - range.first) * Self.width
  }

  /// Where samples stand: at their days, those of one day side by side.
  private var places: [(id: String, pixels: Double, isMoved: Bool)] {
    let sorted = samples.enumerated().sorted {
      ($0.element.day ?? 0, $0.offset) < ($1.element.day ?? 0, $1.offset)
    }.map(\.element)
    let wanted = sorted.indices.map { index in
      pixels(hasDays ? Double(sorted[index].day ?? 0) : Double(index))
    }
    let places = ColumnLayout.places(
      wanted, gap: Self.gap, in: Self.half...(Self.width - Self.half))
    return sorted.indices.map {
      (sorted[$0].id, places[$0], abs(places[$0] - wanted[$0]) > 0.5)
    }
  }

  /// Lanes of treatments that overlap in time.
  private var lanes: [Int] {
    ColumnLayout.rows(treatments.map { (Double($0.start), Double($0.stop ?? Int.max)) })
  }

  private var others: [Course] {
    let isNamed = Set(named)
    var placed: [Variant: [String: Int]] = [:]
    for row in points where !isNamed.contains(row.variant) {
      placed[row.variant, default: [:]][row.sample] =
        Int(((1 - (row.cellFraction ?? 0)) * Self.othersBand).rounded())
    }
    var counts: [[String: Int]: Int] = [:]
    for heights in placed.values { counts[heights, default: 0] += 1 }
    let order = samples.map(\.id)
    return counts.map { Course(heights: $0.key, count: $0.value) }.sorted { left, right in
      if left.count != right.count { return left.count > right.count }
      let (one, other) = (
        order.map { left.heights[$0] ?? -1 }, order.map { right.heights[$0] ?? -1 }
      )
      return one.lexicographicallyPrecedes(other)
    }
  }

  /// The course of some mutations: their places in the grey band by sample, to a pixel.
  private struct Course {
    let heights: [String: Int]
    let count: Int
  }

  /// Parts of a course that a line may join: samples of rising days, each the only one of its day.
  private func runs(_ known: (String) -> Bool) -> [[String]] {
    guard hasDays else { return [] }
    let sorted = places.map(\.id).filter(known)
    let days = Dictionary(uniqueKeysWithValues: samples.map { ($0.id, $0.day) })
    let perDay = Dictionary(grouping: sorted) { days[$0] ?? nil }
    var runs: [[String]] = [[]]
    for id in sorted {
      if perDay[days[id] ?? nil]?.count == 1 {
        runs[runs.count - 1].append(id)
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { $0.count > 1 }
  }

  // MARK: - The chart

  /// The chart.
  public var chart: VegaLiteChart {
    let others = Array(others.prefix(Self.mostOthers))
    let top = Self.lane * Double((lanes.max() ?? -1) + 1)
    let heads = named.indices.map { top + Self.words + Double($0) * (Self.band + Self.words) }
    var bottom = top + Double(named.count) * (Self.band + Self.words)
    let othersHead = bottom + Self.words
    if !others.isEmpty { bottom = othersHead + Self.othersBand }
    let names = sampleNames(below: bottom + 16)
    let height = (names.compactMap(\.y).max() ?? bottom) + Self.lane
    var bands = heads.map { ($0, Self.band) }
    if !others.isEmpty { bands.append((othersHead, Self.othersBand)) }
    let tops = bands.map { -Int($0.0) }
    var axis = Axis(
      values: bands.flatMap { [-$0.0, -$0.0 - $0.1] }.map { $0.rounded() }, grid: false)
    axis.labelExpr =
      "indexof([\(tops.map(String.init).joined(separator: ","))], datum.value) >= 0 ? '1' : '0'"
    let y = Channel(
      "height", .quantitative, title: "Cancer cell fraction, from 0 to 1 in each band",
      scale: .range(-height, 0), axis: axis)
    let x = Channel(
      "place", .quantitative, title: hasDays ? "Days from diagnosis" : "Sample",
      scale: .range(range.first, range.last),
      axis: hasDays ? Axis(grid: false) : Axis(values: [], grid: false))
    let canvas = Canvas(
      x: x, y: y, places: Dictionary(uniqueKeysWithValues: places.map { ($0.id, $0.pixels) }))
    return VegaLiteChart(
      finding: finding, subtitle: [subtitle(drawn: others)],
      description:
        "\(finding) Each band is a mutation; its height is the share of tumour cells with it, if "
        + "the sample has it; bars are 90 % intervals."
        + (treatments.isEmpty
          ? ""
          : " Treatments: "
            + treatments.map { "\($0.agent) from day \($0.start)" }.joined(separator: ", ") + "."),
      width: .pixels(Int(Self.width)), height: .pixels(Int(height)), data: rows(canvas, heads),
      layers: treatmentLayers(canvas, down: bottom)
        + frame(
          canvas, bands, titles: named.map(title) + (others.isEmpty ? [] : ["other mutations"]))
        + sampleLayers(canvas, names)
        + otherLayers(canvas, others, head: othersHead)
        + (named.isEmpty ? [] : namedLayers(canvas, heads)))
  }

  /// What all layers share.
  private struct Canvas {
    let x: Channel
    let y: Channel
    /// Samples across, in pixels.
    let places: [String: Double]

    func x(_ field: String) -> Channel {
      Channel(field, .quantitative, title: x.title, scale: x.scale, axis: x.axis)
    }
    func y(_ field: String) -> Channel {
      Channel(field, .quantitative, title: y.title, scale: y.scale, axis: y.axis)
    }
  }

  private func subtitle(drawn others: [Course]) -> String {
    var words: [String] = []
    if !named.isEmpty {
      words.append("Fractions: if the sample has the mutation. Bars: 90 % intervals.")
      if points.contains(where: { named.contains($0.variant) && $0.alternate == 0 }) {
        words.append("Open: no read with the mutation.")
      }
    }
    let isJoined = !runs { _ in true }.isEmpty
    if isJoined {
      words.append("Steps: what was seen last; nothing is known between two biopsies.")
    }
    if places.contains(where: \.isMoved) { words.append("Samples of one day stand side by side.") }
    if !others.isEmpty { words.append("Grey: other mutations, the stronger, the more.") }
    let drawn = named.count + others.reduce(0) { $0 + $1.count }
    if total > drawn {
      words.append(
        "Drawn: \(Wording.grouped(drawn)) of \(Wording.grouped(total)) mutations.")
    }
    return words.joined(separator: " ")
  }

  private var finding: String {
    guard let first = named.first else {
      return "\(patient): cancer cell fractions of \(Wording.count(total, "mutation")) in "
        + "\(Wording.count(sampleCount, "sample"))."
    }
    let rows = samples.compactMap { sample in
      points.first { $0.variant == first && $0.sample == sample.id }
    }
    let steps = rows.compactMap { row in
      row.cellFraction.map { fraction in
        let isCounted = row.depth != nil && row.alternate != nil
        let reads = isCounted ? " (\(row.readsWords) reads)" : ""
        return "\(Wording.number(fraction)) in \(row.sample)\(reads)"
      }
    }
    return
      "\(patient), \(title(first)): cancer cell fraction, if the sample has the mutation, "
      + steps.joined(separator: ", then ")
      + (steps.count < sampleCount
        ? "; no evidence in \(sampleCount - steps.count) of \(Wording.count(sampleCount, "sample"))."
        : ".")
  }

  /// The bands' bounds, and what each is of.
  private func frame(
    _ canvas: Canvas, _ bands: [(head: Double, height: Double)], titles: [String]
  ) -> [Layer] {
    var hair = Mark(.rule, color: "#d9d9d9")
    hair.strokeWidth = 1
    let rows = bands.flatMap { band -> [DataRow] in
      [band.head, band.head + band.height].map {
        [
          "height": .number(-$0), "first": .number(range.first), "last": .number(range.last),
        ]
      }
    }
    var lines = Encoding(x: canvas.x("first"), y: canvas.y("height"))
    lines.x2 = .column("last")
    var label = Mark(.text, color: "#1a1a1a")
    (label.align, label.baseline, label.fontSize, label.fontWeight) = ("left", "bottom", 11, "bold")
    (label.dx, label.dy, label.limit) = (2, -9, Self.width - 4)
    var words = Encoding(x: canvas.x("first"), y: canvas.y("height"))
    words.text = Channel("words", .nominal)
    let names = zip(bands, titles).map { band, title -> DataRow in
      ["height": .number(-band.head), "first": .number(range.first), "words": .text(title)]
    }
    return [Layer(hair, lines, data: rows), Layer(label, words, data: names)]
  }

  /// Treatments as lanes with their agents, and faintly through all bands.
  private func treatmentLayers(_ canvas: Canvas, down: Double) -> [Layer] {
    guard !treatments.isEmpty else { return [] }
    // The colour is of the mark: a scale of the layers' own would be one with that of the calls.
    let colors = Set(treatments.map { TreatmentPalette.color($0.kind) }).sorted()
    let rows = zip(treatments, lanes).map { treatmentRow($0, lane: $1, down: down) }
    var span = Encoding(x: canvas.x("start"), y: canvas.y("top"))
    (span.x2, span.y2) = (.column("stop"), .column("bottom"))
    span.tooltip = [
      Channel("agent", .nominal, title: "Treatment"), Channel("kind", .nominal, title: "Class"),
      Channel("response", .nominal, title: "Best response"),
      Channel("start", .quantitative, title: "From day"),
      Channel("stop", .quantitative, title: "To day"),
    ]
    var through = span
    through.y2 = .column("down")
    var label = Mark(.text, color: "#1a1a1a")
    (label.align, label.baseline, label.fontSize, label.dx, label.dy) = (
      "left", "middle", 11, 3, Self.lane / 2 - 1
    )
    var words = Encoding(x: canvas.x("start"), y: canvas.y("top"))
    words.text = Channel("words", .nominal)
    let bars = colors.flatMap { color -> [Layer] in
      let own = rows.filter { $0["color"] == .text(color) }
      var bar = Mark(.rect, color: color)
      (bar.stroke, bar.strokeWidth) = ("#555555", 0.5)
      return [
        Layer(Mark(.rect, color: color, opacity: 0.25), through, data: own),
        Layer(bar, span, data: own),
      ]
    }
    return bars + [Layer(label, words, data: rows)]
  }

  private func treatmentRow(
    _ treatment: ManifestTreatment, lane: Int, down: Double
  ) -> DataRow {
    let stop = treatment.stop.map(Double.init) ?? range.last
    let head = Self.lane * Double(lane)
    return [
      "start": .integer(treatment.start), "stop": .number(stop),
      "top": .number(-head - 1), "bottom": .number(-head - Self.lane + 1),
      "down": .number(-down), "agent": .text(treatment.agent),
      "color": .text(TreatmentPalette.color(treatment.kind)),
      // Words that do not fit are cut; the tooltip and the timeline have all of them.
      "words": .text(
        Self.cut(treatment.agent, to: pixels(stop) - pixels(Double(treatment.start)) - 6)),
      "response": .text(treatment.bestResponse), "kind": .text(treatment.kind),
    ]
  }

  /// As much of a text as fits.
  private static func cut(_ text: String, to pixels: Double) -> String {
    ShortName.cut(text, most: max(0, Int(pixels / LabelLayout.letter)))
  }

  private struct SampleName {
    let words: String
    let x: Double
    var y: Double?
  }

  /// The samples' names under the bands, in as many rows as they need.
  private func sampleNames(below: Double) -> [SampleName] {
    var names = places.map { place in
      let words = Self.cut(place.id, to: 140)
      let half = LabelLayout.letter * Double(words.count) / 2
      return SampleName(words: words, x: min(max(place.pixels, half + 2), Self.width - half - 2))
    }
    let ranges = names.map { name in
      let half = LabelLayout.letter * Double(name.words.count) / 2 + 4
      return (start: name.x - half, end: name.x + half)
    }
    let order = ranges.indices.sorted { (ranges[$0].start, $0) < (ranges[$1].start, $1) }
    for (index, row) in zip(order, ColumnLayout.rows(order.map { ranges[$0] })) {
      names[index].y = below + Self.lane * Double(row)
    }
    return names
  }

  private func sampleLayers(_ canvas: Canvas, _ names: [SampleName]) -> [Layer] {
    var label = Mark(.text, color: "#333333")
    (label.baseline, label.fontSize) = ("middle", 11)
    var words = Encoding(x: canvas.x("place"), y: canvas.y("height"))
    words.text = Channel("words", .nominal)
    return [
      Layer(
        label, words,
        data: names.map {
          [
            "place": .number(across($0.x)), "height": Datum($0.y.map { -$0 }),
            "words": .text($0.words),
          ]
        })
    ]
  }

  // MARK: - Mutations

  private func namedLayers(_ canvas: Canvas, _ heads: [Double]) -> [Layer] {
    var points = Encoding(x: canvas.x("place"), y: canvas.y("height"))
    points.color = Channel(
      "call", .nominal, title: "Call", scale: looks(\.color, without: "#444444"),
      legend: .at("bottom", columns: 3))
    var intervals = points
    intervals.y = canvas.y("low")
    intervals.y2 = .column("high")
    var marks = points
    marks.shape = Channel(
      "call", .nominal, title: "Call", scale: looks(\.shape, without: "circle"),
      legend: .at("bottom", columns: 3))
    marks.tooltip = [
      Channel("name", .nominal, title: "Mutation"), Channel("call", .nominal, title: "Call"),
      Channel("sample", .nominal, title: "Sample"),
      Channel("day", .quantitative, title: "Day"),
      Channel("interval", .nominal, title: "Cancer cell fraction"),
      Channel("reads", .nominal, title: "Reads with the mutation"),
      Channel("presence", .nominal, title: "P(present)"),
    ]
    var interval = Mark(.rule, opacity: 0.75)
    interval.strokeWidth = 2
    var seen = Mark(.point, opacity: 1, size: 75)
    (seen.filled, seen.stroke, seen.strokeWidth) = (true, "#1a1a1a", 0.6)
    var clean = Mark(.point, opacity: 1, size: 75)
    clean.strokeWidth = 2
    var step = Mark(.line, opacity: 0.75)
    (step.interpolate, step.strokeWidth) = ("step-after", 1.5)
    var steps = points
    steps.detail = Channel("run", .nominal)
    let joined = zip(named, heads).enumerated().flatMap { index, item -> [DataRow] in
      let (mutation, head) = item
      let own = Dictionary(
        self.points.filter { $0.variant == mutation }.map { ($0.sample, $0) }
      ) { first, _ in first }
      return runs { own[$0] != nil }.enumerated().flatMap { number, run in
        run.compactMap { id -> DataRow? in
          guard let row = own[id], let place = canvas.places[id] else { return nil }
          return [
            "run": .text("\(index) \(number)"), "place": .number(across(place)),
            "height": .number(-head - (1 - (row.cellFraction ?? 0)) * Self.band),
            "call": .text(callWords(mutation)),
          ]
        }
      }
    }
    return [Layer(step, steps, data: joined)].filter { $0.hasRows }
      + [
        Layer(interval, intervals), Layer(clean, marks, filter: "datum.clean"),
        Layer(seen, marks, filter: "!datum.clean"),
      ]
  }

  /// The named mutations in each sample.
  private func rows(_ canvas: Canvas, _ heads: [Double]) -> [DataRow] {
    zip(named, heads).flatMap { mutation, head in
      points.filter { $0.variant == mutation }.compactMap { row -> DataRow? in
        guard let place = canvas.places[row.sample] else { return nil }
        func height(_ fraction: Double?) -> Datum {
          Datum(fraction.map { -head - (1 - $0) * Self.band })
        }
        return [
          "place": .number(across(place)), "height": height(row.cellFraction),
          "low": height(row.low), "high": height(row.high),
          "clean": .truth(row.alternate == 0), "name": .text(row.title),
          "call": .text(callWords(mutation)), "sample": .text(row.sample),
          "day": Datum(row.day), "ccf": Datum(row.cellFraction),
          "interval": .text(row.fractionWords), "reads": .text(row.readsWords),
          "presence": .text(row.presence.map(Wording.number) ?? "unknown"),
        ]
      }
    }
  }

  /// All other mutations in one band: courses that are the same to a pixel are one, the darker the
  /// more mutations it stands for.
  private func otherLayers(_ canvas: Canvas, _ others: [Course], head: Double) -> [Layer] {
    guard let most = others.map(\.count).max() else { return [] }
    var shade = Scale(type: .log, domain: [.integer(1), .integer(max(2, most))])
    shade.numbers = [0.22, 0.9]
    let opacity = Channel("count", .quantitative, scale: shade, legend: Legend.none)
    let tooltip = [Channel("count", .quantitative, title: "Mutations of this course")]
    var dash = Mark(.point, color: "#6b6b6b", size: 4 * Self.half * Self.half)
    dash.strokeWidth = 2
    var dashes = Encoding(x: canvas.x("place"), y: canvas.y("height"))
    dashes.shape = .value("stroke")
    (dashes.opacity, dashes.tooltip) = (opacity, tooltip)
    var step = Mark(.line, color: "#6b6b6b")
    (step.interpolate, step.strokeWidth) = ("step-after", 1)
    var steps = Encoding(x: canvas.x("place"), y: canvas.y("height"))
    (steps.opacity, steps.tooltip) = (opacity, tooltip)
    steps.detail = Channel("run", .nominal)
    let rows = others.enumerated().flatMap { index, course -> [DataRow] in
      var runOf: [String: Int] = [:]
      for (number, run) in runs({ course.heights[$0] != nil }).enumerated() {
        for id in run { runOf[id] = number }
      }
      return places.enumerated().compactMap { order, place in
        course.heights[place.id].map { height in
          [
            // What no line joins is a run of its own.
            "run": .text("\(index) " + (runOf[place.id].map { "\($0)" } ?? "s\(order)")),
            "place": .number(across(place.pixels)), "height": .number(-head - Double(height)),
            "count": .integer(course.count),
          ]
        }
      }
    }
    let isJoined = Set(rows.compactMap { $0["run"] }).count < rows.count
    return (isJoined ? [Layer(step, steps, data: rows)] : []) + [Layer(dash, dashes, data: rows)]
  }
}

extension TrajectoryFigure: StudyFigure {
  /// `trajectory`.
  public static let name = "trajectory"
  /// What it shows.
  public static let summary = "cancer cell fractions over time, with treatments"
  /// The results of a study.
  public static let source = FigureSource.study
  /// One patient.
  public static let needs = FigureNeeds.patient

  /// The mutations of the patient that is asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let patient = try input.neededPatient()
    guard
      let figure = TrajectoryFigure(
        patient: patient, genes: input.genes, leading: input.first, mutation: input.mutation)
    else {
      throw .nothing(
        words: "patient \(patient.id) has no mutation with evidence in two samples")
    }
    return [figure.chart]
  }
}
