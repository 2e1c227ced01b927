import Results
public import TumorModel
import Wording

/// Cancer cell fractions of a patient's mutations over time, a band for each, with treatments above.
///
/// A step holds what was seen last: between two biopsies nothing is known. Samples of one day, and
/// samples without days, are joined by no line, for no time passes between them.
public struct TrajectoryFigure: Sendable {
  let points: [TrajectoryRow]
  let named: [Variant]
  let treatments: [ManifestTreatment]
  let hasDays: Bool
  let samples: [ManifestSample]
  let patient: String
  let total: Int
  let sampleCount: Int
  let calls: [Variant: OriginLabel]

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

  func callWords(_ mutation: Variant) -> String { calls[mutation]?.words ?? "no call" }

  /// The looks of the calls, as everywhere.
  func looks(_ look: (OriginPalette.Look) -> String, without: String) -> Scale {
    let present = OriginPalette.present(named.compactMap { calls[$0] })
    let isUncalled = named.contains { calls[$0] == nil }
    return .names(
      present.map { ($0.words, look($0)) } + (isUncalled ? [("no call", without)] : []))
  }

  func title(_ mutation: Variant) -> String {
    points.first { $0.variant == mutation }?.title ?? mutation.name
  }

  // MARK: - Places, in pixels from the top

  static let width = 500.0
  /// A band, and the line of words above it.
  static let (band, words) = (56.0, 28.0)
  static let othersBand = 96.0
  /// A lane of treatments, or of names of samples.
  static let lane = 17.0
  /// The least distance of two samples, and half of what stands for a mutation in one.
  static let (gap, half) = (16.0, 5.0)

  var dayRange: (first: Double, last: Double) {
    let days =
      points.compactMap(\.day) + treatments.flatMap { [$0.start, $0.stop].compactMap { $0 } }
    let (first, last) = (Double(days.min() ?? 0), Double(days.max() ?? 1))
    let margin = 0.04 * max(1, last - first)
    return (first - margin, last + margin)
  }

  /// Both ends across: days, or places of samples.
  var range: (first: Double, last: Double) {
    hasDays ? dayRange : (-0.5, Double(samples.count) - 0.5)
  }

  func across(_ pixels: Double) -> Double {
    range.first + pixels / Self.width * (range.last - range.first)
  }
  func pixels(_ place: Double) -> Double {
    (place - range.first) / (range.last - range.first) * Self.width
  }

  /// Where samples stand: at their days, those of one day side by side.
  var places: [(id: String, pixels: Double, isMoved: Bool)] {
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
  var lanes: [Int] {
    ColumnLayout.rows(treatments.map { (Double($0.start), Double($0.stop ?? Int.max)) })
  }

  var others: [Course] {
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
  struct Course {
    let heights: [String: Int]
    let count: Int
  }

  /// Parts of a course that a line may join: samples of rising days, each the only one of its day.
  func runs(_ known: (String) -> Bool) -> [[String]] {
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
  struct Canvas {
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

  func subtitle(drawn others: [Course]) -> String {
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

  var finding: String {
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
  func frame(
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
