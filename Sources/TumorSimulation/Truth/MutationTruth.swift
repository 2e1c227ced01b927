/// What is true of a simulated mutation in the two sampled tissues.
public enum TrueOrigin: String, Hashable, Sendable, CaseIterable {
  /// Absent from the earlier tissue, present in the later one.
  case acquired
  /// In some tumour cells of the earlier tissue, present in the later one.
  case preexistingSubclonal = "preexisting_subclonal"
  /// In all tumour cells of the earlier tissue, present in the later one.
  case preexistingClonal = "preexisting_clonal"
  /// In the earlier tissue alone.
  case lost
  /// In neither.
  case artefact

  /// The origin that follows from the cancer cell fractions in the two tissues.
  public init(earlierFraction: Double, laterFraction: Double) {
    switch (earlierFraction, laterFraction) {
    case (0, 0): self = .artefact
    case (0, _): self = .acquired
    case (_, 0): self = .lost
    case (1..., _): self = .preexistingClonal
    default: self = .preexistingSubclonal
    }
  }
}

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
