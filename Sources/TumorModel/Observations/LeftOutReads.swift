/// Reads that were not counted, by cause: what makes a depth lower than the file seems to promise.
///
/// Each read stands under its first cause, in this order. Parts of reads, second places of a read and
/// reads without a place are none of them.
public struct LeftOutReads: Hashable, Sendable {
  /// Reads that are marked as duplicates.
  public var duplicates = 0
  /// Reads that failed the quality control of the sequencer.
  public var failed = 0
  /// Reads with a mapping quality below the lowest that counts.
  public var poorlyMapped = 0
  /// Reads whose mate lies elsewhere than expected.
  public var orphans = 0
  /// Reads whose base at the site has a quality below the lowest that counts.
  public var poorBases = 0

  /// Creates a tally of no read.
  public init() {}

  /// All of them.
  public var total: Int { duplicates + failed + poorlyMapped + orphans + poorBases }

  /// Adds those of another site.
  public static func += (left: inout LeftOutReads, right: LeftOutReads) {
    left.duplicates += right.duplicates
    left.failed += right.failed
    left.poorlyMapped += right.poorlyMapped
    left.orphans += right.orphans
    left.poorBases += right.poorBases
  }
}
