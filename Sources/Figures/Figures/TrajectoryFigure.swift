import Results
public import TumorModel
import Wording

/// Cancer cell fractions of a patient's mutations over time, with treatments as bands.
public struct TrajectoryFigure: Sendable {
  private let points: [TrajectoryRow]
  private let named: [Variant]
  private let treatments: [ManifestTreatment]
  private let hasDays: Bool
  private let order: [String]
  private let patient: String
  private let drawn: Int
  private let total: Int
  private let sampleCount: Int
  private let calls: [Variant: OriginLabel]

  /// Most lines that are told apart by shape and named.
  static let mostNamed = 8
  /// Most other lines that are drawn, in grey.
  static let mostOthers = 150

  private static let shapes = [
    "circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right",
    "triangle-left",
  ]

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
    let known = patient.trajectories.filter { $0.cellFraction != nil }
    guard Set(known.map(\.sample)).count > 1 else { return nil }
    var chosen: [Variant] = []
    var isChosen: Set<Variant> = []
    var geneOf: [Variant: String] = [:]
    for row in known
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
    let isNamed = Set(named)
    var others: Set<Variant> = []
    points = known.filter { row in
      if isNamed.contains(row.variant) || others.contains(row.variant) { return true }
      guard others.count < Self.mostOthers else { return false }
      others.insert(row.variant)
      return true
    }
    drawn = isNamed.count + others.count
    total = Set(patient.trajectories.map(\.variant)).count
    sampleCount = max(patient.samples.count, Set(patient.trajectories.map(\.sample)).count)
    let samples = patient.samples.filter { sample in known.contains { $0.sample == sample.id } }
    let isDated = samples.allSatisfy { $0.day != nil } && Set(samples.map(\.day)).count > 1
    hasDays = isDated
    order = samples.map(\.id)
    treatments = isDated ? patient.treatments : []
    self.patient = patient.id
    calls = Dictionary(
      patient.decidingCalls.compactMap { call in call.variant.map { ($0, call.call) } }
    ) { first, _ in first }
  }

  private func callWords(_ mutation: Variant) -> String { calls[mutation]?.words ?? "no call" }

  /// A colour means a call, as everywhere; shapes tell the mutations apart.
  private var colors: Scale {
    let looks = OriginPalette.present(named.compactMap { calls[$0] })
    let isUncalled = named.contains { calls[$0] == nil }
    return .names(
      looks.map { ($0.words, $0.color) } + (isUncalled ? [("no call", "#444444")] : []))
  }

  private func title(_ mutation: Variant) -> String {
    points.first { $0.variant == mutation }?.title ?? mutation.name
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let x =
      hasDays
      ? Channel(
        "day", .quantitative, title: "Days from diagnosis", scale: .range(dayRange.0, dayRange.1),
        axis: Axis(grid: false))
      : Channel("sample", .ordinal, title: "Sample", sort: .listed(order))
    let y = Channel(
      "ccf", .quantitative, title: "Cancer cell fraction", scale: .range(-0.03, 1.03),
      axis: Axis(format: ".1f", tickCount: 6))
    let titles = named.map(title)
    let shapes = Scale.names(zip(titles, Self.shapes).map { ($0, $1) })
    var grey = Mark(.line, color: "#bbbbbb", opacity: 0.35)
    grey.strokeWidth = 1
    var greyLines = Encoding(x: x, y: y)
    greyLines.detail = Channel("mutation", .nominal)
    var line = Mark(.line)
    line.strokeWidth = 2
    var lines = Encoding(x: x, y: y)
    lines.color = Channel(
      "call", .nominal, title: "Call", scale: colors, legend: .at("bottom", columns: 3))
    lines.detail = Channel("mutation", .nominal)
    var marks = lines
    marks.shape = Channel(
      "name", .nominal, title: "Mutation", scale: shapes, legend: .at("bottom", columns: 3),
      sort: .listed(titles))
    marks.tooltip = [
      Channel("name", .nominal, title: "Mutation"), Channel("call", .nominal, title: "Call"),
      Channel("sample", .nominal, title: "Sample"),
      Channel("interval", .nominal, title: "Cancer cell fraction"),
      Channel("reads", .nominal, title: "Alternate reads"),
      Channel("presence", .nominal, title: "P(present)"),
    ]
    var intervals = lines
    intervals.y = Channel("low", .quantitative, scale: y.scale)
    intervals.y2 = .column("high")
    var layers = bands(x)
    layers.append(Layer(grey, greyLines, filter: "!datum.named"))
    // A day and a fraction mean what they say, so that no mark is moved: marks of one place lie on one
    // another, the first mutation's smallest and on top.
    for place in named.indices.reversed() {
      var interval = Mark(.rule, opacity: 0.5)
      interval.strokeWidth = 1.5 + 1.5 * Double(place)
      layers.append(Layer(interval, intervals, filter: "datum.place == \(place)"))
    }
    layers.append(Layer(line, lines, filter: "datum.named"))
    for place in named.indices.reversed() {
      var point = Mark(.point, opacity: 1, size: 60 + 55 * Double(place))
      point.filled = true
      layers.append(Layer(point, marks, filter: "datum.place == \(place)"))
    }
    return VegaLiteChart(
      finding: finding, subtitle: subtitle,
      description: "\(finding) Each line is a mutation, its height the share of tumour cells with "
        + "it, if the sample has it; bars are 90 % intervals."
        + (treatments.isEmpty
          ? ""
          : " Treatments: "
            + treatments.map { "\($0.agent) from day \($0.start)" }
            .joined(separator: ", ") + "."),
      width: .pixels(520), data: rows, layers: layers)
  }

  private var subtitle: [String] {
    var words: [String] = []
    if !named.isEmpty {
      words.append("Fractions: if the sample has the mutation. Bars: 90 % intervals.")
      if named.count > 1 { words.append("Marks of one place lie on one another.") }
    }
    if points.contains(where: { !named.contains($0.variant) }) {
      words.append("Grey: other mutations.")
    }
    if !treatments.isEmpty { words.append("Shaded: treatments.") }
    if total > drawn {
      words.append(
        "Drawn: \(Wording.grouped(drawn)) of \(Wording.grouped(total)) mutations.")
    }
    return words.isEmpty ? [] : [words.joined(separator: " ")]
  }

  private var finding: String {
    guard let first = named.first else {
      return "\(patient): cancer cell fractions of \(Wording.count(total, "mutation")) in "
        + "\(Wording.count(sampleCount, "sample"))."
    }
    let rows = order.compactMap { sample in
      points.first { $0.variant == first && $0.sample == sample }
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

  /// Treatments as labelled bars in a strip above the data.
  private func bands(_ x: Channel) -> [Layer] {
    guard !treatments.isEmpty else { return [] }
    let days =
      points.compactMap(\.day) + treatments.flatMap { [$0.start, $0.stop].compactMap { $0 } }
    let last = days.max() ?? 0
    let rows: [DataRow] = treatments.map { treatment in
      let end = treatment.stop ?? last
      return [
        "start": .integer(treatment.start), "stop": .integer(end),
        "middle": .number(0.5 * Double(treatment.start + end)), "agent": .text(treatment.agent),
        "response": .text(treatment.bestResponse), "kind": .text(treatment.kind),
      ]
    }
    var band = Mark(.rect, color: "#888888", opacity: 0.16)
    band.clip = true
    var span = Encoding(x: Channel("start", .quantitative, title: x.title))
    span.x2 = .column("stop")
    span.tooltip = [
      Channel("agent", .nominal, title: "Treatment"), Channel("kind", .nominal, title: "Class"),
      Channel("response", .nominal, title: "Best response"),
      Channel("start", .quantitative, title: "From day"),
      Channel("stop", .quantitative, title: "To day"),
    ]
    var label = Mark(.text, color: "#333333")
    (label.baseline, label.align, label.angle, label.fontSize, label.dx) = (
      "middle", "left", 270, 11, 4
    )
    var words = Encoding(
      x: Channel("middle", .quantitative), y: Channel.datum(0))
    words.text = Channel("agent", .nominal)
    return [Layer(band, span, data: rows), Layer(label, words, data: rows)]
  }

  private var dayRange: (Double, Double) {
    let days =
      points.compactMap(\.day) + treatments.flatMap { [$0.start, $0.stop].compactMap { $0 } }
    let (first, last) = (Double(days.min() ?? 0), Double(days.max() ?? 1))
    let margin = 0.03 * max(1, last - first)
    return (first - margin, last + margin)
  }

  private var rows: [DataRow] {
    points.map { row in
      var data: DataRow = [
        "mutation": .text(row.mutation), "sample": .text(row.sample),
        "day": Datum(row.day.map(Double.init)), "ccf": Datum(row.cellFraction),
      ]
      let place = named.firstIndex(of: row.variant)
      data["named"] = .truth(place != nil)
      // A grey line has no words, which would be most of a page of thousands of patients.
      guard let place else { return data }
      data["place"] = .integer(place)
      data["name"] = .text(row.title)
      data["call"] = .text(callWords(row.variant))
      (data["low"], data["high"]) = (Datum(row.low), Datum(row.high))
      (data["interval"], data["reads"]) = (.text(row.fractionWords), .text(row.readsWords))
      data["presence"] = .text(row.presence.map(Wording.number) ?? "unknown")
      return data
    }
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
