/// Whether two samples are from one person.
public enum IdentityVerdict: String, Hashable, Sendable, CaseIterable {
  /// Inherited variants agree.
  case match
  /// Inherited variants are those of two people.
  case mismatch
  /// Too few inherited variants were read in both to tell.
  case undecided
  /// No inherited variant was read in both.
  case notTested = "not_tested"
}

/// What is known about the identity of a pair of samples.
public struct PairIdentity: Hashable, Sendable {
  /// Whether the two are from one person.
  public var verdict: IdentityVerdict
  /// The log-likelihood ratio of one person against two, in nats; `nil` where nothing was compared.
  public var logLikelihoodRatio: Double?
  /// Inherited variants read well enough in both.
  public var sites: Int
  /// The patient to whom the earlier sample appears to belong, if that is another one.
  public var earlierOwner: SampleOwner?
  /// The patient to whom the later sample appears to belong, if that is another one.
  public var laterOwner: SampleOwner?

  /// Creates the identity; by default, nothing is known.
  public init(
    verdict: IdentityVerdict = .notTested, logLikelihoodRatio: Double? = nil, sites: Int = 0,
    earlierOwner: SampleOwner? = nil, laterOwner: SampleOwner? = nil
  ) {
    self.verdict = verdict
    self.logLikelihoodRatio = logLikelihoodRatio
    self.sites = sites
    self.earlierOwner = earlierOwner
    self.laterOwner = laterOwner
  }

  /// Whether no origin can be called: the samples are from two people, or one appears to belong to
  /// another patient.
  public var forbidsLabels: Bool {
    verdict == .mismatch || earlierOwner != nil || laterOwner != nil
  }
}
