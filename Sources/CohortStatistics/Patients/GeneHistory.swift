/// The result of one patient's samples and calls for one gene of interest.
public struct GeneHistory: Hashable, Sendable {
  /// The result of the deciding calls of the requested class.
  public internal(set) var reduction = PatientReduction()
  /// Whether a mutation that changes the protein is seen in a primary.
  public internal(set) var isInPrimary = false
  /// Whether one is seen in a non-primary sample.
  public internal(set) var isMutated = false
  /// Whether one of the requested class is seen in a non-primary sample.
  public internal(set) var isOfClass = false
  /// Whether a comparison was made with a sample that shows a mutation of the class or has a call
  /// of one.
  public internal(set) var isCompared = false
  /// Whether a non-primary sample's assay looks at the gene, or nothing tells.
  public internal(set) var isCovered = true
  /// Whether a silent mutation is seen in any sample.
  public internal(set) var hasSilent = false

  /// Creates the history of a gene about which nothing is known.
  public init() {}

  /// How far the patient gets in the funnel.
  ///
  /// - Parameter samples: The patient's samples.
  public func exit(with samples: PatientSamples) -> FunnelExit {
    guard isMutated else {
      if !isCovered, samples.hasNonPrimary { return .notCovered }
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
