/// What one patient contributes to a cohort.
public struct CohortPatient: Sendable {
  /// One gene in the patient, by the number of its name.
  public struct Gene: Sendable {
    /// The number of the gene's name.
    public var gene: Int
    /// Whether a mutation that changes the protein is seen in a non-primary sample.
    public var isMutated = false
    /// Whether one is seen in a primary.
    public var isInPrimary = false
    /// The outcome of the patient's calls for the gene; `nil` without calls.
    public var outcome: CohortOutcome?

    /// Creates a gene about which nothing is known.
    public init(gene: Int) { self.gene = gene }
  }

  /// Whether the patient has a non-primary sample.
  public var hasLaterSample = false
  /// Whether a comparison of an earlier and a later sample is informative.
  public var isComparable = false
  /// The genes in which the patient has a mutation that changes the protein.
  public var genes: [Gene] = []

  /// Creates a patient about whom nothing is known.
  public init() {}
}
