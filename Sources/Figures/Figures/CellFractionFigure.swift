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

  /// The chart.
  public var chart: VegaLiteChart {
    let looks = OriginPalette.present(calls.map(\.call))
    var point = Mark(.point, opacity: 0.85, size: 70)
    point.filled = true
    var label = Mark(.text)
    (label.align, label.baseline, label.dx, label.fontSize) = ("left", "middle", 8, 10.5)
    var leftLabel = label
    (leftLabel.align, leftLabel.dx) = ("right", -8)
    var bar = Mark(.rule, color: "#333333", opacity: 0.6)
    bar.strokeWidth = 1.2
    var limit = Mark(.rule, color: "#333333")
    (limit.strokeDash, limit.strokeWidth) = ([5, 4], 1)
    let axis = Axis(format: ".1f", tickCount: 6)
    let x = Channel(
      "earlier", .quantitative, title: "Cancer cell fraction in \(earlierName)",
      scale: .range(-0.05, 1.05), axis: axis)
    let y = Channel(
      "later", .quantitative, title: "Cancer cell fraction in \(laterName)",
      scale: .range(-0.05, 1.05), axis: axis)
    let groups = groups
    var points = Encoding(x: x, y: y)
    if let most = groups.map(\.members.count).max(), most > 1 {
      var area = Scale(type: .sqrt, domain: [.integer(1), .integer(most)], zero: false)
      area.sizes = [70, 70 * min(10, Double(most))]
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
    names.text = Channel("name", .nominal)
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "Bars: 90 % intervals of the named mutations. Larger marks: several mutations of one place and call. "
          + "Dashed: c* = \(Wording.number(threshold)), the smallest clone that an acquired call "
          + "excludes."
          + (tally.total > calls.count
            ? " Drawn: the \(Wording.grouped(calls.count)) of \(Wording.grouped(tally.total)) mutations "
              + "with evidence in both samples." : "")
      ],
      description:
        "\(finding) Each mark is a mutation, or several of one place; its place across is the share of tumour "
        + "cells with it in \(earlierName), its height the share in \(laterName).",
      height: .pixels(380), data: rows,
      layers: [
        Layer(limit, Encoding(x: .datum(.number(threshold))), data: [[:]]),
        Layer(bar, across, filter: "datum.named"), Layer(bar, up, filter: "datum.named"),
      ]
        + Layer.words(label, names, filter: "datum.named && datum.earlierMiddle < 0.6")
        + Layer.words(leftLabel, names, filter: "datum.named && datum.earlierMiddle >= 0.6")
        // On top: the outline of a label must not hide a neighbour's mark.
        + [Layer(point, points, data: groups.map(mark))])
  }

  private var earlierName: String {
    calls[0].earlierSample.words
  }
  private var laterName: String { calls[0].laterSample }

  private var finding: String {
    "\(calls[0].patient), \(calls[0].pairTitle): of \(Wording.count(tally.total, "mutation")), "
      + "\(tally.words)."
  }

  /// Mutations that one mark stands for.
  private struct Group {
    let call: OriginRow
    var members: [OriginRow]
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
    func mean(_ side: KeyPath<OriginRow, OriginRow.Side>) -> Double {
      group.members.reduce(0) { $0 + ($1[keyPath: side].cellFraction ?? 0) } / Double(count)
    }
    let call = group.call
    return [
      "name": .text(count == 1 ? call.title : "\(call.title) and \(count - 1) more"),
      "origin": .text(call.call.words), "count": .integer(count),
      "earlier": .number(mean(\.earlier)), "later": .number(mean(\.later)),
      "interval": .text(call.earlier.fractionWords),
      "laterInterval": .text(call.later.fractionWords),
      "reads": .text("\(call.earlier.readsWords); \(call.later.readsWords)"),
    ]
  }

  private var rows: [DataRow] {
    let labels = labelPlaces
    return calls.indices.map { index in
      let call = calls[index]
      return [
        "name": .text(call.title), "origin": .text(call.call.words),
        "earlier": Datum(call.earlier.cellFraction), "later": Datum(call.later.cellFraction),
        "earlierMiddle": Datum(call.earlier.cellFraction), "labelPlace": Datum(labels[index]),
        "labelEdge": Datum(call.earlier.cellFraction),
        "earlierLow": Datum(call.earlier.cellFractionLow),
        "earlierHigh": Datum(call.earlier.cellFractionHigh),
        "laterLow": Datum(call.later.cellFractionLow),
        "laterHigh": Datum(call.later.cellFractionHigh),
        "named": .truth(isNamed(call)),
      ]
    }
  }

  /// Heights of the labels, apart by at least a line.
  private var labelPlaces: [Double?] {
    func height(_ index: Int) -> Double { calls[index].later.cellFraction ?? 0 }
    var labels = [Double?](repeating: nil, count: calls.count)
    for isRight in [false, true] {
      let column = calls.indices.filter {
        isNamed(calls[$0]) && ((calls[$0].earlier.cellFraction ?? 0) >= 0.6) == isRight
      }.sorted { height($0) > height($1) }
      var last = Double.infinity
      for index in column {
        last = min(height(index), last - 0.042)
        labels[index] = last
      }
    }
    return labels
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
      throw .nothing(words: "patient '\(patient.id)' has no later sample '\(input.later ?? "")'")
    }
    guard
      let figure = CellFractionFigure(
        calls: calls, genes: input.genes, threshold: input.threshold)
    else { throw .nothing(words: "no mutation of \(patient.id) has evidence in both samples") }
    return [figure.chart]
  }
}
