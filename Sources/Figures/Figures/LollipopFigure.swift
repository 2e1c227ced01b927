public import Results
public import TumorModel
import Wording

/// Where in a protein the mutations of a gene lie, with their origin and functional class.
public struct LollipopFigure: Sendable {
  /// One protein change, and the calls of those who have it.
  private struct Column {
    let change: String
    let position: Int
    let calls: [OriginRow]

    var isActivating: Bool { calls.contains(where: \.isActivating) }
    /// Without the `p.` that all of them have.
    var words: String { change.hasPrefix("p.") ? String(change.dropFirst(2)) : change }
  }

  private let gene: String
  /// The columns that are drawn, by their places.
  private let columns: [Column]
  private let tally: CallTally
  private let activating: Int
  private let patients: Int
  /// Mutations with a place in the protein, and their different changes, drawn or not.
  private let placed: Int
  private let changes: Int
  private let protein: ReferenceProtein?

  /// Most protein changes that are drawn: those of most patients.
  static let mostColumns = 40
  /// Patients of one change beyond which bars stand for marks.
  static let mostMarks = 10

  /// How much a call joins.
  private static func joined(_ call: OriginRow) -> Int {
    (call.laterSample.isJoint ? 2 : 0) + (call.earlierSample.isJoint ? 1 : 0)
  }

  /// Takes the calls of one gene.
  ///
  /// A mutation of a patient counts once: its call of all later samples together, or else of all earlier
  /// ones, or its first. Those without a protein position are counted, and not drawn.
  ///
  /// - Parameters:
  ///   - gene: The gene's symbol.
  ///   - calls: Its calls, among others.
  ///   - protein: Its reference protein; `nil` where none is known, which the figure says.
  /// - Returns: `nil` where no call has a protein position.
  public init?(
    gene: String, calls: some Sequence<OriginRow>, protein: ReferenceProtein? = nil
  ) {
    var chosen: [String: OriginRow] = [:]
    var order: [String] = []
    for call in calls where call.gene == gene {
      let key = "\(call.patient)\t\(call.mutation)"
      if chosen[key] == nil { order.append(key) }
      if chosen[key].map({ Self.joined($0) < Self.joined(call) }) ?? true { chosen[key] = call }
    }
    let counted = order.compactMap { chosen[$0] }
    tally = CallTally(counted.map(\.call))
    activating = counted.count(where: \.isActivating)
    patients = Set(counted.map(\.patient)).count
    let known = counted.filter { Self.position($0.proteinChange) != nil }
    placed = known.count
    let all = Dictionary(grouping: known, by: \.proteinChange).map { change, calls in
      Column(
        change: change, position: Self.position(change) ?? 0,
        calls: calls.sorted {
          (OriginPalette.rank($0.call), $0.patient) < (OriginPalette.rank($1.call), $1.patient)
        })
    }
    changes = all.count
    guard !all.isEmpty else { return nil }
    let most = all.sorted {
      ($1.calls.count, $0.isActivating ? 0 : 1, $0.position, $0.change)
        < ($0.calls.count, $1.isActivating ? 0 : 1, $1.position, $1.change)
    }.prefix(Self.mostColumns)
    columns = most.sorted { ($0.position, $0.change) < ($1.position, $1.change) }
    self.gene = gene
    self.protein = protein
  }

  /// The first residue that a protein change names.
  static func position(_ change: String) -> Int? {
    let digits = change.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isASCII && $0.isNumber }
    guard digits.count < 7 else { return nil }
    return Int(digits)
  }

  // MARK: - Places, in pixels

  /// The distance of columns: a line of their words, which stand upright.
  private static let gap = 15.0
  /// Between the columns' feet and the protein: lines lead from one to the other.
  private static let fan = 24.0
  /// The height of the protein.
  private static let strip = 18.0
  /// The height of a row of names of domains.
  private static let nameRow = 14.0
  /// The most pixels of a column's words.
  private static let mostWords = 150.0

  private var width: Double { max(560, Self.gap * Double(columns.count)) }
  private var lastResidue: Int { columns.last?.position ?? 1 }
  /// The residues of the axis.
  private var end: Double {
    guard let protein else { return Double(lastResidue + max(5, lastResidue / 20)) }
    return Double(max(protein.length, lastResidue))
  }
  private func residue(_ pixels: Double) -> Double { pixels / width * end }
  private func pixels(_ residue: Double) -> Double { residue / end * width }

  private var tallest: Int { columns.map(\.calls.count).max() ?? 1 }
  private var isOfMarks: Bool { tallest <= Self.mostMarks }
  /// The height of the columns.
  private var rise: Double { isOfMarks ? max(34, 16 * Double(tallest)) : 170 }
  private var wordsRoom: Double {
    // Bold letters are wider.
    let longest =
      columns.map { LabelLayout.letter * ($0.isActivating ? 1.2 : 1) * Double($0.words.count) }
      .max()
      ?? 0
    return min(Self.mostWords, longest) + 14
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let looks = OriginPalette.present(columns.flatMap { $0.calls.map(\.call) })
    let names = domainNames
    let nameRows = (names.map(\.row).max() ?? -1) + 1
    let depth =
      protein == nil
      ? Self.fan : Self.fan + Self.strip + Self.nameRow * Double(nameRows) + 4
    let unit = rise / Double(tallest)
    let x = Channel(
      "place", .quantitative, title: axisTitle, scale: .range(0, end), axis: Axis(grid: false))
    var y = Channel(
      "height", .quantitative, title: "Patients",
      scale: .range(-depth / unit, Double(tallest) + wordsRoom / unit))
    y.axis = Axis(
      format: "d",
      values: stride(from: 0, through: tallest, by: Self.tickStep(tallest)).map(Double.init),
      grid: false)
    let layers =
      proteinLayers(x, y, names, unit: unit) + stickLayers(x, y, unit: unit)
      + [isOfMarks ? markLayer(x, y, looks) : barLayer(x, y, looks)] + wordLayers(x, y)
    return VegaLiteChart(
      finding: finding, subtitle: [subtitle],
      description:
        "\(finding) Each column is a protein change at its place in the protein, as high as the "
        + "number of patients with it."
        + (protein.map { protein in
          protein.domains.isEmpty
            ? ""
            : " Domains: "
              + protein.domains.map {
                "\($0.name) \($0.residues.lowerBound) to \($0.residues.upperBound)"
              }.joined(separator: ", ") + "."
        } ?? ""),
      width: .pixels(Int(width)), height: .pixels(Int(depth + rise + wordsRoom)), data: rows,
      layers: layers)
  }

  /// The distance of some four ticks: 1, 2 or 5 times a power of 10.
  static func tickStep(_ most: Int) -> Int {
    var power = 1
    while true {
      for digit in [1, 2, 5] where digit * power * 4 >= most { return digit * power }
      power *= 10
    }
  }

  private var axisTitle: String {
    guard let protein else { return "Residue of \(gene)" }
    return "Residue of \(gene), 1 to \(Wording.grouped(protein.length)) (\(protein.accession))"
  }

  private var subtitle: String {
    var parts = [
      "Bold: activating in the knowledge table, also where its sources conflict. "
        + "Mutations of every class count here, and a patient's each; a funnel counts patients."
    ]
    if let protein {
      let beyond = columns.count { $0.position > protein.length }
      if beyond > 0 {
        parts.append(
          "\(Wording.count(beyond, "change")) beyond the end of \(protein.accession): named by "
            + "another protein of the gene.")
      }
      if !protein.domains.isEmpty {
        parts.append("Domains: Pfam, SMART and CDD, as RefSeq lists them.")
      }
    } else {
      parts.append("The protein's length and domains are not known here.")
    }
    if changes > columns.count {
      parts.append(
        "Drawn: \(columns.count) of \(Wording.grouped(changes)) protein changes, those of most "
          + "patients.")
    }
    if tally.total > placed {
      parts.append(
        "Drawn: the \(Wording.grouped(placed)) of \(Wording.grouped(tally.total)) mutations with a "
          + "protein position.")
    }
    return parts.joined(separator: " ")
  }

  private var finding: String {
    "\(gene): \(Wording.count(tally.total, "mutation")) of \(Wording.count(patients, "patient")) "
      + "compared, of every class, \(activating) activating; mutations by call: \(tally.words)."
  }

  // MARK: - The protein

  /// The name of a domain, or of several of one name in a row.
  private struct DomainName {
    var words: String
    /// The middle.
    var x: Double
    /// The row below the protein; -1 inside of it.
    var row = -1
  }

  private var domainNames: [DomainName] {
    guard let protein else { return [] }
    var runs: [(name: String, first: Int, last: Int, count: Int)] = []
    for domain in protein.domains {
      if let last = runs.last, last.name == domain.name {
        runs[runs.count - 1].last = domain.residues.upperBound
        runs[runs.count - 1].count += 1
      } else {
        runs.append((domain.name, domain.residues.lowerBound, domain.residues.upperBound, 1))
      }
    }
    var below: [(index: Int, start: Double, end: Double)] = []
    var names = runs.enumerated().map { index, run in
      let words = run.count > 1 ? "\(run.name) ×\(run.count)" : run.name
      let half = LabelLayout.letter * Double(words.count) / 2
      let middle = pixels(Double(run.first + run.last) / 2)
      let fits = run.count == 1 && pixels(Double(run.last - run.first)) >= 2 * half + 4
      if fits { return DomainName(words: words, x: middle) }
      let x = min(max(middle, half), width - half)
      below.append((index, x - half - 3, x + half + 3))
      return DomainName(words: words, x: x)
    }
    // Names that are moved inside at an end may begin before their left neighbour.
    below.sort { ($0.start, $0.index) < ($1.start, $1.index) }
    for (label, row) in zip(below, ColumnLayout.rows(below.map { ($0.start, $0.end) })) {
      names[label.index].row = row
    }
    return names
  }

  private func proteinLayers(
    _ x: Channel, _ y: Channel, _ names: [DomainName], unit: Double
  ) -> [Layer] {
    guard let protein else { return [] }
    let (top, bottom) = (-Self.fan / unit, -(Self.fan + Self.strip) / unit)
    func box(_ first: Int, _ last: Int, inset: Double) -> DataRow {
      [
        "start": .number(Double(first)), "stop": .number(Double(last)),
        "top": .number(top - inset / unit), "bottom": .number(bottom + inset / unit),
      ]
    }
    var span = Encoding(x: Channel("start", .quantitative, title: x.title, scale: x.scale))
    span.x?.axis = x.axis
    span.x2 = .column("stop")
    span.y = Channel("top", .quantitative, title: y.title, scale: y.scale, axis: y.axis)
    span.y2 = .column("bottom")
    var domains = span
    domains.tooltip = [
      Channel("name", .nominal, title: "Domain"),
      Channel("start", .quantitative, title: "First residue"),
      Channel("stop", .quantitative, title: "Last residue"),
      Channel("accession", .nominal, title: "Entry"),
    ]
    var block = Mark(.rect, color: "#dcdcdc")
    (block.stroke, block.strokeWidth) = ("#555555", 0.8)
    var label = Mark(.text, color: "#1a1a1a")
    (label.baseline, label.fontSize) = ("middle", 11)
    var words = Encoding(
      x: Channel("place", .quantitative, scale: x.scale),
      y: Channel("height", .quantitative, scale: y.scale))
    words.text = Channel("words", .nominal)
    let labels: [DataRow] = names.map { name in
      let below =
        name.row < 0
        ? Self.fan + Self.strip / 2
        : Self.fan + Self.strip + Self.nameRow * (Double(name.row) + 0.5) + 2
      return [
        "place": .number(residue(name.x)), "height": .number(-below / unit),
        "words": .text(name.words),
      ]
    }
    return [
      Layer(Mark(.rect, color: "#8f8f8f"), span, data: [box(1, protein.length, inset: 6)]),
      Layer(
        block, domains,
        data: protein.domains.map { domain in
          var row = box(domain.residues.lowerBound, domain.residues.upperBound, inset: 0)
          row["name"] = .text(domain.name)
          row["accession"] = .text(domain.accession)
          return row
        }),
      Layer(label, words, data: labels),
    ].filter { $0.hasRows }
  }

  // MARK: - The columns

  private func stickLayers(_ x: Channel, _ y: Channel, unit: Double) -> [Layer] {
    var stick = Mark(.rule, color: "#777777")
    stick.strokeWidth = 1
    var sticks = Encoding(x: x, y: y)
    sticks.y2 = .datum(0)
    var leads = Encoding(
      x: x, y: Channel("foot", .quantitative, scale: y.scale))
    leads.x2 = .column("position")
    leads.y2 = .datum(.number(-Self.fan / unit))
    return [
      Layer(stick, sticks, filter: "datum.isTop"), Layer(stick, leads, filter: "datum.isTop"),
    ]
  }

  private var tooltip: [Channel] {
    [
      Channel("name", .nominal, title: "Mutation"), Channel("origin", .nominal, title: "Call"),
      Channel("patient", .nominal, title: "Patient"),
      Channel("class", .nominal, title: "Class"),
      Channel("power", .nominal, title: "Power earlier"),
    ]
  }

  private func markLayer(_ x: Channel, _ y: Channel, _ looks: [OriginPalette.Look]) -> Layer {
    var point = Mark(.point, opacity: 1, size: 110)
    (point.filled, point.stroke, point.strokeWidth) = (true, "#1a1a1a", 0.6)
    var points = Encoding(x: x, y: y)
    points.markCalls(looks, columns: 3)
    points.tooltip = tooltip
    return Layer(point, points)
  }

  private func barLayer(_ x: Channel, _ y: Channel, _ looks: [OriginPalette.Look]) -> Layer {
    var bar = Mark(.bar, size: 11)
    (bar.stroke, bar.strokeWidth) = ("#333333", 0.5)
    var bars = Encoding(x: x, y: y)
    bars.y2 = .column("start")
    bars.color = Channel(
      "origin", .nominal, title: "Call", scale: OriginPalette.areas(looks),
      legend: .at("bottom", columns: 3))
    bars.tooltip = tooltip
    return Layer(bar, bars)
  }

  private func wordLayers(_ x: Channel, _ y: Channel) -> [Layer] {
    var label = Mark(.text, color: "#1a1a1a")
    (label.align, label.baseline, label.angle) = ("left", "middle", 270)
    (label.dx, label.fontSize, label.limit) = (10, 11, Self.mostWords)
    var bold = label
    bold.fontWeight = "bold"
    var words = Encoding(x: x, y: y)
    words.text = Channel("change", .nominal)
    return [
      Layer(label, words, filter: "datum.isTop && !datum.activating"),
      Layer(bold, words, filter: "datum.isTop && datum.activating"),
    ]
  }

  /// A row per mark, or per part of a bar.
  private var rows: [DataRow] {
    let places = ColumnLayout.places(
      columns.map { pixels(Double($0.position)) }, gap: Self.gap,
      in: Self.gap / 2...(width - Self.gap / 2))
    return zip(columns, places).flatMap { column, place -> [DataRow] in
      var height = 0
      return parts(of: column).map { part -> DataRow in
        let start = height
        height += part.count
        let call = part[0]
        return [
          "place": .number(residue(place)), "position": .integer(column.position),
          "start": .integer(start), "height": .integer(height), "foot": .integer(0),
          "isTop": .truth(height == column.calls.count), "change": .text(column.words),
          "name": .text(call.title), "origin": .text(call.call.words),
          "activating": .truth(column.isActivating),
          "patient": .text(part.count == 1 ? call.patient : Wording.count(part.count, "patient")),
          "class": .text(
            call.functionalClass.isEmpty
              ? "not in the knowledge table"
              : call.functionalClass.replacing("_", with: " ")),
          "power": .text(
            part.count == 1
              ? call.earlier.detectionPower.map(Wording.number) ?? "unknown" : "each its own"),
        ]
      }
    }
  }

  /// The calls that one mark stands for, or one part of a bar: there, those of one label.
  private func parts(of column: Column) -> [[OriginRow]] {
    if isOfMarks { return column.calls.map { [$0] } }
    return column.calls.reduce(into: []) { parts, call in
      if parts.last?[0].call == call.call {
        parts[parts.count - 1].append(call)
      } else {
        parts.append([call])
      }
    }
  }
}

extension LollipopFigure: StudyFigure {
  /// `lollipop`.
  public static let name = "lollipop"
  /// What it shows.
  public static let summary =
    "positions of the mutations in the whole protein, with its domains, origin and functional class"
  /// The results of a study.
  public static let source = FigureSource.study
  /// A gene.
  public static let needs = FigureNeeds.gene
  /// For every gene in a study's figures.
  public static let place = FigurePlace.everyGene

  /// The mutations of the gene that is asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let gene = try input.neededGene()
    // The pairs that decide: those that a funnel and a cohort count.
    guard
      let figure = LollipopFigure(
        gene: gene, calls: input.patients.lazy.flatMap(\.decidingCalls),
        protein: input.proteins[gene])
    else {
      throw .nothing(
        words: "no mutation of \(gene) with a protein position has a call", gene: gene)
    }
    return [figure.chart]
  }
}
