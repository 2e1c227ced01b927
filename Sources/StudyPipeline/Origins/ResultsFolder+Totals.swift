package import Figures
package import Results
import TumorModel

/// A summary repeats what the tables hold; what people see of both has to be one.
extension ResultsFolder {
  /// The funnels of the genes that were asked for.
  ///
  /// - Throws: As ``summary()`` and ``requireFunnels(of:)``.
  func funnels() throws -> [GeneFunnel] {
    let summary = try summary()
    try requireFunnels(of: summary)
    return summary.funnels
  }

  /// Checks a summary's funnels against those of the tables, made as a cohort makes them.
  ///
  /// - Throws: `TableFailure` where they differ, or a table is damaged.
  /// - Complexity: O(bytes of the tables).
  package func requireFunnels(of summary: OriginsSummary) throws {
    let targets = summary.genes.map { CohortTarget(gene: $0.gene, className: $0.className) }
    if targets.isEmpty { return }
    var gathering = CohortGathering(targets: targets, others: [], keepsFoldersApart: false)
    _ = try gathering.read(ResultsStream(self), number: 1, folders: [path]) { _ in }
    let rows = CohortAnalysis(
      gathering: gathering, others: [], minimumPatients: 1
    ).funnelRows()
    for gene in summary.genes {
      let found = rows.filter { $0.gene == gene.gene && $0.className == gene.className }
      if found != gene.funnel { throw differs("funnel of \(gene.gene)") }
    }
  }

  /// Checks a summary's totals against the calls of patients.
  ///
  /// - Throws: `TableFailure` where they differ.
  package func require(_ summary: OriginsSummary, of patients: [StudyPatient]) throws {
    var calls = KindCounts<OriginLabel>()
    for patient in patients {
      for call in OriginRow.counted(patient.calls) { calls[call.call] += 1 }
    }
    if calls != summary.calls { throw differs("number of calls") }
    if manifest.patients.count != summary.patients { throw differs("number of patients") }
  }

  private func differs(_ what: String) -> TableFailure {
    TableFailure(
      path: "\(path)/\(OriginsSummary.fileName)",
      "the \(what) is not that of \(path)/\(OriginRow.table.fileName); expected the files that one "
        + "run wrote, unchanged")
  }
}
