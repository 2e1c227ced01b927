import CohortStatistics
import Foundation
package import Results
import TumorModel
import Wording

extension FurtherPlan {
  /// Reads `cohort.json` of a folder.
  ///
  /// - Throws: `FileFailure` and `TableFailure` where there is no whole cohort, ``CommandFailure``
  ///   where it is without the gene.
  package init(folder: String, gene: String?, width: Double?) throws {
    self.init()
    let cohort = try CohortFolder(opening: folder)
    let (path, summary) = ("\(cohort.path)/\(CohortSummary.fileName)", cohort.summary)
    guard let target = summary.targets.first(where: { gene == nil || $0.gene == gene }),
      let main = summary.fractions(of: target).first(where: \.isMain)
    else {
      throw CommandFailure(
        .badData,
        "\(path): error: the cohort was not made for \(gene ?? "any gene"); expected "
          + Wording.list(summary.targets.map(\.gene))
          + ", or a cohort made with --gene \(gene ?? "GENE")")
    }
    guard main.patients > 0, let estimate = main.estimate, let interval = main.interval,
      let effective = main.effective
    else {
      throw CommandFailure(
        .analysisFailed, "\(path): error: no patient of \(target.gene) is assessable")
    }
    (self.gene, className) = (target.gene, target.className)
    assessable = main.patients
    patients = summary.patients
    patientsByPower =
      summary.powers.first { $0.gene == target.gene && $0.className == target.className }?
      .patientsByPower ?? []
    (mean, low, high) = (estimate, interval.lower, interval.upper)
    let further = FurtherPatients(
      patients: Double(main.patients), effectivePatients: effective, estimate: estimate,
      width: interval.width)
    informativeness = further.informativeness
    let rate = Double(assessable) / Double(max(summary.patients, assessable))
    let widths = width.map { [$0] } ?? [0.4, 0.3, 0.2, 0.1].filter { $0 < interval.width }
    needs = widths.map { width in
      let number = further.needed(forWidth: width)
      let screened = number.map { Double($0) / rate }
      var need = Need()
      (need.width, need.patients) = (width, number)
      need.screened = screened.flatMap { $0 < 1e15 ? Int($0.rounded(.up)) : nil }
      return need
    }
    expectedWidths = [5, 10, 20, 50, 100].map { number in
      var expected = ExpectedWidth()
      (expected.patients, expected.width) = (number, further.expectedWidth(after: number))
      return expected
    }
  }
}
