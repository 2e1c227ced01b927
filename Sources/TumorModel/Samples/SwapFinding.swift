/// A sample that looks to be of another patient than the study says, or a like suspicion.
public struct SwapFinding: Hashable, Sendable {
  /// What it looks like.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Two patients have exchanged a sample each; which of the two ways round is not known where
    /// each has two samples.
    case exchanged
    /// The sample looks to be of the other patient.
    case misplaced
    /// All samples of both patients look to be of one person: one patient under two names.
    case samePerson = "same_person"
    /// Samples of two people share rare mutations: DNA of one is in the other.
    case contamination
  }

  /// What the suspicion rests on.
  public enum Evidence: String, Hashable, Sendable, CaseIterable {
    /// Inherited variants.
    case germline
    /// Rare somatic mutations.
    case mutations
  }

  /// What it looks like.
  public var kind: Kind
  /// The patient whom the study gives the sample to.
  public var patient: String
  /// The sample.
  public var sample: String
  /// The other patient; of a misplaced sample the one whom it looks to be of.
  public var otherPatient: String
  /// The other patient's sample that is most alike.
  public var otherSample: String
  /// What the suspicion rests on.
  public var evidence: Evidence
  /// Inherited variants compared between the two samples.
  public var sites: Int
  /// One person against two, in nats; `nil` without inherited variants.
  public var logLikelihoodRatio: Double?
  /// Rare mutations that both samples have.
  public var sharedMutations: Int
  /// The same between the sample and its own patient's most alike one; `nil` where it has none.
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
  public var forbidsLabels: Bool { kind == .exchanged || kind == .misplaced }
}
