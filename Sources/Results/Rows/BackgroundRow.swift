public import TumorModel

/// One row of a panel of normal samples: how often they show a change by error.
public struct BackgroundRow: ResultRow, Hashable {
  /// The chromosome.
  public var chromosome = Chromosome.unplaced
  /// The 1-based position; of an insertion, the base before it.
  public var position = 0
  /// The reference bases.
  public var reference = Allele("")
  /// The alternate bases.
  public var alternate = Allele("")
  /// The expected share of alternate reads, in (0, 1).
  public var mean = 0.0
  /// The beta-binomial precision of ``mean``.
  public var precision = 0.0
  /// Normal samples that were used.
  public var normals = 0
  /// Their alternate reads.
  public var alternateReads = 0
  /// All their reads.
  public var depth = 0

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<BackgroundRow>(
    "background.tsv",
    rows:
      "Written by `metachron background` under the name that you give: one row per site and "
      + "change at which normal samples have reads.",
    note:
      "mean: expected share of alternate reads; precision: beta-binomial; normals: samples with "
      + "reads and at most 10 % alternate ones; alt_reads, depth: their reads"
  ) {
    ColumnSet.site(\.chromosome, \.position, \.reference, \.alternate)
    Column(
      "mean", \.mean, unit: .shareOfReads, Bounds(0, 1, includesLow: false),
      meaning: "Expected share of alternate reads")
    Column("precision", \.precision, .positive, meaning: "Beta-binomial precision of `mean`")
    Column(
      "normals", \.normals, unit: .samples, .count,
      meaning: "Normal samples with reads, at most 10 % of them alternate")
    Column(
      "alt_reads", \.alternateReads, unit: .reads, .count,
      meaning: "Alternate reads of these samples"
    )
    Column("depth", \.depth, unit: .reads, .count, meaning: "All reads of these samples")
  }
}
