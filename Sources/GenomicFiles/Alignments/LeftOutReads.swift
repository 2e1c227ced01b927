/// Reads at a site that were not counted, by cause: what makes a depth lower than the file seems to
/// promise.
///
/// Each read stands under its first cause, in this order. Parts of reads, second places of a read and
/// reads without a place are none of them.
public struct LeftOutReads: Hashable, Sendable {
  /// Reads that are marked as duplicates.
  public var duplicates: Int32 = 0
  /// Reads that failed the quality control of the sequencer.
  public var failed: Int32 = 0
  /// Reads with a mapping quality below the lowest that counts.
  public var poorlyMapped: Int32 = 0
  /// Reads whose mate lies elsewhere than expected.
  public var orphans: Int32 = 0
  /// Reads whose base at the site has a quality below the lowest that counts.
  public var poorBases: Int32 = 0

  /// Creates a tally of no read.
  public init() {}
}
