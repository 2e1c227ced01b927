import Figures
import Report
import Results
import Wording

/// Two drugs on one genotype of a cell line at one time, as a page draws them.
struct CombinedCells {
  /// What tells them apart.
  struct Key: Hashable {
    let cellLine: String
    let genotype: String
    let drugA: String
    let drugB: String
    let hours: Double

    /// The drugs and the time; exports of responses record none.
    var drugs: String {
      "\(drugA) with \(drugB)" + (hours > 0 ? ", \(Wording.number(hours)) h" : "")
    }
  }

  let key: Key
  private let tables: ResponseTables

  /// All of them, in the order of the tables.
  static func groups(_ tables: ResponseTables) -> [CombinedCells] {
    let cells = Dictionary(grouping: tables.cells, by: \.key)
    let isoboles = Dictionary(grouping: tables.isoboles, by: \.key)
    return tables.cells.map(\.key).distinct.map { key in
      var own = ResponseTables()
      (own.cells, own.isoboles) = (cells[key] ?? [], isoboles[key] ?? [])
      return CombinedCells(key: key, tables: own)
    }
  }

  /// The drugs and the cells.
  var title: String {
    "\(ResponseWording.cells(key.cellLine, key.genotype)): \(key.drugs)"
  }

  /// Whether a row is of the same cells and drugs.
  func holds(_ row: RestorationRow) -> Bool {
    row.cellLine == key.cellLine && row.genotype == key.genotype && row.hours == key.hours
      && Set([row.drug, row.partner]) == Set([key.drugA, key.drugB])
  }

  /// What is left of the cells, the fitted surface, the isobologram, and the excess over each reference.
  func charts(isSynthetic: Bool) -> [VegaLiteChart] {
    var input = FigureInput()
    (input.response, input.isSynthetic) = (tables, isSynthetic)
    func charts(_ figure: any StudyFigure.Type) -> [VegaLiteChart] {
      // A figure without anything to draw is left out.
      (try? figure.marked(input)) ?? []
    }
    func maps(_ quantities: [SynergyQuantity]) -> [VegaLiteChart] {
      quantities.flatMap { quantity in
        input.quantity = quantity
        return charts(SynergyFigure.self).map { chart in
          // Two stand beside one another on a wide page.
          var chart = chart
          chart.width = .step(44)
          return chart
        }
      }
    }
    return maps([.viability, .musyc, .bliss, .hsa, .loewe, .zip]) + charts(IsobologramFigure.self)
  }

  /// The models side by side: a row for each two drugs on cells, a column for each quantity.
  static func table(_ rows: [CombinationRow]) -> ReportTable {
    let groups = Dictionary(grouping: rows, by: \.key)
    let keys = rows.map(\.key).distinct
    let quantities = CombinationQuantity.allCases.filter { quantity in
      rows.contains { $0.quantity == quantity }
    }
    let pairs = keys.map { [$0.drugA, $0.drugB] }.distinct
    // Where there is one pair of drugs, headings name them.
    let names = pairs.count == 1 ? pairs[0] : ["the first drug", "the second"]
    let drugs = keys.map(\.drugs).distinct
    var columns: [ReportTable.Column] = [.init("Cells")]
    if drugs.count > 1 { columns.append(.init("Drugs")) }
    columns += quantities.map { .init($0.heading(names[0], names[1]), isNumber: true) }
    return ReportTable(
      name: "Models of combination side by side",
      caption: (drugs.count == 1 ? "\(drugs[0]). " : "")
        + "One row per population of cells; 95 % bootstrap intervals in brackets.",
      columns: columns,
      rows: keys.map { key in
        let own = Dictionary((groups[key] ?? []).map { ($0.quantity, $0) }) { first, _ in first }
        return [ResponseWording.cells(key.cellLine, key.genotype)]
          + (drugs.count > 1 ? [key.drugs] : [])
          + quantities.map { quantity in
            guard let row = own[quantity] else { return "" }
            guard row.value.value != nil else { return "not determined" }
            return quantity.isDose
              ? ResponseCells.dose(row.value) : ResponseCells.number(row.value)
          }
      }, inSight: 12)
  }

  /// Pairs of drugs on cells with wells and no model.
  static func withoutModels(_ tables: ResponseTables) -> [String] {
    guard !tables.combinations.isEmpty || !tables.restoration.isEmpty else { return [] }
    let scored = Set(
      tables.combinations.map { Set([$0.cellLine, $0.genotype, $0.drugA, $0.drugB]) })
    return tables.points.filter { !$0.partner.isEmpty }.filter {
      !scored.contains(Set([$0.cellLine, $0.genotype, $0.drug, $0.partner]))
    }.map { row in
      "\(row.drug) with \(row.partner) on \(ResponseWording.cells(row.cellLine, row.genotype))"
    }.distinct
  }
}

extension CombinationCellRow {
  fileprivate var key: CombinedCells.Key {
    .init(cellLine: cellLine, genotype: genotype, drugA: drugA, drugB: drugB, hours: hours)
  }
}

extension IsoboleRow {
  fileprivate var key: CombinedCells.Key {
    .init(cellLine: cellLine, genotype: genotype, drugA: drugA, drugB: drugB, hours: hours)
  }
}

extension CombinationRow {
  fileprivate var key: CombinedCells.Key {
    .init(cellLine: cellLine, genotype: genotype, drugA: drugA, drugB: drugB, hours: hours)
  }
}
