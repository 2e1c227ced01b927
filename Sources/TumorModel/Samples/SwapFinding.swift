/// A sample that appears to belong to a different patient than the study states, or a similar
/// suspicion.
public struct SwapFinding: Hashable, Sendable {
  /// The kind of suspicion.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Two patients have exchanged a sample each; where each has two samples, it is not known which
    /// one.
    case exchanged
    /// The sample appears to belong to the other patient.
    case misplaced
    /// All samples of both patients appear to be from one person: one patient under two names.
    case samePerson = "same_person"
    /// Samples of two people share rare mutations: DNA of one is in the other.
    case contamination

    /// Whether the sample's own patient is in doubt, so that no origin can be called with it.
    public var forbidsLabels: Bool { self == .exchanged || self == .misplaced }
  }

  /// The basis of the suspicion.
  public enum Evidence: String, Hashable, Sendable, CaseIterable {
    /// Inherited variants.
    case germline
    /// Rare somatic mutations.
    case mutations
  }

  /// The kind of suspicion.
  public var kind: Kind
  /// The patient to whom the study assigns the sample.
  public var patient: String
  /// The sample.
  public var sample: String
  /// The other patient; for a misplaced sample, the one to whom it appears to belong.
  public var otherPatient: String
  /// The other patient's most similar sample.
  public var otherSample: String
  /// The basis of the suspicion.
  public var evidence: Evidence
  /// Inherited variants compared between the two samples.
  public var sites: Int
  /// The log-likelihood ratio of one person against two, in nats; `nil` without inherited variants.
  public var logLikelihoodRatio: Double?
  /// Rare mutations that both samples have.
  public var sharedMutations: Int
  /// The same for its own patient's most similar sample; `nil` where there is none.
  public var ownSharedMutations: Int?

  /// Creates a finding.
  public init(
    kind: Kind, patient: String, sample: String, otherPatient: String, otherSample: String,
    evidence: Evidence, sites: Int, logLikelihoodRatio: Double?, sharedMutations: Int,
    ownSharedMutations: Int?
  ) {
    self.kind = kind
    self.patient = patient
    self.sample = sample
    self.otherPatient = otherPatient
    self.otherSample = otherSample
    self.evidence = evidence
    self.sites = sites
    self.logLikelihoodRatio = logLikelihoodRatio
    self.sharedMutations = sharedMutations
    self.ownSharedMutations = ownSharedMutations
  }

  /// Whether the sample's own patient is in doubt, so that no origin can be called with it.
  public var forbidsLabels: Bool { kind.forbidsLabels }
}
