import DrugResponse
package import Results

/// Two drugs on cells: models of combination side by side, and whether one restores the sensitivity to the
/// other.
package struct CombinationsRun: Sendable {
  package var source: ResponseSource
  /// Where the tables go; `nil` for no tables.
  package var folder: String?
  /// The genotype whose sensitivity is to be restored; `nil` for the first in the file of each cell line.
  package var reference: String?
  /// The factor up to which doses count as equal.
  package var margin = 2.0
  package var replicates = 1000
  package var seed: UInt64 = 1
  package var threads = 1
  /// Whether results of another experiment may be replaced.
  package var replacesOthers = false

  package init(source: ResponseSource, folder: String? = nil) {
    (self.source, self.folder) = (source, folder)
  }

  /// The files of the run.
  package static let fileNames = [
    CombinationRow.table.fileName, CombinationCellRow.table.fileName,
    IsoboleRow.table.fileName, RestorationRow.table.fileName,
    ResponsePointRow.table.fileName, PlateQualityRow.table.fileName,
  ]

  private struct Piece: Sendable {
    var combinations: [CombinationRow] = []
    var cells: [CombinationCellRow] = []
    var isoboles: [IsoboleRow] = []
    var refused: [CombinationsSummary.Refused] = []
  }

  /// Scores all combinations.
  ///
  /// - Throws: ``CommandFailure`` where the wells allow no analysis, `FileFailure` when a table cannot be
  ///   written.
  package func run() async throws -> CombinationsSummary {
    try source.require(reference: reference)
    let normalized = source.wells.isEmpty ? [] : try source.normalized()
    let all =
      ResponseSeries.combined(normalized) + source.combined.filter { $0.partner != nil }
    guard !all.isEmpty else {
      throw CommandFailure(
        .badData,
        "error: no well has two drugs; expected doses of two drugs together and of each alone")
    }
    var summary = CombinationsSummary()
    var cells: [CombinationCellRow] = []
    var isoboles: [IsoboleRow] = []
    let pipeline = OrderedPipeline(count: all.count, threads: max(1, threads), chunkSize: 1)
    try await pipeline.run { range in
      var piece = Piece()
      for index in range { score(all[index], into: &piece) }
      return piece
    } write: { piece in
      summary.combinations += piece.combinations
      cells += piece.cells
      isoboles += piece.isoboles
      summary.refused += piece.refused
    }
    summary.restoration = restoration(all, alone: ResponseSeries.single(normalized))
    summary.plates = source.quality
    summary.hasStartCounts = source.wells.contains { $0.dayZeroValue != nil }
    guard let folder else { return summary }
    let outputs = try ResponseOutputs(
      try source.claim(folder, names: Self.fileNames, replacesOthers: replacesOthers),
      inputs: source.inputs, isSynthetic: source.isSynthetic,
      parameters: "replicates=\(replicates) margin=\(margin) reference=\(reference ?? "first")",
      seed: seed)
    try outputs.write(summary.combinations)
    try outputs.write(cells)
    try outputs.write(isoboles)
    try outputs.write(summary.restoration)
    try outputs.write(normalized.filter { $0.well.role != .blank }.map(ResponsePointRow.init))
    try outputs.write(summary.plates)
    try outputs.commit()
    return summary
  }

  private func score(_ series: ResponseSeries, into piece: inout Piece) {
    do throws(Checkerboard.Problem) {
      let board = try Checkerboard(series.points)
      let found = try CombinationBootstrap(board, replicates: replicates, seed: seed)
      piece.combinations += CombinationRow.rows(found, of: series)
      piece.cells += CombinationCellRow.rows(found, of: series, board: board)
      piece.isoboles += IsoboleRow.rows(found, of: series, board: board)
    } catch {
      var refused = CombinationsSummary.Refused()
      (refused.cellLine, refused.genotype) = (series.cells.cellLine, series.cells.genotype)
      (refused.drugA, refused.drugB) = (series.drug, series.partner ?? "")
      refused.reason = CombinationRefusal(error)
      piece.refused.append(refused)
    }
  }

  /// For each genotype but the reference, both drugs in turn.
  private func restoration(
    _ all: [ResponseSeries], alone: [ResponseSeries]
  ) -> [RestorationRow] {
    let references = source.references(asked: reference)
    return all.flatMap { series -> [RestorationRow] in
      guard let genotype = references[series.cells.cellLine], series.cells.genotype != genotype
      else {
        return []
      }
      let sensitive = CellPopulation(cellLine: series.cells.cellLine, genotype: genotype)
      return [false, true].flatMap { isTurned -> [RestorationRow] in
        let (drug, partner) =
          isTurned
          ? (series.partner ?? "", series.drug) : (series.drug, series.partner ?? "")
        let wild = all.first {
          $0.cells == sensitive && $0.hours == series.hours && $0.drug == series.drug
            && $0.partner == series.partner
        }
        let single = alone.first {
          $0.cells == sensitive && $0.hours == series.hours && $0.drug == drug
        }
        let slices =
          wild.flatMap { try? Checkerboard(Self.turned($0.points, isTurned)) }
          .map { SensitivitySlices($0) } ?? single.map { SensitivitySlices(alone: $0.curve) }
        guard let slices, let board = try? Checkerboard(Self.turned(series.points, isTurned)) else {
          return []
        }
        let found = SensitivityRestoration(mutant: board, wildType: slices, margin: margin)
        return RestorationRow.rows(
          found, of: series.cells, reference: genotype, drug: drug, partner: partner,
          hours: series.hours)
      }
    }
  }

  private static func turned(_ points: [CombinationPoint], _ isTurned: Bool) -> [CombinationPoint] {
    isTurned
      ? points.map {
        CombinationPoint(doseA: $0.doseB, doseB: $0.doseA, response: $0.response)
      } : points
  }
}
