package import CohortStatistics
package import Results
import TumorModel

extension CohortAnalysis {
  /// The thresholds of the table, that of the answer first.
  private static let thresholds =
    [ProportionBelowThreshold.mainThreshold]
    + ProportionBelowThreshold.standardThresholds.filter {
      $0 != ProportionBelowThreshold.mainThreshold
    }

  /// The rows of `fractions.tsv`.
  package func fractionRows() throws(CellFractionError) -> [CohortFractionRow] {
    var rows: [CohortFractionRow] = []
    for (target, gathered) in zip(targets, gathering.gathered) {
      rows += try Self.rows(target, gathered.curves)
    }
    return try rows + otherRows()
  }

  private static func rows(
    _ target: CohortTarget, _ curves: TargetCurves
  ) throws(CellFractionError) -> [CohortFractionRow] {
    let absence = try PrimaryAbsence(
      curves.main, thresholds: thresholds, variations: curves.varied)
    var rows: [CohortFractionRow] = []
    for answer in absence.answers {
      let main = CohortFractionRow(answer.main, of: target)
      rows.append(main)
      rows += answer.varied.map {
        CohortFractionRow($0.proportion, of: target, varied: .assumption($0.assumption))
      }
      func range(_ varied: FractionVariation, _ interval: ProportionInterval) {
        var row = main
        row.varied = varied
        (row.estimate, row.bestLow, row.bestHigh) = (nil, nil, nil)
        (row.effective, row.effectiveBelow) = (nil, nil)
        (row.low, row.high) = (interval.lower, interval.upper)
        rows.append(row)
      }
      if !answer.varied.isEmpty { range(.union, answer.union) }
      if let left = answer.rangeLeavingOneOut, main.patients > 1 { range(.leaveOneOut, left) }
      if main.withoutReads > 0 { range(.missing, answer.main.limits()) }
    }
    var strict = CohortFractionRow()
    (strict.gene, strict.className, strict.threshold) = (target.gene, target.className, 0)
    strict.patients = Int(curves.main.patients.rounded())
    strict.withoutReads = Int(curves.main.patientsWithoutReads.rounded())
    (strict.low, strict.high) = (0, absence.strictAbsence.upperLimit)
    return rows + [strict]
  }

  /// Genes that were not asked for, by name.
  private func otherRows() throws(CellFractionError) -> [CohortFractionRow] {
    let names = gathering.reader.names.genes.names
    let asked = Set(targets.filter(\.isAnyClass).map(\.gene))
    var rows: [CohortFractionRow] = []
    try gathering.curves.forEachGene(ofAtLeast: minimumPatients) {
      (gene: Int, curves: CellFractionCurves) throws(CellFractionError) in
      guard !asked.contains(names[gene]) else { return }
      rows.append(
        CohortFractionRow(
          try ProportionBelowThreshold(
            curves, threshold: ProportionBelowThreshold.mainThreshold),
          of: CohortTarget(gene: names[gene], className: .any)))
    }
    return rows.sorted { $0.gene < $1.gene }
  }
}
