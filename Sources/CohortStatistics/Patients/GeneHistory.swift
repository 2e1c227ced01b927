/// What one patient's samples and calls come to in one gene of interest.
public struct GeneHistory: Hashable, Sendable {
  /// What the deciding calls of the class asked for come to.
  public internal(set) var reduction = PatientReduction()
  /// Whether a mutation that changes the protein is seen in a primary.
  public internal(set) var isInPrimary = false
  /// Whether one is seen in a non-primary sample.
  public internal(set) var isMutated = false
  /// Whether one of the class asked for is seen in a non-primary sample.
  public internal(set) var isOfClass = false
  /// Whether a comparison was made with a sample that shows one of the class, or has a call of it.
  public internal(set) var isCompared = false
  /// Whether a silent mutation is seen in any sample.
  public internal(set) var hasSilent = false

  /// Creates the history of a gene of which nothing is known.
  public init() {}

  /// How far the patient comes in the funnel.
  ///
  /// - Parameter samples: The patient's samples.
  public func exit(with samples: PatientSamples) -> FunnelExit {
    guard isMutated else {
      if isInPrimary { return .primaryOnly }
      if !samples.hasNonPrimary { return .noLaterSample }
      return hasSilent ? .silentOnly : .notMutated
    }
    if !isOfClass { return .otherClass }
    if samples.count < 2 { return .singleSample }
    if !isCompared { return .noEarlierSample }
    return reduction.outcome == .notAssessable ? .notAssessable : .assessed
  }
}
