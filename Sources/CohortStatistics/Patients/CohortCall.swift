public import TumorModel

/// What a cohort needs to know about the call of one mutation of one gene.
public struct CohortCall: Hashable, Sendable {
  /// The call.
  public var label: OriginLabel
  /// Why the call is indeterminate.
  public var reason: IndeterminateReason?
  /// log10 L(absent) / L(present) of the earlier tissue, with fixed weights; `nil` where unknown.
  public var log10BayesFactor: Double?
  /// P(acquired), 0 to 1; `nil` where there is no evidence.
  public var acquired: Double?
  /// P(pre-existing), sub-clonal and clonal, 0 to 1.
  public var preexisting: Double?
  /// P(detect a cancer cell fraction of 0.25 in the earlier sample), 0 to 1.
  public var detectionPower: Double?
  /// P(earlier cancer cell fraction at or above the threshold | present later), 0 to 1.
  public var aboveThreshold: Double?

  /// Creates a call.
  public init(
    label: OriginLabel, reason: IndeterminateReason? = nil, log10BayesFactor: Double? = nil,
    acquired: Double? = nil, preexisting: Double? = nil, detectionPower: Double? = nil,
    aboveThreshold: Double? = nil
  ) {
    self.label = label
    self.reason = reason
    self.log10BayesFactor = log10BayesFactor
    self.acquired = acquired
    self.preexisting = preexisting
    self.detectionPower = detectionPower
    self.aboveThreshold = aboveThreshold
  }

  /// Creates a call from the probabilities in a table; the two for a pre-existing mutation are
  /// added.
  public init(
    label: OriginLabel, reason: IndeterminateReason?, log10BayesFactor: Double?,
    acquired: Double?, subclonal: Double?, clonal: Double?, detectionPower: Double?,
    aboveThreshold: Double?
  ) {
    self.init(
      label: label, reason: reason, log10BayesFactor: log10BayesFactor, acquired: acquired,
      // Rounded fields may add to more than 1.
      preexisting: subclonal.flatMap { first in clonal.map { min(1, first + $0) } },
      detectionPower: detectionPower, aboveThreshold: aboveThreshold)
  }

  /// Takes the parts of a call that a cohort needs.
  public init(_ call: OriginCall) {
    self.init(
      label: call.label, reason: call.reason, log10BayesFactor: call.log10BayesFactorAbsent,
      acquired: call.probabilities?.acquired,
      subclonal: call.probabilities?.preexistingSubclonal,
      clonal: call.probabilities?.preexistingClonal, detectionPower: call.earlier.detectionPower,
      aboveThreshold: call.earlierAboveThreshold)
  }

  /// Whether the comparison is informative.
  ///
  /// It is not informative if there is no evidence, if neither sample shows the mutation, if the
  /// samples are from two tumours or two people, or if their order is unknown.
  public var isAssessable: Bool {
    if label == .absentFromBoth { return false }
    return switch reason {
    case .notAssessable, .unrelated, .identityNotEstablished, .orderUnknown: false
    default: true
    }
  }

  /// Whether the mutation is in the later sample, more likely than not: what a cohort's inference counts.
  ///
  /// Where the two probabilities are not known, the reads of the earlier sample are missing.
  public var isPresentLater: Bool {
    label != .germline && label != .absentFromBoth && (acquired ?? 1) + (preexisting ?? 1) >= 0.5
  }

  /// The outcome if this were the only call.
  public var outcome: CohortOutcome {
    guard isAssessable else { return .notAssessable }
    return switch label {
    case .acquired: .acquired
    case .preexisting, .preexistingClonal, .preexistingSubclonal: .preexisting
    case .indeterminate: .indeterminate
    case .lost: .lost
    case .artefact: .artefact
    case .absentFromBoth, .germline: .notAssessable
    }
  }
}
