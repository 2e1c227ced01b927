import Results
import TumorModel
import Wording

/// The mutations of two samples by their cancer cell fractions, with the clones that they make.
///
/// Each mutation stands where its own reads put it, so that a clone that does not fit them is seen.
public struct CloneClusterFigure: Sendable {
  let patient: String
  let names: (x: String, y: String)
  private let members: [StudyClones.Member]
  let drivers: [StudyClones.Member: String]
  let clones: [Clone]
  private let unplaced: Int
  private let least: Double

  /// A clone in both samples.
  struct Clone {
    let number: Int
    let x: CloneFractionRow
    let y: CloneFractionRow
  }

  /// Takes two samples of a patient.
  ///
  /// - Parameters:
  ///   - patient: A patient with clones.
  ///   - x: The sample whose fractions are drawn across.
  ///   - y: The sample whose fractions are drawn upwards.
  ///   - genes: Genes whose mutations are named.
  /// - Returns: `nil` where no mutation has a fraction in either sample.
  public init?(patient: StudyPatient, x: String, y: String, genes: Set<String>) {
    self.patient = patient.id
    names = (x, y)
    let all = patient.clones.members
    members = all.filter {
      $0.row(of: x)?.cellFraction != nil || $0.row(of: y)?.cellFraction != nil
    }
    unplaced = all.count - members.count
    if members.isEmpty { return nil }
    let isWhole = members.allSatisfy {
      $0.row(of: x)?.cellFraction != nil && $0.row(of: y)?.cellFraction != nil
    }
    least = isWhole ? Self.first.whole : Self.first.withUnknown
    drivers = patient.driverTitles(genes)
    let fractions = patient.clones.fractions
    clones = patient.clones.numbers.compactMap { number in
      let own = fractions.filter { $0.clone == number }
      guard let one = own.first(where: { $0.sample == x }),
        let other = own.first(where: { $0.sample == y })
      else { return nil }
      return Clone(number: number, x: one, y: other)
    }
  }

  // MARK: - Places

  static let size = (width: 440.0, height: 400.0)
  /// Where both axes end: marks at 1 are whole.
  static let most = 1.06
  /// Where they begin: marks at 0 are whole, and where some mutations were not looked at, there is room
  /// for them beside 0.
  static let first = (whole: -0.06, withUnknown: -0.17)
  /// Where a mutation stands that was not looked at in a sample.
  private static let unknown = -0.12
  /// Cells along an axis, from 0 to 1, in which mutations of one clone share a mark.
  private static let cells = 40.0
  /// Beyond these mutations share marks.
  private static let mostApart = 200
  /// Most mutations that are named.
  private static let mostNamed = 18
  static let discRadius = 9.0

  private var span: Double { Self.most - least }

  func x(_ fraction: Double) -> Double { (fraction - least) / span * Self.size.width }
  func y(_ fraction: Double) -> Double { (Self.most - fraction) / span * Self.size.height }
  func across(_ x: Double) -> Double { least + x / Self.size.width * span }
  func up(_ y: Double) -> Double { Self.most - y / Self.size.height * span }

  // MARK: - Marks

  /// What kind of mark a mutation has.
  struct Look: Hashable, Comparable {
    /// The clone; `nil` for a mutation of none.
    let clone: Int?
    let group: CloneGroup
    /// Whether a sample that was looked at has no read of it.
    let isClean: Bool

    /// Of none first, since marks lie in this order.
    static func < (one: Look, other: Look) -> Bool {
      (one.clone ?? 0, one.group.rawValue, one.isClean ? 0 : 1)
        < (other.clone ?? 0, other.group.rawValue, other.isClean ? 0 : 1)
    }

    var words: String { clone.map(ClonePalette.words) ?? CloneWording.words(group) }

    var shape: String {
      switch group {
      case .clone: "circle"
      case .tail: "square"
      case .artefact: "diamond"
      case .absent, .notAssessable, .ungrouped: "triangle-down"
      }
    }
  }

  struct Group {
    let look: Look
    var members: [StudyClones.Member]
    var x: Double
    var y: Double
  }

  func look(_ member: StudyClones.Member) -> Look {
    let sides = [names.x, names.y].compactMap(member.row)
    return Look(
      clone: member.clone, group: member.first.group,
      isClean: sides.contains { $0.cellFraction != nil && $0.alternate == 0 })
  }

  func place(_ member: StudyClones.Member) -> (x: Double, y: Double) {
    (
      member.row(of: names.x)?.cellFraction ?? Self.unknown,
      member.row(of: names.y)?.cellFraction ?? Self.unknown
    )
  }

  /// The drivers that are named, those that are surest of their clone first.
  var named: [StudyClones.Member] {
    Array(
      members.filter { drivers[$0] != nil }.enumerated().sorted {
        (-$0.element.first.probability, $0.offset) < (-$1.element.first.probability, $1.offset)
      }.map(\.element).prefix(Self.mostNamed))
  }

  /// Marks of mutations without a name, at the mean of those that share one.
  func groups(without named: Set<StudyClones.Member>) -> [Group] {
    struct Cell: Hashable {
      let look: Look
      let x: Int
      let y: Int
    }
    let rest = members.filter { !named.contains($0) }
    let isShared = rest.count > Self.mostApart
    var groups: [Group] = []
    var places: [Cell: Int] = [:]
    for member in rest {
      let (x, y) = place(member)
      let look = look(member)
      let cell = Cell(
        look: look, x: Int((x * Self.cells).rounded(.down)),
        y: Int((y * Self.cells).rounded(.down)))
      if isShared, let known = places[cell] {
        let count = Double(groups[known].members.count)
        groups[known].x = (groups[known].x * count + x) / (count + 1)
        groups[known].y = (groups[known].y * count + y) / (count + 1)
        groups[known].members.append(member)
      } else {
        places[cell] = groups.count
        groups.append(Group(look: look, members: [member], x: x, y: y))
      }
    }
    return groups.enumerated().sorted {
      ($0.element.look, $0.offset) < ($1.element.look, $1.offset)
    }.map(\.element)
  }

  // MARK: - The chart

  /// The chart.
  public var chart: VegaLiteChart {
    let named = named
    let groups = groups(without: Set(named))
    let most = groups.map(\.members.count).max() ?? 1
    let axis = Axis(format: ".1f", values: [0, 0.2, 0.4, 0.6, 0.8, 1])
    func channel(_ field: String, _ sample: String) -> Channel {
      Channel(
        field, .quantitative,
        title: "Cancer cell fraction in \(ShortName.cut(sample, most: ShortName.mostInTitle))",
        scale: .range(least, Self.most), axis: axis)
    }
    let canvas = Canvas(x: { channel($0, names.x) }, y: { channel($0, names.y) })
    let discs = discs
    return VegaLiteChart(
      finding: finding, subtitle: [subtitle(most: most, named: named.count)],
      description:
        "\(finding) Each mark is a mutation, or several of one clone that lie close together; its place "
        + "across is the share of tumour cells with it in \(names.x), its height the share in "
        + "\(names.y), by its own reads. Numbered discs are clones: "
        + Wording.list(
          clones.map {
            "clone \($0.number) at \(Wording.number($0.x.cellFraction)) and "
              + Wording.number($0.y.cellFraction)
          }) + ".",
      width: .pixels(Int(Self.size.width)), height: .pixels(Int(Self.size.height)),
      layers: lanes(canvas)
        + [
          mutationLayer(canvas, groups.filter { $0.look.isClean || $0.look.clone == nil }, most),
          mutationLayer(canvas, groups.filter { !$0.look.isClean && $0.look.clone != nil }, most),
        ].compactMap { $0 }
        + intervalLayers(canvas) + nameLayers(canvas, named, discs, groups)
        + discLayers(canvas, discs))
  }

  /// Channels of both axes by a column's name.
  struct Canvas {
    let x: (String) -> Channel
    let y: (String) -> Channel
  }

  private func mutationLayer(_ canvas: Canvas, _ groups: [Group], _ most: Int) -> Layer? {
    guard let first = groups.first else { return nil }
    let isOpen = first.look.isClean || first.look.clone == nil
    var mark = Mark(.point, opacity: isOpen ? 0.9 : 0.65, size: 26)
    mark.filled = !isOpen
    mark.strokeWidth = isOpen ? 1.2 : nil
    var encoding = Encoding(x: canvas.x("x"), y: canvas.y("y"))
    let all = Set(members.map(look))
    let sorted = all.sorted()
    let looks = (sorted.filter { $0.clone != nil } + sorted.filter { $0.clone == nil })
      .reduce(into: [(String, Look)]()) { list, look in
        if list.last?.0 != look.words { list.append((look.words, look)) }
      }
    encoding.color = Channel(
      "clone", .nominal, title: "Mutations",
      scale: .names(
        looks.map { ($0.0, $0.1.clone.map(ClonePalette.color) ?? ClonePalette.none) }),
      legend: .at("bottom", columns: 4))
    encoding.shape = Channel(
      "clone", .nominal, title: "Mutations", scale: .names(looks.map { ($0.0, $0.1.shape) }),
      legend: .at("bottom", columns: 4))
    if most > 1 {
      var area = Scale(type: .sqrt, domain: [.integer(1), .integer(most)])
      area.numbers = [18, 320]
      encoding.size = Channel(
        "count", .quantitative, title: "Mutations at a mark", scale: area,
        legend: .at("bottom", columns: 4))
    }
    encoding.tooltip = [
      Channel("name", .nominal, title: "Mutation"), Channel("clone", .nominal, title: "Belongs to"),
    ]
    return Layer(mark, encoding, data: groups.map(row))
  }

  /// To less than half a pixel.
  static func rounded(_ fraction: Double) -> Double { (fraction * 1000).rounded() / 1000 }

  func row(_ group: Group) -> DataRow {
    let count = group.members.count
    // No more words, which would be most of a page of thousands of patients.
    return [
      "x": .number(Self.rounded(group.x)), "y": .number(Self.rounded(group.y)),
      "clone": .text(group.look.words), "count": .integer(count),
      "name": .text(
        count == 1 ? group.members[0].first.name : Wording.count(count, "mutation")),
    ]
  }

  /// What is told of one mutation when it is pointed at.
  func words(_ member: StudyClones.Member) -> DataRow {
    func reads(_ sample: String) -> Datum {
      .text(member.row(of: sample)?.readsWords ?? "no row")
    }
    return [
      "name": .text(drivers[member] ?? member.first.name),
      "probability": .text(Wording.probability(member.first.probability)),
      "readsX": reads(names.x), "readsY": reads(names.y),
    ]
  }

  /// Where mutations stand that were not looked at in a sample.
  private func lanes(_ canvas: Canvas) -> [Layer] {
    var layers: [Layer] = []
    let isUnknown = (
      x: members.contains { $0.row(of: names.x)?.cellFraction == nil },
      y: members.contains { $0.row(of: names.y)?.cellFraction == nil }
    )
    let (low, high) = (least, Self.unknown + 0.05)
    let whole = Self.most
    var rows: [DataRow] = []
    if isUnknown.x {
      rows.append([
        "x": .number(low), "x2": .number(high), "y": .number(low), "y2": .number(whole),
      ])
    }
    if isUnknown.y {
      rows.append([
        "x": .number(low), "x2": .number(whole), "y": .number(low), "y2": .number(high),
      ])
    }
    guard !rows.isEmpty else { return [] }
    var area = Encoding(x: canvas.x("x"), y: canvas.y("y"))
    (area.x2, area.y2) = (.column("x2"), .column("y2"))
    layers.append(Layer(Mark(.rect, color: "#f0f0f0"), area, data: rows))
    for (isDrawn, place, angle) in [
      (isUnknown.x, (x: Self.unknown - 0.035, y: 0.55), -90.0),
      (isUnknown.y, (x: 0.55, y: Self.unknown - 0.035), 0.0),
    ] where isDrawn {
      var label = Mark(.text, color: "#333333")
      (label.fontSize, label.angle, label.align, label.baseline) = (11, angle, "center", "middle")
      var words = Encoding(x: canvas.x("x"), y: canvas.y("y"))
      words.text = .value(.text("not looked at"))
      layers.append(
        Layer(label, words, data: [["x": .number(place.x), "y": .number(place.y)]]))
    }
    return layers
  }

  // MARK: - Words

  private var finding: String {
    let inClones = members.filter { $0.clone != nil }.count
    return
      "\(patient), \(names.x) against \(names.y): \(Wording.grouped(inClones)) of "
      + "\(Wording.count(members.count + unplaced, "mutation")) in "
      + "\(Wording.count(clones.count, "clone"))."
  }

  private func subtitle(most: Int, named: Int) -> String {
    var words = [
      "Numbered discs: clones, with 90 % intervals. Small marks: mutations, where their own reads put "
        + "them."
    ]
    let looks = Set(members.map(look))
    if most > 1 { words.append("The larger a mark, the more mutations.") }
    if looks.contains(where: { $0.isClean && $0.clone != nil }) {
      words.append("Open, coloured: no read in a sample that was looked at.")
    }
    if looks.contains(where: { $0.clone == nil }) {
      words.append("Open, grey: of no clone.")
    }
    let left = drivers.keys.filter { members.contains($0) }.count - named
    if left > 0 { words.append("\(Wording.count(left, "other driver")) not named.") }
    if unplaced > 0 {
      words.append("\(Wording.grouped(unplaced)) not drawn: neither sample tells of them.")
    }
    return words.joined(separator: " ")
  }
}
