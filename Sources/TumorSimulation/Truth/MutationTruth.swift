/// The truth of one mutation of a simulated patient.
public struct MutationTruth: Hashable, Sendable {
  /// The cancer cell fraction in the earlier tissue; `nil` where none was taken.
  public var earlierFraction: Double?
  /// The cancer cell fraction in the later tissue.
  public var laterFraction: Double
  /// Mutated copies per mutated tumour cell of the earlier tissue; 0 where it is absent.
  public var earlierMultiplicity: Int
  /// Mutated copies per mutated tumour cell of the later tissue; 0 where it is absent.
  public var laterMultiplicity: Int
  /// Whether the mutation was in the trunk, and the earlier tissue lost the allele that bore it.
  public var isDeletedEarlier: Bool
  /// Whether the two biopsies are of one tumour.
  public var isRelated: Bool

  /// The origin in the sampled tissues; `nil` where no earlier tissue was taken.
  public var origin: TrueOrigin? {
    earlierFraction.map { TrueOrigin(earlierFraction: $0, laterFraction: laterFraction) }
  }

  /// Creates a truth.
  public init(
    earlierFraction: Double?, laterFraction: Double, earlierMultiplicity: Int,
    laterMultiplicity: Int, isDeletedEarlier: Bool, isRelated: Bool
  ) {
    self.earlierFraction = earlierFraction
    self.laterFraction = laterFraction
    self.earlierMultiplicity = earlierMultiplicity
    self.laterMultiplicity = laterMultiplicity
    self.isDeletedEarlier = isDeletedEarlier
    self.isRelated = isRelated
  }
}
