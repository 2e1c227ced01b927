import DrugResponse
public import Results
import Wording

/// Each patient's course from the start of treatment: responses, progression and the end of follow-up.
public struct CourseSwimmerFigure: Sendable {
  private let rows: [CourseRow]
  private let visits: [String: [CourseVisitRow]]
  private let groups: CourseGroups
  private let total: Int

  /// Most patients that are drawn.
  static let most = 60

  /// Takes patients with their assessments; the longest courses stand on top.
  ///
  /// - Returns: `nil` where no patient has a day after the start.
  public init?(_ courses: [CourseRow], visits: [CourseVisitRow]) {
    let dated = courses.filter { Self.end($0) > 0 }.sorted {
      (-Self.end($0), $0.patient) < (-Self.end($1), $1.patient)
    }
    guard !dated.isEmpty else { return nil }
    total = courses.count
    rows = Array(dated.prefix(Self.most))
    groups = CourseGroups(courses)
    self.visits = Dictionary(grouping: visits, by: \.patient)
  }

  /// The last day that is known of a patient.
  private static func end(_ row: CourseRow) -> Double {
    max(row.overall ?? 0, row.progressionFree ?? 0)
  }

  private enum Event: String, CaseIterable {
    case complete = "complete response"
    case partial = "partial response"
    case progression
    case death
    case alive = "alive when last seen"

    var shape: String {
      switch self {
      case .complete: "triangle-up"
      case .partial: "circle"
      case .progression: "diamond"
      case .death: "cross"
      case .alive: "triangle-right"
      }
    }
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let last = rows.map(Self.end).max() ?? 1
    let scale = Scale(domain: [.number(0), .number(last * 1.05)], nice: false)
    let y = Channel(
      "patient", .nominal, title: "", axis: Axis(labelLimit: 160),
      sort: .listed(rows.map(\.patient)))
    var bars = Encoding(
      x: Channel("start", .quantitative, title: "Days from the start of treatment", scale: scale),
      y: y)
    bars.x2 = .column("stop")
    bars.color = groups.color
    bars.tooltip = [
      Channel("patient", .nominal, title: "Patient"), Channel("group", .nominal, title: "Group"),
      Channel("best", .nominal, title: "Best response"),
      Channel("stop", .quantitative, title: "Last day"),
    ]
    var free = Mark(.bar, size: 13)
    (free.stroke, free.strokeWidth) = ("#ffffff", 0.5)
    let after = Mark(.bar, opacity: 0.45, size: 5)
    var marks = Encoding(x: Channel("day", .quantitative, scale: scale), y: y)
    let present = Event.allCases.filter { event in events.contains { $0.event == event } }
    marks.shape = Channel(
      "mark", .nominal, title: "Seen",
      scale: .names(present.map { ($0.rawValue, $0.shape) }), legend: .at("right"),
      sort: .listed(present.map(\.rawValue)))
    marks.tooltip = [
      Channel("patient", .nominal, title: "Patient"), Channel("day", .quantitative, title: "Day"),
      Channel("mark", .nominal, title: "Seen"),
    ]
    var mark = Mark(.point, color: "#ffffff", opacity: 1, size: 75)
    (mark.filled, mark.stroke, mark.strokeWidth) = (true, "#000000", 1.2)
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Wide bars: without progression. Narrow bars: follow-up after it."
          + (rows.count < total ? " Drawn: \(rows.count) of \(total) patients." : "")
      ],
      description:
        "\(finding) One bar per patient, with marks at responses, progression and death.",
      width: .pixels(480), height: .step(20), data: [],
      layers: [
        // The legend takes the looks of the first layer.
        Layer(free, bars, data: bands(from: { _ in 0 }, to: { $0.progressionFree ?? 0 })),
        Layer(after, bars, data: bands(from: { $0.progressionFree ?? 0 }, to: Self.end)),
        Layer(
          mark, marks,
          data: events.map { patient, event, day in
            ["patient": .text(patient), "day": .number(day), "mark": .text(event.rawValue)]
          }),
      ])
  }

  private func bands(
    from start: (CourseRow) -> Double, to stop: (CourseRow) -> Double
  ) -> [DataRow] {
    rows.filter { stop($0) > start($0) }.map { row in
      [
        "patient": .text(row.patient), "group": .text(groups.name(of: row.patient)),
        "best": .text(row.best.abbreviation), "start": .number(start(row)),
        "stop": .number(stop(row)),
      ]
    }
  }

  private var events: [(patient: String, event: Event, day: Double)] {
    rows.flatMap { row -> [(patient: String, event: Event, day: Double)] in
      var found: [(patient: String, event: Event, day: Double)] = []
      func add(_ event: Event, _ day: Double?) {
        if let day { found.append((row.patient, event, day)) }
      }
      let own = (visits[row.patient] ?? []).sorted { $0.day < $1.day }
        .prefix { $0.response != .progressive }
      add(.partial, own.first { $0.response == .partial }?.day)
      add(.complete, own.first { $0.response == .complete }?.day)
      let died = row.hasDied == true ? row.overall : nil
      // Progression that is death is drawn as death.
      if row.isProgressed == true, row.progressionFree != died {
        add(.progression, row.progressionFree)
      }
      add(.death, died)
      if died == nil { add(.alive, Self.end(row)) }
      return found
    }
  }

  private var finding: String {
    let progressed = rows.count { $0.isProgressed == true }
    let died = rows.count { $0.hasDied == true }
    return
      "Of \(Wording.count(rows.count, "patient")), \(rows.count { $0.best.isResponse }) responded, "
      + "\(progressed) progressed or died, and \(died) died."
  }
}

extension CourseSwimmerFigure: StudyFigure {
  /// `swimmer`, as the figure of a study.
  public static let name = "swimmer"
  /// What it shows.
  public static let summary = "each patient's course from the start of treatment"
  /// Patients under treatment.
  public static let source = FigureSource.response

  /// The chart of all patients.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let figure = CourseSwimmerFigure(input.response.courses, visits: input.response.visits)
    guard let figure else { throw .nothing(words: "no patient with a day after the start") }
    return [figure.chart]
  }
}
