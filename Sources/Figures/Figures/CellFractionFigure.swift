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
  /// The area of the mark of one mutation, in square pixels.
  private static let markArea = 70.0

  /// The chart.
  public var chart: VegaLiteChart {
    let looks = OriginPalette.present(calls.map(\.call))
    var point = Mark(.point, opacity: 0.85, size: Self.markArea)
    point.filled = true
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
      "earlier", .quantitative, title: "Cancer cell fraction in \(earlierName)",
      scale: Self.scale, axis: axis)
    let y = Channel(
      "later", .quantitative, title: "Cancer cell fraction in \(laterName)",
      scale: Self.scale, axis: axis)
    let groups = groups
    var points = Encoding(x: x, y: y)
    let most = groups.map(\.members.count).max() ?? 1
    if most > 1 {
      var area = Scale(type: .sqrt, domain: [.integer(1), .integer(most)], zero: false)
      area.sizes = [Self.markArea, Self.area(of: most, most: most)]
      points.size = Channel(
        "count", .quantitative, title: "Mutations", scale: area, legend: .at("right"))
    }
    points.color = Channel(
      "origin", .nominal, title: "Call", scale: OriginPalette.colors(looks), legend: .at("right"))
    points.shape = Channel(
      "origin", .nominal, title: "Call", scale: OriginPalette.shapes(looks), legend: .at("right"))
    points.tooltip = [
      Channel("name", .nominal, title: "Mutation"), Channel("origin", .nominal, title: "Call"),
      Channel("count", .quantitative, title: "Mutations of this place"),
      Channel("interval", .nominal, title: "Earlier fraction"),
      Channel("laterInterval", .nominal, title: "Later fraction"),
      Channel("reads", .nominal, title: "Alternate reads, earlier; later"),
    ]
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
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Fractions: if the sample has the mutation. Bars: 90 % intervals of the named mutations. Larger "
          + "marks: several mutations of one place and call. "
          + "Dashed: c* = \(Wording.number(threshold)), the smallest clone that an acquired call "
          + "excludes."
          + (tally.total > calls.count
            ? " Drawn: the \(Wording.grouped(calls.count)) of \(Wording.grouped(tally.total)) mutations "
              + "with evidence in both samples." : "")
      ],
      description:
        "\(finding) Each mark is a mutation, or several of one place; its place across is the share of tumour "
        + "cells with it in \(earlierName), its height the share in \(laterName).",
      width: .pixels(Self.size.width), height: .pixels(Self.size.height), data: rows(groups),
      layers: [
        Layer(limit, Encoding(x: .datum(.number(threshold))), data: [[:]]),
        Layer(bar, across, filter: "datum.named"), Layer(bar, up, filter: "datum.named"),
        Layer(leader, leaders, filter: "datum.named && datum.labelMoved"),
      ]
        + Layer.words(label, names, filter: "datum.named && !datum.labelEnds")
        + Layer.words(leftLabel, names, filter: "datum.named && datum.labelEnds")
        // On top: the outline of a label must not hide a neighbour's mark.
        + [Layer(point, points, data: groups.map(mark))])
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
    let call: OriginRow
    var members: [OriginRow]

    /// The mean of the members' fractions.
    var place: (earlier: Double, later: Double) {
      func mean(_ side: KeyPath<OriginRow, OriginRow.Side>) -> Double {
        members.reduce(0) { $0 + ($1[keyPath: side].cellFraction ?? 0) } / Double(members.count)
      }
      return (mean(\.earlier), mean(\.later))
    }
  }

  /// The marks, the largest first: those of one place lie on one another, the smallest on top.
  ///
  /// Fractions mean what they say, so that no mark is moved beside another. A named mutation has a mark
  /// of its own; others of one call and place, to two hundredths, share one.
  private var groups: [Group] {
    var groups: [Group] = []
    var places: [String: Int] = [:]
    for call in calls {
      guard !isNamed(call) else {
        groups.append(Group(call: call, members: [call]))
        continue
      }
      let (x, y) = (call.earlier.cellFraction ?? 0, call.later.cellFraction ?? 0)
      let key = "\(call.call) \(Int((x * 50).rounded())) \(Int((y * 50).rounded()))"
      if let place = places[key] {
        groups[place].members.append(call)
      } else {
        places[key] = groups.count
        groups.append(Group(call: call, members: [call]))
      }
    }
    return groups.enumerated().sorted {
      ($1.element.members.count, $0.offset) < ($0.element.members.count, $1.offset)
    }.map(\.element)
  }

  private func mark(_ group: Group) -> DataRow {
    let count = group.members.count
    let (call, place) = (group.call, group.place)
    return [
      "name": .text(count == 1 ? call.title : "\(call.title) and \(count - 1) more"),
      "origin": .text(call.call.words), "count": .integer(count),
      "earlier": .number(place.earlier), "later": .number(place.later),
      "interval": .text(call.earlier.fractionWords),
      "laterInterval": .text(call.later.fractionWords),
      "reads": .text("\(call.earlier.readsWords); \(call.later.readsWords)"),
    ]
  }

  private func rows(_ groups: [Group]) -> [DataRow] {
    let labels = labelPlaces(groups)
    return calls.indices.map { index in
      let call = calls[index]
      let label = labels[index]
      return [
        "name": .text(call.title), "origin": .text(call.call.words),
        "earlier": Datum(call.earlier.cellFraction), "later": Datum(call.later.cellFraction),
        "labelEdge": Datum(label.map { Self.across($0.x) }),
        "labelPlace": Datum(label.map { Self.up($0.y) }),
        "labelEnds": .truth(label?.endsHere ?? false),
        "labelMoved": .truth(label?.isMoved ?? false),
        "earlierLow": Datum(call.earlier.cellFractionLow),
        "earlierHigh": Datum(call.earlier.cellFractionHigh),
        "laterLow": Datum(call.later.cellFractionLow),
        "laterHigh": Datum(call.later.cellFractionHigh),
        "named": .truth(isNamed(call)),
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

  /// The area of the mark of some mutations, as the scale of sizes draws it.
  private static func area(of count: Int, most: Int) -> Double {
    guard most > 1 else { return markArea }
    let share = (Double(count).squareRoot() - 1) / (Double(most).squareRoot() - 1)
    return markArea * (1 + share * (min(10, Double(most)) - 1))
  }

  /// Where the labels of the named mutations stand.
  private func labelPlaces(_ groups: [Group]) -> [LabelLayout.Place?] {
    let most = groups.map(\.members.count).max() ?? 1
    let marks = groups.map { group in
      // A symbol of Vega is as wide as the square of its area.
      LabelLayout.Box.around(
        x: Self.x(group.place.earlier), y: Self.y(group.place.later),
        half: Self.area(of: group.members.count, most: most).squareRoot() / 2 + 1)
    }
    let named = calls.indices.filter { isNamed(calls[$0]) }
    let bars = named.flatMap { intervals(of: calls[$0]) }
    var layout = LabelLayout(
      area: .init(
        left: 0, right: Double(Self.size.width), top: 0, bottom: Double(Self.size.height)),
      marks: marks, bars: bars)
    var places = [LabelLayout.Place?](repeating: nil, count: calls.count)
    // From the top: what gives way goes down, where the next one has not been placed yet.
    let order = named.sorted {
      (-(calls[$0].later.cellFraction ?? 0), calls[$0].earlier.cellFraction ?? 0, $0)
        < (-(calls[$1].later.cellFraction ?? 0), calls[$1].earlier.cellFraction ?? 0, $1)
    }
    for index in order {
      let call = calls[index]
      places[index] = layout.place(
        call.title, x: Self.x(call.earlier.cellFraction ?? 0),
        y: Self.y(call.later.cellFraction ?? 0))
    }
    return places
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
