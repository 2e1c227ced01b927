import CohortStatistics
import Results
public import TumorModel
import Wording

/// Which gene is mutated in which patient, and whether it was there before.
public struct OncoprintFigure: Sendable {
  /// One mutated gene in one patient.
  public struct Cell: Hashable, Sendable {
    /// The patient's identifier.
    public var patient: String
    /// The gene's symbol.
    public var gene: String
    /// The call; `nil` where no earlier sample was compared.
    public var call: OriginLabel?

    /// Creates a cell.
    public init(patient: String, gene: String, call: OriginLabel?) {
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
  private let allGenes: Int

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
        cell.call.map(OriginPalette.rank) ?? none - 1
    }
    let order = keys.sorted {
      $0.value != $1.value ? $0.value.lexicographicallyPrecedes($1.value) : $0.key < $1.key
    }.map(\.key)
    self.genes = genes
    self.patients = Array(order.prefix(Self.most.patients))
    finding = Self.finding(single, gene: genes[0], patients: max(patients, order.count))
    total = order.count
    allGenes = byCount.count
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
        "One column per patient, sorted by origin; patients without any of these mutations are left out. "
          + "A mutation of any sample counts, of a primary too; a funnel counts those of later samples. "
          + "Open circles: no earlier sample to compare."
          + (total > patients.count ? " Drawn: the first \(patients.count) of \(total)." : "")
          + (allGenes > genes.count ? " Drawn: \(genes.count) of \(allGenes) genes." : "")
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
    let tally = CallTally(own.compactMap(\.call))
    let alone = own.count - tally.total
    return "\(gene) is mutated in \(Wording.grouped(own.count)) of "
      + "\(Wording.count(patients, "patient")), whichever the sample: \(tally.words)"
      + (alone > 0 ? ", \(Wording.grouped(alone)) without an earlier sample to compare." : ".")
  }

  private var rows: [DataRow] {
    cells.map {
      [
        "patient": .text($0.patient), "gene": .text($0.gene),
        "origin": .text($0.call?.words ?? "no earlier sample to compare"),
        "compared": .truth($0.call != nil),
      ]
    }
  }

  /// Every place of the picture, so that what is not mutated is seen too.
  private var grid: [DataRow] {
    genes.flatMap { gene in patients.map { ["patient": .text($0), "gene": .text(gene)] } }
  }
}

extension OncoprintFigure: StudyFigure {
  /// `oncoprint`.
  public static let name = "oncoprint"
  /// What it shows.
  public static let summary =
    "which gene is mutated in which patient, and whether it was there before"
  /// The results of a study.
  public static let source = FigureSource.study
  /// Once in a study's figures.
  public static let place = FigurePlace.once

  /// The driver genes, and those asked for, in all patients.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let genes = input.drivers.union(input.first).sorted()
    let cells = input.patients.flatMap { Self.cells($0, genes: genes) }
    guard
      let figure = OncoprintFigure(
        cells: cells, leading: input.first, patients: input.patients.count)
    else { throw .nothing(words: "no gene that is drawn has a mutation") }
    return [figure.chart]
  }

  /// The mutated genes of a patient, by the rules of a cohort; artefacts that no sample shows are
  /// left out.
  private static func cells(_ patient: StudyPatient, genes: [String]) -> [Cell] {
    let reducer = patient.reduced(to: genes.map { CohortTarget(gene: $0, className: .any) })
    return zip(genes, reducer.histories).compactMap { gene, history in
      let call = history.reduction.deciding?.label
      let isSeen = history.isMutated || history.isInPrimary
      guard isSeen || call.map({ $0 != .artefact }) ?? false else { return nil }
      return Cell(patient: patient.id, gene: gene, call: call)
    }
  }
}
