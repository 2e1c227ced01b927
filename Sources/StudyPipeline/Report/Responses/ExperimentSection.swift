import DrugResponse
import Figures
import Report
import Results
import Wording

/// What a page tells of an experiment with drugs.
struct ExperimentSection {
  let tables: ResponseTables
  let isSynthetic: Bool
  /// The factor up to which doses count as equal, as the tables record it.
  let margin: String?
  /// The tables by the inputs that they record: one entry where all are of one experiment.
  let mixed: [[String]]

  /// The name in addresses.
  static let id = "experiment"

  /// Takes a folder.
  ///
  /// - Parameter names: New names for what tells patients; `nil` for none.
  init(_ folder: ResponseFolder, names: ResponseNames?) {
    tables = names?.renamed(folder.tables) ?? folder.tables
    isSynthetic = folder.isSynthetic
    mixed = folder.inputsOfExperiment
    margin = folder.files.lazy.compactMap { $0.record.parameter("margin") }.first
  }

  /// The section.
  ///
  /// - Parameter isWhole: Whether it begins with the answer and ends with how to read it; otherwise both have
  ///   places of their own on the page.
  func section(isWhole: Bool) -> ReportSection {
    var blocks: [ReportSection.Block] = isWhole ? cards.map { .card($0) } : []
    blocks += curves
    blocks += combinations
    blocks += plates
    blocks += cautions
    if isWhole {
      let reading = ExperimentWording.reading + [ExperimentWording.methods]
      blocks.append(.folded(ExperimentWording.howToRead, reading.map { .paragraph($0) }))
    }
    return ReportSection(
      id: Self.id, title: "The experiment", link: "Experiment", blocks: blocks)
  }

  /// The title of a page on the experiment alone.
  var title: String { ExperimentWording.title(drugs: tables.drugs, cellLines: tables.cellLines) }

  private var genotypes: Int {
    Set(tables.curves.map(\.genotype) + tables.cells.map(\.genotype)).filter { !$0.isEmpty }.count
  }

  var tested: String {
    ExperimentWording.tested(
      drugs: tables.drugs, cellLines: tables.cellLines, genotypes: genotypes,
      plates: tables.plates.count)
  }

  /// The chart that a figure makes of some rows; of simulated data it says so.
  private func charts(_ figure: any StudyFigure.Type, _ input: FigureInput) -> [VegaLiteChart] {
    // A figure without anything to draw is left out.
    (try? figure.marked(input)) ?? []
  }

  private var input: FigureInput {
    var input = FigureInput()
    (input.response, input.isSynthetic) = (tables, isSynthetic)
    return input
  }

  // MARK: Single drugs

  /// Most pictures of single drugs.
  private static let mostCurves = 24

  private var curves: [ReportSection.Block] {
    guard !tables.curves.isEmpty else { return [] }
    var blocks: [ReportSection.Block] = [.heading("Single drugs"), .paragraph(tested)]
    for measure in ResponseSeries.Measure.allCases {
      var ofMeasure = input
      ofMeasure.measure = measure
      var all = charts(DoseResponseFigure.self, ofMeasure)
      // Two stand beside one another on a wide page.
      for place in all.indices { all[place].width = .pixels(325) }
      let drawn = Array(all.prefix(Self.mostCurves)) + charts(IC50Figure.self, ofMeasure)
      guard !drawn.isEmpty else { continue }
      blocks.append(
        measure == .viability
          ? .figures(drawn)
          : .folded("Curves of another measure: \(measure.axisWords)", [.figures(drawn)]))
      if all.count > Self.mostCurves {
        blocks.append(.notice(ExperimentWording.notDrawn(all.count - Self.mostCurves)))
      }
    }
    blocks.append(.table(curveTable))
    if !tables.comparisons.isEmpty {
      blocks += [.heading("Genotypes compared"), .table(Self.table(tables.comparisons))]
    }
    return blocks
  }

  private var curveTable: ReportTable {
    struct Key: Hashable {
      let cellLine: String
      let genotype: String
      let drug: String
      let hours: Double

      init(_ row: ResponseCurveRow) {
        (cellLine, genotype, drug, hours) = (row.cellLine, row.genotype, row.drug, row.hours)
      }
    }
    let rows = tables.curves.filter { $0.measure == .viability }
    let others = ResponseSeries.Measure.allCases.compactMap { measure in
      let own = tables.curves.filter { $0.measure == measure }
      return measure == .viability || own.isEmpty
        ? nil
        : (measure: measure, rows: Dictionary(own.map { (Key($0), $0) }) { first, _ in first })
    }
    var columns: [ReportTable.Column] = [
      .init("Cells"), .init("Drug"), .init("Hours", isNumber: true), .init("Wells say"),
      .init("IC50", isNumber: true), .init("EC50", isNumber: true),
      .init("Viability at the highest dose", isNumber: true),
      .init("Mean viability over log doses", isNumber: true),
      .init("Slope", isNumber: true),
    ]
    columns += others.map { .init(Self.capital($0.measure.doseWords), isNumber: true) }
    columns.append(.init("Wells", isNumber: true))
    return ReportTable(
      name: "Curves of single drugs",
      caption: "One row per curve; 95 % intervals in brackets.", columns: columns,
      rows: rows.map { row in
        var cells = [
          ResponseWording.cells(row.cellLine, row.genotype), row.drug, Wording.number(row.hours),
          row.answer.words,
          ResponseCells.dose(row.absolute, row.absoluteAnswer, highest: row.highestDose),
          ResponseCells.dose(row.relative, row.relativeAnswer, highest: row.highestDose),
          ResponseCells.number(row.maximum), ResponseCells.number(row.mean),
          ResponseCells.number(row.slope) + (row.isSlopeHeld ? " (held)" : ""),
        ]
        cells += others.map { other in
          other.rows[Key(row)].map {
            ResponseCells.dose($0.absolute, $0.absoluteAnswer, highest: $0.highestDose)
          } ?? ""
        }
        cells.append(Wording.grouped(row.points))
        return cells
      }, inSight: 12)
  }

  private static func capital(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst()
  }

  static func table(_ rows: [ResponseComparisonRow]) -> ReportTable {
    ReportTable(
      name: "Genotypes compared",
      caption: "Fold change of the EC50 against the reference; 95 % intervals in brackets.",
      columns: [
        .init("Cells"), .init("Against"), .init("Drug"), .init("Measure"),
        .init("Fold change of EC50", isNumber: true), .init("p", isNumber: true),
        .init("p of one curve for both", isNumber: true),
      ],
      rows: rows.map { row in
        [
          ResponseWording.cells(row.cellLine, row.genotype), row.reference,
          "\(row.drug), \(Wording.number(row.hours)) h",
          row.measure.axisWords,
          row.foldChange.value == nil
            ? "an EC50 is not reached" : ResponseCells.number(row.foldChange),
          ResponseCells.p(row.foldP), ResponseCells.p(row.curveP),
        ]
      }, inSight: 12)
  }

  // MARK: Two drugs

  /// Most populations of cells whose maps are drawn.
  private static let mostDrawn = 24

  private var combinations: [ReportSection.Block] {
    let groups = CombinedCells.groups(tables)
    guard !groups.isEmpty || !tables.combinations.isEmpty else { return [] }
    var blocks: [ReportSection.Block] = [
      .heading("Two drugs together"), .paragraph(ExperimentWording.models),
      .table(CombinedCells.table(tables.combinations)),
    ]
    let first =
      groups.firstIndex { group in
        tables.restoration.contains {
          group.holds($0) && ($0.answer == .restores || $0.answer == .sensitizes)
        }
      } ?? 0
    blocks += groups.prefix(Self.mostDrawn).enumerated().map { place, group in
      .folded(
        group.title, isOpen: place == first,
        [.figures(group.charts(isSynthetic: isSynthetic))])
    }
    if groups.count > Self.mostDrawn {
      blocks.append(.notice(ExperimentWording.notDrawn(groups.count - Self.mostDrawn)))
    }
    if let words = ExperimentWording.notScored(CombinedCells.withoutModels(tables)) {
      blocks.append(.notice(words))
    }
    return blocks
  }

  // MARK: Plates and cautions

  private var plates: [ReportSection.Block] {
    guard !tables.plates.isEmpty else { return [] }
    let table = ReportTable(
      name: "Quality of plates", caption: "One row per plate and time.",
      columns: [
        .init("Plate"), .init("Hours", isNumber: true), .init("Wells", isNumber: true),
        .init("Vehicle wells", isNumber: true), .init("Controls", isNumber: true),
        .init("Z'", isNumber: true), .init("Grade"),
        .init("Vehicle: coefficient of variation", isNumber: true),
        .init("Outer wells, relative", isNumber: true), .init("p", isNumber: true),
      ],
      rows: tables.plates.map { row in
        [
          row.plate, Wording.number(row.hours), "\(row.wells)", "\(row.vehicles)",
          "\(row.positives)", row.zPrime.map(ResponseCells.short) ?? "",
          row.grade?.rawValue ?? "without controls",
          row.variation.map { Wording.percent($0, decimals: 1) } ?? "",
          ResponseCells.number(row.edge), ResponseCells.p(row.edgeP),
        ]
      }, inSight: 40)
    return [
      .heading("Quality of the plates"), .list(ExperimentWording.plates(tables.plates)),
      .folded("Table of \(Wording.count(tables.plates.count, "plate"))", [.table(table)]),
    ]
  }

  private var cautions: [ReportSection.Block] {
    let isLoeweMissing =
      tables.combinations.contains { $0.quantity == .loewe && $0.value.value == nil }
      || tables.cells.contains(where: \.isBeyondWeakerDrug)
    return [
      .heading("What to bear in mind"),
      .list(
        ExperimentWording.cautions(
          hasCombinations: !tables.combinations.isEmpty, isLoeweMissing: isLoeweMissing,
          hasGrowth: tables.curves.contains { $0.measure == .growthRate })),
    ]
  }
}
