import Figures
import Results
import Wording

extension FigureInput {
  /// Takes the tables and funnels of a cohort, and the genes that it was asked for.
  ///
  /// - Throws: `FileFailure` and `TableFailure` where a table cannot be read.
  mutating func take(_ folder: CohortFolder) throws {
    var tables = CohortTables()
    tables.targets = folder.summary.targets
    tables.fractions = try folder.rows(of: CohortFractionRow.self)
    tables.genes = try folder.rows(of: CohortGeneRow.self)
    tables.exclusivity = try folder.rows(of: CohortExclusivityRow.self)
    cohort = tables
    funnels = tables.targets.map { GeneFunnel($0, rows: folder.summary.funnel) }
    leading = folder.summary.targets.map(\.gene)
  }
}

extension OriginsSummary {
  /// The funnels of the genes that were asked for.
  var funnels: [GeneFunnel] {
    genes.map {
      GeneFunnel(CohortTarget(gene: $0.gene, className: $0.className), rows: $0.funnel)
    }
  }
}
