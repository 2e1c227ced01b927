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
