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
    guard
      let ratios = summary.likelihoodRatios.first(where: { gene == nil || $0.gene == gene }),
      ratios.logs.count == ratios.counts.count, ratios.logs.allSatisfy({ !$0.isNaN }),
      ratios.counts.allSatisfy({ $0 > 0 && $0 <= 10_000_000 })
    else {
      throw CommandFailure(
        .badData,
        "\(path): error: the cohort was not made for \(gene ?? "any gene"); expected "
          + Wording.list(summary.likelihoodRatios.map(\.gene))
          + ", or a cohort made with --gene \(gene ?? "GENE")")
    }
    var tally = CohortGathering.emptyRatios
    for (value, count) in zip(ratios.logs, ratios.counts) { tally.add(value, count: count) }
    guard tally.count > 0 else {
      throw CommandFailure(
        .analysisFailed, "\(path): error: no patient of \(ratios.gene) is assessable")
    }
    self.gene = ratios.gene
    className = ratios.className
    assessable = tally.count
    patients = summary.patients
    patientsByPower = ratios.patientsByPower
    let posterior = CohortAnalysis.posterior(tally, prior: .uniform)
    let interval = posterior.interval()
    (mean, low, high) = (posterior.mean, interval.lower, interval.upper)
    let further = FurtherPatients(
      posterior: posterior, logLikelihoodRatios: tally.sample(of: 2_000))
    informativeness = further.informativeness
    let rate = Double(tally.count) / Double(max(summary.patients, tally.count))
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
