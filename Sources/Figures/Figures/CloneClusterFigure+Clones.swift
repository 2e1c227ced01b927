import Results
import TumorModel
import Wording

extension CloneClusterFigure {
  // MARK: - Clones

  /// A clone's number in a disc, beside the clone where another has its place.
  struct Disc {
    let clone: Clone
    let x: Double
    let y: Double
    let isMoved: Bool

    var box: LabelLayout.Box {
      .around(x: x, y: y, half: CloneClusterFigure.discRadius + 1)
    }
  }

  var discs: [Disc] {
    var placed: [Disc] = []
    let step = 2 * Self.discRadius + 2
    for clone in clones {
      let (x, y) = (self.x(clone.x.cellFraction), self.y(clone.y.cellFraction))
      var best = Disc(clone: clone, x: x, y: y, isMoved: false)
      search: for ring in 0...clones.count {
        let reach = Double(ring) * step
        for (dx, dy) in [
          (reach, 0.0), (0, -reach), (-reach, 0), (0, reach), (reach, -reach), (-reach, reach),
        ] {
          let disc = Disc(clone: clone, x: x + dx, y: y + dy, isMoved: ring > 0)
          let isInside =
            disc.box.left >= 0 && disc.box.right <= Self.size.width && disc.box.top >= 0
            && disc.box.bottom <= Self.size.height
          if isInside || ring == 0, !placed.contains(where: { $0.box.overlaps(disc.box) }) {
            best = disc
            break search
          }
        }
      }
      placed.append(best)
    }
    return placed
  }

  func intervalLayers(_ canvas: Canvas) -> [Layer] {
    clones.flatMap { clone -> [Layer] in
      let color = ClonePalette.color(clone.number)
      let row: DataRow = [
        "x": .number(clone.x.cellFraction), "y": .number(clone.y.cellFraction),
        "x1": .number(clone.x.low), "x2": .number(clone.x.high),
        "y1": .number(clone.y.low), "y2": .number(clone.y.high),
      ]
      var box = Mark(.rect, color: color, opacity: 0.28)
      (box.stroke, box.strokeWidth) = (color, 1)
      var area = Encoding(x: canvas.x("x1"), y: canvas.y("y1"))
      (area.x2, area.y2) = (.column("x2"), .column("y2"))
      var bar = Mark(.rule, color: "#1a1a1a")
      bar.strokeWidth = 1.6
      var across = Encoding(x: canvas.x("x1"), y: canvas.y("y"))
      across.x2 = .column("x2")
      var up = Encoding(x: canvas.x("x"), y: canvas.y("y1"))
      up.y2 = .column("y2")
      return [
        Layer(box, area, data: [row]), Layer(bar, across, data: [row]), Layer(bar, up, data: [row]),
      ]
    }
  }

  func discLayers(_ canvas: Canvas, _ discs: [Disc]) -> [Layer] {
    var leader = Mark(.rule, color: "#1a1a1a")
    leader.strokeWidth = 0.8
    var lines = Encoding(x: canvas.x("discX"), y: canvas.y("discY"))
    (lines.x2, lines.y2) = (.column("x"), .column("y"))
    let moved = discs.filter(\.isMoved).map(row)
    return (moved.isEmpty ? [] : [Layer(leader, lines, data: moved)])
      + discs.flatMap { disc -> [Layer] in
        let color = ClonePalette.color(disc.clone.number)
        var point = Mark(
          .point, color: color, opacity: 1, size: 4 * Self.discRadius * Self.discRadius)
        (point.filled, point.stroke, point.strokeWidth) = (true, "#ffffff", 1.5)
        var place = Encoding(x: canvas.x("discX"), y: canvas.y("discY"))
        place.tooltip = [
          Channel("words", .nominal, title: "Clone"),
          Channel("mutations", .nominal, title: "Mutations"),
          Channel("ccfX", .nominal, title: "Fraction in \(names.x)"),
          Channel("ccfY", .nominal, title: "Fraction in \(names.y)"),
        ]
        var label = Mark(.text, color: ClonePalette.ink(disc.clone.number))
        (label.fontSize, label.fontWeight, label.align, label.baseline) = (
          11, "bold", "center", "middle"
        )
        var words = Encoding(x: canvas.x("discX"), y: canvas.y("discY"))
        words.text = Channel("words", .nominal)
        return [Layer(point, place, data: [row(disc)]), Layer(label, words, data: [row(disc)])]
      }
  }

  func row(_ disc: Disc) -> DataRow {
    let clone = disc.clone
    func words(_ row: CloneFractionRow) -> Datum {
      .text(
        "\(Wording.number(row.cellFraction)) (\(Wording.range(row.low, row.high))), P(absent) "
          + Wording.probability(row.absent))
    }
    return [
      "discX": .number(across(disc.x)), "discY": .number(up(disc.y)),
      "x": .number(clone.x.cellFraction), "y": .number(clone.y.cellFraction),
      "words": .text("\(clone.number)"), "ccfX": words(clone.x), "ccfY": words(clone.y),
      "mutations": .text(Wording.grouped(Int(clone.x.mutations.rounded()))),
    ]
  }

  // MARK: - Names

  func nameLayers(
    _ canvas: Canvas, _ named: [StudyClones.Member], _ discs: [Disc], _ groups: [Group]
  ) -> [Layer] {
    guard !named.isEmpty else { return [] }
    let area = 60.0
    var layout = LabelLayout(
      area: .init(left: 0, right: Self.size.width, top: 0, bottom: Self.size.height),
      marks: discs.map(\.box)
        + named.map {
          let (x, y) = place($0)
          return LabelLayout.Box.around(
            x: self.x(x), y: self.y(y), half: area.squareRoot() / 2 + 1)
        },
      bars: groups.map {
        LabelLayout.Box.around(x: self.x($0.x), y: self.y($0.y), half: 5)
      })
    let order = named.sorted { one, other in
      let (first, second) = (place(one), place(other))
      return (-first.y, first.x) < (-second.y, second.x)
    }
    let rows = order.map { member -> DataRow in
      let (x, y) = place(member)
      let look = look(member)
      let title = ShortName.cut(drivers[member] ?? "", most: 28)
      let label = layout.place(title, x: self.x(x), y: self.y(y))
      var row: DataRow = [
        "x": .number(x), "y": .number(y), "clone": .text(look.words), "label": .text(title),
        "edge": .number(across(label.x)), "height": .number(up(label.y)),
        "ends": .truth(label.endsHere), "moved": .truth(label.isMoved),
        "open": .truth(look.isClean || look.clone == nil),
        "color": .text(look.clone.map(ClonePalette.color) ?? ClonePalette.none),
      ]
      row.merge(words(member)) { own, _ in own }
      return row
    }
    var leader = Mark(.rule, color: "#666666")
    leader.strokeWidth = 0.7
    var leaders = Encoding(x: canvas.x("edge"), y: canvas.y("height"))
    (leaders.x2, leaders.y2) = (.column("x"), .column("y"))
    var label = Mark(.text)
    (label.align, label.baseline, label.fontSize) = ("left", "middle", 11)
    var left = label
    left.align = "right"
    let shown = Encoding(x: canvas.x("edge"), y: canvas.y("height"))
    func texts(_ mark: Mark, _ own: [DataRow]) -> [Layer] {
      guard !own.isEmpty else { return [] }
      var under = mark
      (under.color, under.stroke, under.strokeWidth) = ("#ffffff", "#ffffff", 3)
      var encoding = shown
      encoding.text = Channel("label", .nominal)
      return [Layer(under, encoding, data: own), Layer(mark, encoding, data: own)]
    }
    let moved = rows.filter { $0["moved"] == .truth(true) }
    let marks = Dictionary(grouping: rows) { [$0["color"], $0["open"]] }.values.sorted {
      "\($0[0])" < "\($1[0])"
    }.map { own -> Layer in
      let isOpen = own[0]["open"] == .truth(true)
      var color = ClonePalette.none
      if case .text(let text) = own[0]["color"] { color = text }
      var mark = Mark(.point, color: color, opacity: 1, size: area)
      mark.filled = !isOpen
      (mark.stroke, mark.strokeWidth) = (isOpen ? nil : "#1a1a1a", isOpen ? 2 : 0.8)
      var place = Encoding(x: canvas.x("x"), y: canvas.y("y"))
      place.tooltip = [
        Channel("name", .nominal, title: "Mutation"),
        Channel("clone", .nominal, title: "Belongs to"),
        Channel("probability", .nominal, title: "With probability"),
        Channel("readsX", .nominal, title: "Reads in \(names.x)"),
        Channel("readsY", .nominal, title: "Reads in \(names.y)"),
      ]
      return Layer(mark, place, data: own)
    }
    return (moved.isEmpty ? [] : [Layer(leader, leaders, data: moved)]) + marks
      + texts(label, rows.filter { $0["ends"] == .truth(false) })
      + texts(left, rows.filter { $0["ends"] == .truth(true) })
  }
}
