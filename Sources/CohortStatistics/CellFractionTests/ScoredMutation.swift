/// A mutation of one patient with what its reads say, for tests that exchange gene labels.
public struct ScoredMutation: Hashable, Sendable {
  /// The patient, any number that is the patient's own.
  public let patient: Int
  /// The gene, any number that is the gene's own.
  public let gene: Int
  /// `P(c < c* | reads)` under one distribution for all mutations of all patients, blind to genes:
  /// ``CellFractionDistribution/probability(below:given:)``; in `0...1`.
  public let probabilityBelow: Double
  /// The cancer cell fraction from which on the earlier sample would have shown it; `nil` if unknown.
  public let detectionLimit: Double?

  /// Creates a mutation.
  ///
  /// - Parameters:
  ///   - patient: The patient.
  ///   - gene: The gene.
  ///   - probabilityBelow: In `0...1`; anything else traps.
  ///   - detectionLimit: At least 0; `nil` if unknown.
  public init(
    patient: Int, gene: Int, probabilityBelow: Double, detectionLimit: Double? = nil
  ) {
    precondition(probabilityBelow >= 0 && probabilityBelow <= 1, "a probability within 0...1")
    self.patient = patient
    self.gene = gene
    self.probabilityBelow = probabilityBelow
    self.detectionLimit = detectionLimit
  }
}
