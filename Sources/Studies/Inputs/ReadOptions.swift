public import DelimitedText
public import GenomicFiles
public import TumorModel

/// Choices about how a study is read.
public struct ReadOptions: Hashable, Sendable {
  /// The reference assembly, whatever the tables say; `nil` to take theirs.
  public var build: GenomeBuild?
  /// The reference genome as indexed FASTA: for CRAM, and to left-align indels.
  public var reference: String?
  /// Names in a VCF's FILTER column that do not keep a record out; `PASS` never does.
  public var includedFilters: Set<String>
  /// A table of error rates that `metachron background` wrote.
  public var background: String?
  /// Samples in the order they were taken, for files that tell none.
  public var sampleOrder: [String]
  /// What becomes of rows that cannot be read, in tables of many rows.
  public var rows = RowPolicy()
  /// Which reads and bases of alignment files count.
  public var counting = CountingOptions()
  /// Counts of alignment files that were read before; those that are read now are added to it.
  public var knownCounts: KnownCounts?
  /// Threads that read alignment files.
  public var threads = 1
  /// Whether a study that does not tell which sample was taken first is warned of.
  public var needsOrder = true

  /// Creates the choices.
  public init(
    build: GenomeBuild? = nil, reference: String? = nil, includedFilters: Set<String> = [],
    background: String? = nil, sampleOrder: [String] = []
  ) {
    self.build = build
    self.reference = reference
    self.includedFilters = includedFilters
    self.background = background
    self.sampleOrder = sampleOrder
  }
}
