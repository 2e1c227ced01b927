import HTSlib

/// Which reads and bases are counted.
public struct CountingOptions: Hashable, Sendable {
  /// Reads with any of these SAM flags are left out: unmapped, secondary, failing quality control,
  /// duplicate and supplementary.
  public static let excludedFlags: UInt16 =
    AlignedRead.Flag.unmapped | AlignedRead.Flag.secondary | AlignedRead.Flag.failedQuality
    | AlignedRead.Flag.duplicate | AlignedRead.Flag.supplementary

  /// The lowest mapping quality, on the Phred scale; 20 is an alignment that is wrong once in 100.
  public var minimumMappingQuality: Int
  /// The lowest base quality, on the Phred scale; 13 is a base that is wrong once in 20.
  public var minimumBaseQuality: Int
  /// Whether reads whose mate lies elsewhere than expected are left out, as samtools does unless
  /// it is told to count orphans.
  public var requiresProperPairs: Bool
  /// Whether a fragment that both mates show at a site counts once.
  public var mergesMates: Bool

  /// Creates the choices.
  public init(
    minimumMappingQuality: Int = 20, minimumBaseQuality: Int = 13,
    requiresProperPairs: Bool = true, mergesMates: Bool = true
  ) {
    self.minimumMappingQuality = minimumMappingQuality
    self.minimumBaseQuality = minimumBaseQuality
    self.requiresProperPairs = requiresProperPairs
    self.mergesMates = mergesMates
  }
}
