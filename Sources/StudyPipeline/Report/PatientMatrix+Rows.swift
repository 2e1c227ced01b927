import Figures
import Report
import Results
import TumorModel
import Wording

extension PatientMatrix {
  /// What the samples of a patient show: mutations of drivers first, then those that any sample has most
  /// of.
  ///
  /// - Parameters:
  ///   - leading: The genes that were asked for.
  ///   - drivers: Genes whose calls are told in words.
  ///   - explained: The calls that the page explains.
  init(
    of patient: StudyPatient, leading: [String], drivers: Set<String>, explained: Set<Variant>
  ) {
    let samples = patient.samples
    let places = Dictionary(samples.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let unknown = Cell(sight: .unknown, reads: "no row", fraction: "", shade: nil)
    let calls = Dictionary(
      patient.decidingCalls.compactMap { call in call.variant.map { ($0, call) } }
    ) { first, _ in first }
    var rows: [Variant: Row] = [:]
    var order: [Variant] = []
    for point in patient.trajectories {
      guard let place = places[point.sample] else { continue }
      let isDriver = drivers.contains(point.gene) && point.changesProtein
      var row =
        rows[point.variant]
        ?? {
          order.append(point.variant)
          var row = Row(gene: point.gene, change: point.change, isDriver: isDriver)
          row.cells = samples.map { _ in unknown }
          if let call = calls[point.variant] {
            let look = OriginPalette.look(call.call)
            (row.call, row.color, row.glyph) = (call.call.words, look.color, look.glyph)
            if explained.contains(point.variant) {
              row.anchor = PageAnchor(patient: patient.id, mutation: call.query).text
            }
          }
          return row
        }()
      row.cells[place] = Cell(point)
      rows[point.variant] = row
    }
    func rank(_ row: Row) -> (Int, Int, Double) {
      (
        leading.firstIndex(of: row.gene) ?? leading.count, row.isDriver ? 0 : 1,
        -(row.cells.compactMap(\.shade).max() ?? 0)
      )
    }
    let sorted = order.compactMap { rows[$0] }.enumerated().sorted {
      let (a, b) = (rank($0.element), rank($1.element))
      return a == b ? $0.offset < $1.offset : a < b
    }
    self.init(
      samples: samples.map { "\($0.id), \($0.dayWords.lowercased())" },
      rows: sorted.map(\.element))
  }
}

extension PatientMatrix.Cell {
  fileprivate init(_ point: TrajectoryRow) {
    let sight: PatientMatrix.Sight =
      if let alternate = point.alternate, point.depth != nil {
        alternate > 0 ? .seen : .clean
      } else {
        point.missing == .withoutCounts ? .listed : .unknown
      }
    // Without a read the fraction is one that the sample might have: the table has no word of it.
    let isShown = sight != .clean && point.cellFraction != nil
    self.init(
      sight: sight, reads: point.missing?.words ?? point.readsWords + Self.share(of: point),
      fraction: isShown ? point.fractionWords : "",
      shade: sight == .unknown || !isShown
        ? nil : point.cellFraction.map { (100 * $0).rounded() / 100 })
  }

  /// The share of the reads with the mutation, where there are any.
  private static func share(of point: TrajectoryRow) -> String {
    guard let alternate = point.alternate, let depth = point.depth, alternate > 0, depth > 0 else {
      return ""
    }
    return " (\(Wording.percent(Double(alternate) / Double(depth))))"
  }
}
