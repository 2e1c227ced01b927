package import DrugResponse
package import Results
import Wording

/// The responses of cells to single drugs: curves, comparisons of genotypes and the quality of plates.
package struct ResponseCurvesRun: Sendable {
  package var source: ResponseSource
  /// Where the tables go; `nil` for no tables.
  package var folder: String?
  /// How points far from the curve count.
  package var loss = CurveOptions.Loss.squares
  /// The genotype that others are compared with; `nil` for the first in the file of each cell line.
  package var reference: String?
  /// Whether profile intervals are computed beside t intervals.
  package var hasProfiles = false
  /// Whether results of another experiment may be replaced.
  package var replacesOthers = false

  package init(source: ResponseSource, folder: String? = nil) {
    (self.source, self.folder) = (source, folder)
  }

  /// The files of the run.
  package static let fileNames = [
    ResponseCurveRow.table.fileName, ResponseComparisonRow.table.fileName,
    ResponsePointRow.table.fileName, ResponseLineRow.table.fileName,
    PlateQualityRow.table.fileName,
  ]

  /// Fits all curves.
  ///
  /// - Throws: ``CommandFailure`` where the wells allow no analysis, `FileFailure` when a table cannot be
  ///   written.
  package func run() throws -> ResponseCurvesSummary {
    try source.require(reference: reference)
    let normalized = source.wells.isEmpty ? [] : try source.normalized()
    var summary = ResponseCurvesSummary()
    summary.plates = source.quality
    var lines: [ResponseLineRow] = []
    for measure in ResponseSeries.Measure.allCases {
      let all =
        ResponseSeries.single(normalized, measure)
        + (measure == .viability ? source.combined.flatMap(\.alone) : [])
      let fits = all.map { try? HillFitter(options: options(measure)).outcome($0.curve) }
      for (series, outcome) in zip(all, fits) {
        summary.curves.append(
          ResponseCurveRow(series, measure, outcome, hasProfiles: hasProfiles))
        lines += ResponseLineRow.rows(series, measure, outcome)
      }
      summary.comparisons += comparisons(all, fits, measure)
    }
    guard !summary.curves.isEmpty else {
      throw CommandFailure(
        .badData,
        "error: no well has one drug alone; expected doses of a single drug, or metachron response "
          + "combinations for pairs")
    }
    guard let folder else { return summary }
    let outputs = try ResponseOutputs(
      try source.claim(folder, names: Self.fileNames, replacesOthers: replacesOthers),
      inputs: source.inputs, isSynthetic: source.isSynthetic,
      parameters: "loss=\(loss.name) profile=\(hasProfiles) reference=\(reference ?? "first")",
      seed: nil)
    try outputs.write(summary.curves)
    try outputs.write(summary.comparisons)
    try outputs.write(normalized.filter { $0.well.role != .blank }.map(ResponsePointRow.init))
    try outputs.write(lines)
    try outputs.write(summary.plates)
    try outputs.commit()
    return summary
  }

  private func options(_ measure: ResponseSeries.Measure) -> CurveOptions {
    if measure == .growthRate { return GrowthRateInhibition.curveOptions(loss: loss) }
    var options = CurveOptions(loss: loss)
    options.isRelativeToUntreated = measure == .viability
    return options
  }

  /// Each genotype against the reference genotype of its cell line, drug and time.
  private func comparisons(
    _ all: [ResponseSeries], _ fits: [CurveOutcome?], _ measure: ResponseSeries.Measure
  ) -> [ResponseComparisonRow] {
    let references = source.references(asked: reference)
    return all.indices.compactMap { index -> ResponseComparisonRow? in
      let series = all[index]
      guard let genotype = references[series.cells.cellLine], series.cells.genotype != genotype,
        let other = all.indices.first(where: {
          all[$0].cells == CellPopulation(cellLine: series.cells.cellLine, genotype: genotype)
            && all[$0].drug == series.drug && all[$0].hours == series.hours
        })
      else { return nil }
      var row = ResponseComparisonRow()
      (row.cellLine, row.genotype) = (series.cells.cellLine, series.cells.genotype)
      (row.reference, row.drug, row.hours) = (genotype, series.drug, series.hours)
      row.measure = measure
      if let one = fits[index]?.fit, let two = fits[other]?.fit,
        let change = FoldChange(of: one, over: two, ResponseCurveRow.question(measure))
      {
        (row.foldChange, row.foldP) = (IntervalFields(change.ratio), change.pValue)
      }
      let groups = [series.curve, all[other].curve]
      if let test = try? SumOfSquaresTest.sameCurve(groups, options: options(measure)),
        test.statistic.isFinite
      {
        (row.statistic, row.numerator, row.denominator) = (
          test.statistic, test.numerator, test.denominator
        )
        row.curveP = test.pValue
      }
      return row
    }
  }
}

extension CurveOptions.Loss {
  /// The name in parameters.
  package var name: String {
    switch self {
    case .squares: "squares"
    case .huber: "huber"
    case .biweight: "biweight"
    }
  }
}

extension ResponseSource {
  /// The wells relative to those without drug.
  ///
  /// - Throws: ``CommandFailure`` with all problems that prevent it.
  func normalized() throws -> [NormalizedWell] {
    let problems = PlateCheck.problems(in: wells).filter(\.preventsAnalysis)
    guard problems.isEmpty else {
      let path = inputs.first ?? ""
      throw CommandFailure(
        .badData,
        problems.prefix(Self.told).map { "\(path): error: \($0.words)" }.joined(separator: "\n")
          + (problems.count > Self.told ? "\nand \(problems.count - Self.told) more" : ""))
    }
    return try NormalizedWell.normalize(wells)
  }

  private static let told = 20

  /// The quality of each plate at each time.
  var quality: [PlateQualityRow] {
    struct Key: Hashable {
      let plate: String
      let hours: Double
    }
    let groups = Dictionary(grouping: wells) { well in Key(plate: well.plate, hours: well.hours) }
    var seen: Set<Key> = []
    return wells.compactMap { well in
      let key = Key(plate: well.plate, hours: well.hours)
      guard seen.insert(key).inserted else { return nil }
      return PlateQualityRow(plate: key.plate, hours: key.hours, wells: groups[key] ?? [])
    }
  }

  /// Checks that a genotype that others are to be compared with is in the file.
  ///
  /// - Throws: ``CommandFailure`` where no cell line has it.
  func require(reference: String?) throws {
    guard let reference else { return }
    let known = (wells.map(\.cells) + combined.map(\.cells)).map(\.genotype).distinct
    guard !known.contains(reference) else { return }
    let named = known.filter { !$0.isEmpty }
    throw CommandFailure(
      .badData,
      "\(inputs.first ?? ""): error: no cells have the genotype '\(reference)'; expected "
        + (named.isEmpty ? "a table with genotypes" : "one of \(Wording.list(named))"))
  }

  /// The genotype that those of each cell line are compared with: the one asked for where a line has it, else the first.
  func references(asked: String?) -> [String: String] {
    var references: [String: String] = [:]
    for cells in wells.lazy.map(\.cells) + combined.map(\.cells) {
      if references[cells.cellLine] == nil || cells.genotype == asked {
        references[cells.cellLine] = cells.genotype
      }
    }
    return references
  }

  /// Takes the folder of the tables.
  ///
  /// - Throws: ``CommandFailure`` where files of another's stand in the way.
  func claim(_ folder: String, names: [String], replacesOthers: Bool) throws -> OutputSet {
    if !replacesOthers { try FormerResults(folder).requireOwn(names) }
    return try OutputSet(folder: folder, own: Set(names))
  }
}
