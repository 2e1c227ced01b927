import CohortStatistics
package import Results
import TumorModel

extension CohortAnalysis {
  /// The rows of `therapy.tsv`.
  package func therapyRows() throws -> [CohortTherapyRow] {
    let names = gathering.reader.names.treatments.names
    var rows: [CohortTherapyRow] = []
    for (target, gathered) in zip(targets, gathering.gathered) {
      let classes = Set(gathered.curves.treated.flatMap(\.classes))
      for number in classes.sorted(by: { names[$0] < names[$1] }) {
        rows.append(
          try Self.row(target, names[number], number, patients: gathered.curves.treated))
      }
    }
    return rows
  }

  private static func row(
    _ target: CohortTarget, _ name: String, _ number: Int, patients: [TargetCurves.Treated]
  ) throws(CellFractionError) -> CohortTherapyRow {
    let most = CellFractionCurves.mostReported
    var exposed = CellFractionCurves(mostDistinct: most)
    var unexposed = CellFractionCurves(mostDistinct: most)
    var all: [ThresholdAssociation.Patient] = []
    for patient in patients {
      let isExposed = patient.classes.contains(number)
      let curves = patient.falls.map(CellFractionCurve.init)
      if isExposed {
        try exposed.add(mutations: curves)
      } else {
        try unexposed.add(mutations: curves)
      }
      all.append(
        ThresholdAssociation.Patient(
          curves: curves, exposure: isExposed ? 1 : 0, stratum: patient.stratum))
    }
    var row = CohortTherapyRow()
    (row.gene, row.className, row.treatment) = (target.gene, target.className, name)
    row.exposed = Int(exposed.patients.rounded())
    row.unexposed = Int(unexposed.patients.rounded())
    guard row.exposed > 0, row.unexposed > 0 else {
      row.note = .oneSided
      return row
    }
    let difference = try ProportionDifference(
      exposed, unexposed, threshold: CohortSummary.threshold)
    let (one, two) = (difference.first.interval, difference.second.interval)
    (row.exposedLow, row.exposedHigh) = (one.lower, one.upper)
    (row.unexposedLow, row.unexposedHigh) = (two.lower, two.upper)
    (row.differenceLow, row.differenceHigh) = (difference.lower, difference.upper)
    let test = try ThresholdAssociation(all, threshold: CohortSummary.threshold)
    (row.z, row.p, row.information) = (test.z, test.pValue, test.information)
    return row
  }
}
