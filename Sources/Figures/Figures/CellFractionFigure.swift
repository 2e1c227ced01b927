public import Results
import TumorModel
import Wording

/// Cancer cell fractions of one pair's mutations, the earlier sample's against the later one's.
public struct CellFractionFigure: Sendable {
  private let calls: [OriginRow]
  private let tally: CallTally
  private let genes: Set<String>
  private let threshold: Double

  /// Takes the calls of one pair.
  ///
  /// - Parameters:
  ///   - calls: All calls of the pair; those without evidence are counted, and not drawn.
  ///   - genes: Genes whose mutations are named and given intervals.
  ///   - threshold: c*, the fraction that an acquired call excludes earlier.
  /// - Returns: `nil` where no call has evidence in both samples.
  public init?(calls: [OriginRow], genes: Set<String>, threshold: Double) {
    tally = CallTally(calls.map(\.call))
    self.calls = calls.filter { $0.earlier.cellFraction != nil && $0.later.cellFraction != nil }
    self.genes = genes
    self.threshold = threshold
    if self.calls.isEmpty { return nil }
  }

  private func isNamed(_ call: OriginRow) -> Bool { genes.contains(call.gene) || calls.count <= 12 }

  private static let size = (width: 440, height: 380)
  /// Both axes, so that a mark at 0 or 1 is whole.
  private static let range = -0.05...1.05
  /// Cells along an axis, from 0 to 1.
  private static let cells = 25
  /// The areas of the mark of a named mutation and of another, in square pixels.
  private static let markArea = (named: 70.0, other: 34.0)

  /// The chart.
  public var chart: VegaLiteChart {
    let looks = OriginPalette.present(calls.map(\.call))
    var label = Mark(.text)
    (label.align, label.baseline, label.fontSize) = ("left", "middle", 11)
    var leftLabel = label
    leftLabel.align = "right"
    var leader = Mark(.rule, color: "#888888")
    leader.strokeWidth = 0.7
    var bar = Mark(.rule, color: "#333333", opacity: 0.6)
    bar.strokeWidth = 1.2
    var limit = Mark(.rule, color: "#333333")
    (limit.strokeDash, limit.strokeWidth) = ([5, 4], 1)
    let axis = Axis(format: ".1f", tickCount: 6)
    let x = Channel(
      "earlier", .quantitative,
      title: "Cancer cell fraction in \(ShortName.cut(earlierName, most: ShortName.mostInTitle))",
      scale: Self.scale, axis: axis)
    let y = Channel(
      "later", .quantitative,
      title: "Cancer cell fraction in \(ShortName.cut(laterName, most: ShortName.mostInTitle))",
      scale: Self.scale, axis: axis)
    let groups = groups
    var across = Encoding(x: .column("earlierLow"), y: y)
    across.x = Channel("earlierLow", .quantitative, scale: x.scale)
    across.x2 = .column("earlierHigh")
    var up = Encoding(x: x, y: Channel("laterLow", .quantitative, scale: y.scale))
    up.y2 = .column("laterHigh")
    var names = Encoding(
      x: Channel("labelEdge", .quantitative, scale: x.scale),
      y: Channel("labelPlace", .quantitative, scale: y.scale))
    var leaders = names
    (leaders.x2, leaders.y2) = (.column("earlier"), .column("later"))
    names.text = Channel("name", .nominal)
    let density = density(x, y)
    let limits = Layer(limit, Encoding(x: .datum(.number(threshold))), data: [[:]])
    let layers = [density, limits].compactMap { $0 }
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Fractions: if the sample has the mutation. Bars: 90 % intervals of the named mutations. "
          + (density == nil
            ? ""
            : "Grey: several mutations, the stronger, the more, with a small mark for each call among them. ")
          + "Dashed: c* = \(Wording.number(threshold)), the smallest clone that an acquired call "
          + "excludes."
          + (tally.total > calls.count
            ? " Drawn: the \(Wording.grouped(calls.count)) of \(Wording.grouped(tally.total)) mutations "
              + "with evidence in both samples." : "")
      ],
      description:
        "\(finding) Each mark is a mutation, or several of one call that lie close together; its place "
        + "across is the share of tumour cells with it in \(earlierName), its height the share in "
        + "\(laterName).",
      width: .pixels(Self.size.width), height: .pixels(Self.size.height), data: rows(groups),
      layers: layers
        + [
          Layer(
            Self.mark(Self.markArea.other, stroke: "#444444"), points(x, y, looks, isNamed: false),
            data: groups.filter { !$0.isNamed }.map(mark)),
          Layer(bar, across), Layer(bar, up),
          Layer(leader, leaders, filter: "datum.labelMoved"),
        ]
        + Layer.words(label, names, filter: "!datum.labelEnds")
        + Layer.words(leftLabel, names, filter: "datum.labelEnds")
        // On top: the outline of a label must not hide a neighbour's mark.
        + [
          Layer(
            Self.mark(Self.markArea.named, stroke: "#1a1a1a"), points(x, y, looks, isNamed: true),
            data: groups.filter(\.isNamed).map(mark))
        ])
  }

  private static func mark(_ area: Double, stroke: String) -> Mark {
    var mark = Mark(.point, opacity: 1, size: area)
    (mark.filled, mark.stroke, mark.strokeWidth) = (true, stroke, 0.5)
    return mark
  }

  private func points(
    _ x: Channel, _ y: Channel, _ looks: [OriginPalette.Look], isNamed: Bool
  ) -> Encoding {
    var points = Encoding(x: x, y: y)
    points.markCalls(looks, columns: 2)
    points.tooltip =
      [
        Channel("name", .nominal, title: "Mutation"),
        Channel("origin", .nominal, title: "Call"),
      ]
      + (isNamed
        ? [
          Channel("interval", .nominal, title: "Earlier fraction"),
          Channel("laterInterval", .nominal, title: "Later fraction"),
          Channel("reads", .nominal, title: "Reads with the mutation, earlier; later"),
        ] : [])
    return points
  }

  // MARK: - Mutations without a name

  private struct Cell: Hashable {
    let across: Int
    let up: Int

    init(_ call: OriginRow) {
      func place(_ fraction: Double?) -> Int {
        min(CellFractionFigure.cells - 1, Int((fraction ?? 0) * Double(CellFractionFigure.cells)))
      }
      (across, up) = (place(call.earlier.cellFraction), place(call.later.cellFraction))
    }
  }

  /// How many mutations without a name lie in each cell of several: thousands at one place stay one cell, and
  /// nothing grows beyond 0 or 1. `nil` where no cell has two.
  private func density(_ x: Channel, _ y: Channel) -> Layer? {
    var counts: [Cell: Int] = [:]
    for call in calls where !isNamed(call) { counts[Cell(call), default: 0] += 1 }
    guard let most = counts.values.max(), most > 1 else { return nil }
    let step = 1 / Double(Self.cells)
    let rows = counts.filter { $0.value > 1 }.sorted {
      ($0.key.across, $0.key.up) < ($1.key.across, $1.key.up)
    }.map {
      cell, count -> DataRow in
      [
        "left": .number(Double(cell.across) * step),
        "right": .number(Double(cell.across + 1) * step),
        "low": .number(Double(cell.up) * step), "high": .number(Double(cell.up + 1) * step),
        "count": .integer(count),
      ]
    }
    var encoding = Encoding(
      x: Channel("left", .quantitative, title: x.title, scale: x.scale),
      y: Channel("low", .quantitative, title: y.title, scale: y.scale))
    (encoding.x2, encoding.y2) = (.column("right"), .column("high"))
    var shade = Scale(type: .log, domain: [.integer(1), .integer(most)])
    shade.numbers = [0.12, 0.75]
    encoding.opacity = Channel(
      "count", .quantitative, title: "Mutations", scale: shade, legend: .at("bottom", columns: 2))
    encoding.tooltip = [Channel("count", .quantitative, title: "Mutations in the cell")]
    return Layer(Mark(.rect, color: "#3b3b3b"), encoding, data: rows)
  }

  private var earlierName: String {
    calls[0].earlierSample.words(.earlier)
  }
  private var laterName: String { calls[0].laterSample.words(.later) }

  private var finding: String {
    "\(calls[0].patient), \(calls[0].pairTitle): of \(Wording.count(tally.total, "mutation")), "
      + "\(tally.words)."
  }

  /// Mutations that one mark stands for.
  private struct Group {
    let isNamed: Bool
    var members: [OriginRow]

    var call: OriginRow { members[0] }

    /// The mean of the members' fractions.
    var place: (earlier: Double, later: Double) {
      func mean(_ side: KeyPath<OriginRow, OriginRow.Side>) -> Double {
        members.reduce(0) { $0 + ($1[keyPath: side].cellFraction ?? 0) } / Double(members.count)
      }
      return (mean(\.earlier), mean(\.later))
    }

    var area: Double {
      isNamed ? CellFractionFigure.markArea.named : CellFractionFigure.markArea.other
    }
  }

  /// The marks. Fractions mean what they say, so that no mark is moved beside another. A named
  /// mutation has a mark of its own; others of one call and cell share one.
  private var groups: [Group] {
    struct Place: Hashable {
      let call: OriginLabel
      let cell: Cell
    }
    var groups: [Group] = []
    var places: [Place: Int] = [:]
    for call in calls {
      guard !isNamed(call) else {
        groups.append(Group(isNamed: true, members: [call]))
        continue
      }
      let key = Place(call: call.call, cell: Cell(call))
      if let place = places[key] {
        groups[place].members.append(call)
      } else {
        places[key] = groups.count
        groups.append(Group(isNamed: false, members: [call]))
      }
    }
    return groups
  }

  private func mark(_ group: Group) -> DataRow {
    let count = group.members.count
    let (call, place) = (group.call, group.place)
    var row: DataRow = [
      "name": .text(count == 1 ? call.title : Wording.count(count, "mutation")),
      "origin": .text(call.call.words), "earlier": .number(place.earlier),
      "later": .number(place.later),
    ]
    // Marks without a name have no more words, which would be most of a page of thousands of patients.
    guard group.isNamed else { return row }
    row["interval"] = .text(call.earlier.fractionWords)
    row["laterInterval"] = .text(call.later.fractionWords)
    row["reads"] = .text("\(call.earlier.readsWords); \(call.later.readsWords)")
    return row
  }

  /// The named mutations with their intervals and labels.
  private func rows(_ groups: [Group]) -> [DataRow] {
    let named = calls.filter(isNamed)
    return zip(named, labelPlaces(named, groups)).map { call, label in
      [
        "name": .text(call.title),
        "earlier": Datum(call.earlier.cellFraction), "later": Datum(call.later.cellFraction),
        "labelEdge": .number(Self.across(label.x)), "labelPlace": .number(Self.up(label.y)),
        "labelEnds": .truth(label.endsHere), "labelMoved": .truth(label.isMoved),
        "earlierLow": Datum(call.earlier.cellFractionLow),
        "earlierHigh": Datum(call.earlier.cellFractionHigh),
        "laterLow": Datum(call.later.cellFractionLow),
        "laterHigh": Datum(call.later.cellFractionHigh),
      ]
    }
  }

  // MARK: - Labels

  private static let scale = Scale.range(range.lowerBound, range.upperBound)
  private static let width = range.upperBound - range.lowerBound

  private static func x(_ fraction: Double) -> Double {
    (fraction - range.lowerBound) / width * Double(size.width)
  }
  private static func y(_ fraction: Double) -> Double {
    (range.upperBound - fraction) / width * Double(size.height)
  }
  private static func across(_ x: Double) -> Double {
    range.lowerBound + x / Double(size.width) * width
  }
  private static func up(_ y: Double) -> Double {
    range.upperBound - y / Double(size.height) * width
  }

  /// Where the labels of the named mutations stand, in their order.
  private func labelPlaces(_ named: [OriginRow], _ groups: [Group]) -> [LabelLayout.Place] {
    let marks = groups.map { group in
      // A symbol of Vega is as wide as the square of its area.
      LabelLayout.Box.around(
        x: Self.x(group.place.earlier), y: Self.y(group.place.later),
        half: group.area.squareRoot() / 2 + 1)
    }
    var layout = LabelLayout(
      area: .init(
        left: 0, right: Double(Self.size.width), top: 0, bottom: Double(Self.size.height)),
      marks: marks, bars: named.flatMap(intervals))
    // From the top: what gives way goes down, where the next one has not been placed yet.
    let order = named.indices.sorted {
      (-(named[$0].later.cellFraction ?? 0), named[$0].earlier.cellFraction ?? 0, $0)
        < (-(named[$1].later.cellFraction ?? 0), named[$1].earlier.cellFraction ?? 0, $1)
    }
    var places: [(index: Int, place: LabelLayout.Place)] = []
    for index in order {
      let call = named[index]
      let place = layout.place(
        call.title, x: Self.x(call.earlier.cellFraction ?? 0),
        y: Self.y(call.later.cellFraction ?? 0))
      places.append((index, place))
    }
    return places.sorted { $0.index < $1.index }.map(\.place)
  }

  /// The intervals of a call as they are drawn.
  private func intervals(of call: OriginRow) -> [LabelLayout.Box] {
    let (x, y) = (
      Self.x(call.earlier.cellFraction ?? 0), Self.y(call.later.cellFraction ?? 0)
    )
    var bars: [LabelLayout.Box] = []
    if let low = call.earlier.cellFractionLow, let high = call.earlier.cellFractionHigh {
      bars.append(.init(left: Self.x(low), right: Self.x(high), top: y - 0.6, bottom: y + 0.6))
    }
    if let low = call.later.cellFractionLow, let high = call.later.cellFractionHigh {
      bars.append(.init(left: x - 0.6, right: x + 0.6, top: Self.y(high), bottom: Self.y(low)))
    }
    return bars
  }
}

extension CellFractionFigure: StudyFigure {
  /// `ccf`.
  public static let name = "ccf"
  /// What it shows.
  public static let summary =
    "cancer cell fractions of a patient's mutations, earlier against later"
  /// The results of a study.
  public static let source = FigureSource.study
  /// One patient.
  public static let needs = FigureNeeds.patient

  /// The chart of the later sample that is asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let patient = try input.neededPatient()
    let calls = patient.calls(ofLater: input.later)
    guard !calls.isEmpty else {
      throw .nothing(
        words: "patient '\(patient.id)' has no later sample '\(input.later?.words(.later) ?? "")'")
    }
    guard
      let figure = CellFractionFigure(
        calls: calls, genes: input.genes, threshold: input.threshold)
    else { throw .nothing(words: "no mutation of \(patient.id) has evidence in both samples") }
    return [figure.chart]
  }
}
