import Results
import TumorModel
import Wording

/// What is drawn in a figure of trajectories: treatments, names of samples, and mutations.
extension TrajectoryFigure {
  /// Treatments as lanes with their agents, and faintly through all bands.
  func treatmentLayers(_ canvas: Canvas, down: Double) -> [Layer] {
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

  struct SampleName {
    let words: String
    let x: Double
    var y: Double?
  }

  /// The samples' names under the bands, in as many rows as they need.
  func sampleNames(below: Double) -> [SampleName] {
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

  func sampleLayers(_ canvas: Canvas, _ names: [SampleName]) -> [Layer] {
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

  func namedLayers(_ canvas: Canvas, _ heads: [Double]) -> [Layer] {
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
  func rows(_ canvas: Canvas, _ heads: [Double]) -> [DataRow] {
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
  func otherLayers(_ canvas: Canvas, _ others: [Course], head: Double) -> [Layer] {
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
