public import Results

/// A gene and the class of its mutations that counts.
public struct GeneClass: Hashable, Sendable {
  /// The gene's symbol.
  public var gene: String
  /// The class, such as `activating`; `nil` for all mutations that change the protein.
  public var className: String?

  /// The name in tables of all mutations that change the protein.
  public static let any = "any"

  /// Takes a gene and a class as tables write it.
  public init(gene: String, className: String) {
    self.gene = gene
    self.className = className == Self.any ? nil : className
  }

  /// `ERBB2 (activating)`, or the gene alone.
  public var title: String { className.map { "\(gene) (\($0))" } ?? gene }
}

/// The tables of a cohort that figures draw.
public struct CohortTables: Sendable {
  /// The genes that were asked about.
  public var targets: [GeneClass] = []
  /// The rows of `fractions.tsv`.
  public var fractions: [CohortFractionRow] = []
  /// The rows of `genes.tsv`.
  public var genes: [CohortGeneRow] = []
  /// The rows of `exclusivity.tsv`.
  public var exclusivity: [CohortExclusivityRow] = []

  /// Creates tables without rows.
  public init() {}
}
