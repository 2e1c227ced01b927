public import Results

/// The tables of a cohort that figures draw.
public struct CohortTables: Sendable {
  /// The genes that were asked about.
  public var targets: [CohortTarget] = []
  /// The rows of `fractions.tsv`.
  public var fractions: [CohortFractionRow] = []
  /// The rows of `genes.tsv`.
  public var genes: [CohortGeneRow] = []
  /// The rows of `exclusivity.tsv`.
  public var exclusivity: [CohortExclusivityRow] = []

  /// Creates tables without rows.
  public init() {}
}
