public import Results
public import TumorModel
import Wording

/// Each patient's years: treatments, biopsies, and where a gene's mutations were first seen.
public struct SwimmerFigure: Sendable {
  /// What is drawn of one patient.
  public struct Patient: Hashable, Sendable {
    /// The identifier.
    public var id: String
    /// Lines of treatment.
    public var treatments: [ManifestTreatment]
    /// Biopsies with a day: the day from diagnosis and the role.
    public var biopsies: [Biopsy]
    /// Mutations of the gene: the first day on which each was seen, and its name.
    public var firstSeen: [Sighting]
    /// The calls of the gene's mutations, those of samples without a day included.
    public var calls: [OriginLabel]

    /// Creates a patient.
    public init(
      id: String, treatments: [ManifestTreatment], biopsies: [Biopsy], firstSeen: [Sighting],
      calls: [OriginLabel]
    ) {
      (self.id, self.treatments) = (id, treatments)
      (self.biopsies, self.firstSeen, self.calls) = (biopsies, firstSeen, calls)
    }
  }

  /// A biopsy.
  public struct Biopsy: Hashable, Sendable {
    /// Days from diagnosis.
    public var day: Int
    /// The role, such as `metastasis`.
    public var role: SampleRole
    /// The sample's identifier.
    public var sample: String

    /// Creates a biopsy.
    public init(day: Int, role: SampleRole, sample: String) {
      (self.day, self.role, self.sample) = (day, role, sample)
    }
  }

  /// A mutation that was seen for the first time.
  public struct Sighting: Hashable, Sendable {
    /// Days from diagnosis.
    public var day: Int
    /// The mutation's name.
    public var mutation: String
    /// The call of the mutation; `nil` where it was not compared.
    public var call: OriginLabel?

    /// Creates a sighting.
    public init(day: Int, mutation: String, call: OriginLabel?) {
      (self.day, self.mutation, self.call) = (day, mutation, call)
    }
  }

  /// Most patients that are drawn.
  static let most = 30

  private let gene: String
  private let patients: [Patient]
  private let dated: Int
  private let total: Int
  private let acquired: Int

  /// Takes patients with the gene's mutation, in the order of the picture.
  ///
  /// - Returns: `nil` where no patient has a day.
  public init?(gene: String, patients: [Patient]) {
    let dated = patients.filter { !$0.biopsies.isEmpty || !$0.treatments.isEmpty }
    guard !dated.isEmpty else { return nil }
    self.gene = gene
    self.dated = dated.count
    total = patients.count
    acquired = patients.count { $0.calls.contains(.acquired) }
    self.patients = Array(dated.prefix(Self.most))
  }

  private var kinds: [String] {
    var counts: [String: Int] = [:]
    for band in patients.flatMap(\.treatments) { counts[band.kind, default: 0] += 1 }
    return counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map(\.key)
  }

  private static func words(_ kind: String) -> String {
    kind.isEmpty ? "class not told" : TreatmentWords.words(kind)
  }

  private static func mark(_ role: SampleRole) -> String {
    role == .primary ? "primary biopsy" : "later biopsy"
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let y = Channel(
      "patient", .nominal, title: "", axis: Axis(labelLimit: 160),
      sort: .listed(patients.map(\.id)))
    let last =
      patients.flatMap { patient in
        patient.biopsies.map(\.day) + patient.treatments.map { $0.stop ?? $0.start }
      }.max() ?? 0
    let first = min(
      0, patients.flatMap { $0.biopsies.map(\.day) + $0.treatments.map(\.start) }.min() ?? 0)
    let scale = Scale.range(Double(first) - 30, Double(max(last, first + 1)) * 1.04 + 30)
    var bars = Encoding(
      x: Channel("start", .quantitative, title: "Days from diagnosis", scale: scale), y: y)
    bars.x2 = .column("stop")
    let kinds = kinds
    bars.color = Channel(
      "kind", .nominal, title: "Treatment",
      scale: .names(kinds.map { (Self.words($0), TreatmentPalette.color($0)) }),
      legend: kinds.isEmpty ? Legend.none : .at("right"))
    bars.tooltip = [
      Channel("patient", .nominal, title: "Patient"), Channel("agent", .nominal, title: "Agent"),
      Channel("kind", .nominal, title: "Class"),
      Channel("start", .quantitative, title: "First day"),
      Channel("stopWords", .nominal, title: "Last day"),
      Channel("response", .nominal, title: "Best response"),
    ]
    var bar = Mark(.bar, size: 16)
    (bar.stroke, bar.strokeWidth) = ("#555555", 0.4)
    var agent = Mark(.text, color: "#000000")
    (agent.fontSize, agent.align, agent.dx) = (11, "left", 3)
    var agents = Encoding(x: Channel("start", .quantitative, scale: scale), y: y)
    agents.text = Channel("label", .nominal)
    var marks = Encoding(x: Channel("day", .quantitative, scale: scale), y: y)
    marks.shape = Channel(
      "mark", .nominal, title: "Seen",
      scale: .names([
        ("primary biopsy", "circle"), ("later biopsy", "square"),
        ("\(gene) mutation first seen", "triangle-down"),
      ]), legend: .at("right"))
    marks.tooltip = [
      Channel("patient", .nominal, title: "Patient"), Channel("day", .quantitative, title: "Day"),
      Channel("words", .nominal, title: "What"),
    ]
    var biopsy = Mark(.point, color: "#000000", opacity: 1, size: 60)
    (biopsy.filled, biopsy.stroke, biopsy.strokeWidth) = (true, "#ffffff", 1)
    // White: a colour means a call or a treatment, and any mutation may be seen here.
    var sighting = Mark(.point, color: "#ffffff", opacity: 1, size: 110)
    (sighting.filled, sighting.stroke, sighting.strokeWidth, sighting.yOffset) = (
      true, "#000000", 1.2, -11
    )
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Bars: lines of treatment. A treatment that goes on is drawn to the patient's last day."
          + (total > patients.count ? " Drawn: \(patients.count) of \(total) patients." : "")
      ],
      description: "\(finding) Each row is a patient; marks are biopsies and first sightings.",
      width: .pixels(560), height: .step(30), data: [],
      layers: [
        Layer(bar, bars, data: bands(last: last)),
        Layer(agent, agents, data: bands(last: last), filter: "datum.label != ''"),
        Layer(biopsy, marks, data: biopsies), Layer(sighting, marks, data: sightings),
      ])
  }

  private var finding: String {
    "\(gene): \(Wording.count(total, "patient")) with a mutation, \(Wording.grouped(dated)) of them "
      + "with known days; acquired between two biopsies in "
      + "\(acquired == 0 ? "none" : Wording.grouped(acquired))."
  }

  private func bands(last: Int) -> [DataRow] {
    let span = Double(max(last, 1))
    return patients.flatMap { patient -> [DataRow] in
      let end = (patient.biopsies.map(\.day) + patient.treatments.map { $0.stop ?? $0.start }).max()
      return patient.treatments.map { band in
        let stop = max(band.stop ?? end ?? band.start, band.start + 1)
        // A label must fit its bar: about 7 pixels a letter, 560 across.
        let fits = Double(stop - band.start) / span * 560 > 7 * Double(band.agent.count) + 6
        return [
          "patient": .text(patient.id), "agent": .text(band.agent),
          "kind": .text(Self.words(band.kind)),
          "start": .integer(band.start), "stop": .integer(stop),
          "stopWords": .text(band.stop.map { "\($0)" } ?? "goes on"),
          "response": .text(band.bestResponse.isEmpty ? "not told" : band.bestResponse),
          "label": .text(fits ? band.agent : ""),
        ]
      }
    }
  }

  private var biopsies: [DataRow] {
    patients.flatMap { patient in
      patient.biopsies.map { biopsy in
        [
          "patient": .text(patient.id), "day": .integer(biopsy.day),
          "mark": .text(Self.mark(biopsy.role)),
          "words": .text("\(biopsy.role.words): \(biopsy.sample)"),
        ]
      }
    }
  }

  private var sightings: [DataRow] {
    patients.flatMap { patient in
      patient.firstSeen.map { sighting in
        [
          "patient": .text(patient.id), "day": .integer(sighting.day),
          "mark": .text("\(gene) mutation first seen"),
          "words": .text(
            "\(sighting.mutation) first seen, "
              + (sighting.call?.words ?? "not compared")),
        ]
      }
    }
  }
}

extension SwimmerFigure: StudyFigure {
  /// `swimmer`.
  public static let name = "swimmer"
  /// What it shows.
  public static let summary =
    "treatments, biopsies and first detection of one gene's mutations, or courses of response"
  /// The results of a study.
  public static let source = FigureSource.study
  /// A gene.
  public static let needs = FigureNeeds.gene
  /// For every gene in a study's figures.
  public static let place = FigurePlace.everyGene
  /// Courses from the start of treatment.
  public static var ofCourses: (any StudyFigure.Type)? { CourseSwimmerFigure.self }

  /// The patients with a mutation of the gene that is asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let gene = try input.neededGene()
    // Those with several biopsies say most, and stand on top.
    let patients = input.patients.compactMap { Self.patient($0, gene: gene) }.enumerated().sorted {
      (-$0.element.biopsies.count, $0.offset) < (-$1.element.biopsies.count, $1.offset)
    }.map(\.element)
    guard let figure = SwimmerFigure(gene: gene, patients: patients) else {
      throw .nothing(
        words: "no patient has a mutation of \(gene) and a sample or treatment with a day",
        gene: gene)
    }
    return [figure.chart]
  }

  private static func patient(_ patient: StudyPatient, gene: String) -> Patient? {
    let points = patient.trajectories.filter { $0.gene == gene && $0.changesProtein && $0.isSeen }
    guard !points.isEmpty else { return nil }
    let calls = patient.decidingCalls.filter { $0.gene == gene && $0.changesProtein }
    var seen: Set<Variant> = []
    let sightings = points.sorted { ($0.day ?? .max) < ($1.day ?? .max) }.compactMap {
      point -> Sighting? in
      guard seen.insert(point.variant).inserted, let day = point.day else { return nil }
      let call = calls.first { $0.variant == point.variant }
      return Sighting(day: day, mutation: point.title, call: call?.call)
    }
    let biopsies = patient.samples.compactMap { sample in
      sample.day.map { Biopsy(day: $0, role: sample.role, sample: sample.id) }
    }
    return Patient(
      id: patient.id, treatments: patient.treatments, biopsies: biopsies, firstSeen: sightings,
      calls: calls.map(\.call))
  }
}
