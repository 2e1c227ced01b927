/// Which gene is mutated in which patient, and whether it was there before.
public struct OncoprintFigure: Sendable {
  /// One mutated gene in one patient.
  public struct Cell: Hashable, Sendable {
    /// The patient's identifier.
    public var patient: String
    /// The gene's symbol.
    public var gene: String
    /// The call, as tables write it; `nil` where no earlier sample was compared.
    public var call: String?

    /// Creates a cell.
    public init(patient: String, gene: String, call: String?) {
      (self.patient, self.gene, self.call) = (patient, gene, call)
    }
  }

  /// Most genes and patients that are drawn.
  static let most = (genes: 25, patients: 45)

  private let cells: [Cell]
  private let genes: [String]
  private let patients: [String]
  private let finding: String
  private let total: Int

  /// Takes the mutated genes of the patients.
  ///
  /// - Parameters:
  ///   - cells: A gene of a patient each; where one comes several times, the first one counts.
  ///   - leading: Genes that stand on top; the others follow by how many patients have them.
  ///   - patients: The patients that were looked at, mutated or not.
  /// - Returns: `nil` without a cell.
  public init?(cells: [Cell], leading: [String] = [], patients: Int) {
    guard !cells.isEmpty else { return nil }
    var seen: Set<[String]> = []
    let single = cells.filter { seen.insert([$0.patient, $0.gene]).inserted }
    let counts = Dictionary(single.map { ($0.gene, 1) }, uniquingKeysWith: +)
    let ranks = Dictionary(
      uniqueKeysWithValues: OriginPalette.looks.enumerated().map { ($1.label, $0) })
    let byCount = counts.keys.sorted { one, other in
      let first = leading.firstIndex(of: one) ?? leading.count
      let second = leading.firstIndex(of: other) ?? leading.count
      return first != second
        ? first < second
        : (-(counts[one] ?? 0), one) < (-(counts[other] ?? 0), other)
    }
    let genes = Array(byCount.prefix(Self.most.genes))
    // Patients stand in the order of their origins in the first gene, then the second, and so on.
    let places = Dictionary(uniqueKeysWithValues: genes.enumerated().map { ($1, $0) })
    let none = OriginPalette.looks.count + 1
    var keys: [String: [Int]] = [:]
    for cell in single {
      guard let place = places[cell.gene] else { continue }
      keys[cell.patient, default: Array(repeating: none, count: genes.count)][place] =
        cell.call.flatMap { ranks[$0] } ?? none - 1
    }
    let order = keys.sorted {
      $0.value != $1.value ? $0.value.lexicographicallyPrecedes($1.value) : $0.key < $1.key
    }.map(\.key)
    self.genes = genes
    self.patients = Array(order.prefix(Self.most.patients))
    finding = Self.finding(single, gene: genes[0], patients: max(patients, order.count))
    total = order.count
    let drawn = Set(self.patients)
    self.cells = single.filter { places[$0.gene] != nil && drawn.contains($0.patient) }
  }

  /// The chart.
  public var chart: VegaLiteChart {
    let looks = OriginPalette.present(cells.compactMap(\.call))
    let x = Channel(
      "patient", .nominal, title: "Patient",
      axis: Axis(labelLimit: 120, labelAngle: -90), sort: .listed(patients))
    let y = Channel("gene", .nominal, title: "", axis: Axis(labelLimit: 160), sort: .listed(genes))
    var tile = Mark(.rect, color: "#f0f0f0")
    (tile.stroke, tile.strokeWidth) = ("#ffffff", 2)
    var point = Mark(.point, opacity: 1, size: 75)
    (point.filled, point.strokeWidth) = (true, 2)
    var points = Encoding(x: x, y: y)
    points.color = Channel(
      "origin", .nominal, title: "Call", scale: OriginPalette.colors(looks), legend: .at("right"))
    points.shape = Channel(
      "origin", .nominal, title: "Call", scale: OriginPalette.shapes(looks), legend: .at("right"))
    points.tooltip = [
      Channel("patient", .nominal, title: "Patient"), Channel("gene", .nominal, title: "Gene"),
      Channel("origin", .nominal, title: "Call"),
    ]
    var open = Mark(.point, color: "#555555", opacity: 1, size: 45)
    open.strokeWidth = 1.2
    var alone = Encoding(x: x, y: y)
    alone.tooltip = points.tooltip
    return VegaLiteChart(
      finding: finding,
      subtitle: [
        "A column a patient, sorted by origin; patients without any of these mutations are left out. "
          + "Open circles: no earlier sample to compare."
          + (total > patients.count ? " Drawn: the first \(patients.count) of \(total)." : "")
      ],
      description: "\(finding) Each mark is a mutated gene of a patient; its shape is the call.",
      width: .step(15), height: .step(18), data: rows,
      layers: [
        Layer(tile, Encoding(x: x, y: y), data: grid),
        Layer(open, alone, filter: "!datum.compared"),
        Layer(point, points, filter: "datum.compared"),
      ])
  }

  /// What all patients say of a gene, also those that are not drawn.
  private static func finding(_ cells: [Cell], gene: String, patients: Int) -> String {
    let own = cells.filter { $0.gene == gene }
    let acquired = own.count { $0.call == "acquired" }
    let before = own.count { $0.call?.hasPrefix("preexisting") == true }
    return "\(gene) is mutated in \(own.count) of \(Wording.count(patients, "patient")): "
      + "\(acquired) acquired, \(before) pre-existing, \(own.count - acquired - before) open."
  }

  private var rows: [DataRow] {
    cells.map {
      [
        "patient": .text($0.patient), "gene": .text($0.gene),
        "origin": .text($0.call.map(OriginPalette.words) ?? "no earlier sample to compare"),
        "compared": .truth($0.call != nil),
      ]
    }
  }

  /// Every place of the picture, so that what is not mutated is seen too.
  private var grid: [DataRow] {
    genes.flatMap { gene in patients.map { ["patient": .text($0), "gene": .text(gene)] } }
  }
}
