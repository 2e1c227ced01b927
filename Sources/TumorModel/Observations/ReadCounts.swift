/// The reads at a variant's locus in one sample.
public struct ReadCounts: Hashable, Sendable {
  /// Reads that carry the alternate allele.
  public let alternate: Int32
  /// All reads that were counted, the alternate ones included.
  public let depth: Int32

  /// Creates counts, or `nil` unless `0 <= alternate <= depth`.
  public init?(alternate: Int, depth: Int) {
    guard alternate >= 0, alternate <= depth, depth <= Int(Int32.max) else { return nil }
    (self.alternate, self.depth) = (Int32(alternate), Int32(depth))
  }

  /// The share of alternate reads, or `nil` at depth 0.
  public var variantAlleleFrequency: Double? {
    depth == 0 ? nil : Double(alternate) / Double(depth)
  }
}

/// What is known about a variant's locus in one sample.
public enum SiteObservation: Hashable, Sendable {
  /// Reads were counted there; depth may be 0.
  case counted(ReadCounts)
  /// The caller did not list the variant: its rule failed, at an unknown depth.
  case uncalled
  /// The variant is listed, without counts.
  case withoutCounts
  /// The caller says that the sample has the reference alone, and more of its reads show something
  /// else than errors explain: what they show is not told.
  case otherReads
  /// The assay does not cover the locus, or nothing is known about it. This is never the same as no
  /// reads.
  case notAssayed

  /// The counts, where there are any.
  public var counts: ReadCounts? {
    if case .counted(let counts) = self { counts } else { nil }
  }
}
