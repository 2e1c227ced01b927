/// Reads over sites that were not counted, by cause: what makes a depth lower than the file seems to
/// promise.
public struct LeftOutReads: Hashable, Sendable {
  /// Reads over at least one site, those that were left out included; parts of reads and second
  /// places of a read are not.
  public var reads = 0
  /// Reads that are marked as duplicates.
  public var duplicates = 0
  /// Reads that failed the quality control of the sequencer.
  public var failed = 0
  /// Reads with a mapping quality below the lowest that counts.
  public var poorlyMapped = 0
  /// Reads whose mate lies elsewhere than expected.
  public var orphans = 0
  /// Bases at sites, of reads that were not left out.
  public var bases = 0
  /// Those with a quality below the lowest that counts.
  public var poorBases = 0

  /// All reads that were left out.
  public var number: Int { duplicates + failed + poorlyMapped + orphans }

  /// Creates a tally of no read.
  public init() {}
}
