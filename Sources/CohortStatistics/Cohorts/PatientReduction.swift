public import TumorModel

/// What the calls of one gene come to in one patient: the patient is the unit.
///
/// The calls are those against the patient's earliest tissue: of each later sample the joint call
/// where there is one, else that of each earliest sample. Then, whatever the number of later samples
/// and of mutations,
/// - *pre-existing* if any call says so;
/// - else *acquired* if any call says so;
/// - else *indeterminate* if any assessable call is;
/// - else *lost*, else *artefact* if a call says so;
/// - else *not assessable*.
///
/// The deciding call, from which the likelihood ratio and the power are taken, is the one with that
/// outcome that has the least evidence of absence; of equals, the first.
public struct PatientReduction: Hashable, Sendable {
  /// The deciding call; `nil` where there is no call.
  public private(set) var deciding: CohortCall?
  /// How many calls were added.
  public private(set) var count = 0
  private var reasonBits: UInt16 = 0

  /// Creates the reduction of no calls.
  public init() {}

  /// Creates the reduction of calls.
  public init(_ calls: [CohortCall]) {
    for call in calls { add(call) }
  }

  /// Adds a call.
  ///
  /// - Returns: Whether it is the deciding one now.
  @discardableResult
  public mutating func add(_ call: CohortCall) -> Bool {
    count += 1
    if let reason = call.reason { reasonBits |= 1 << UInt16(reason.place) }
    if let known = deciding {
      let (before, now) = (known.outcome.rank, call.outcome.rank)
      if before < now { return false }
      if before == now, known.evidence <= call.evidence { return false }
    }
    deciding = call
    return true
  }

  /// What the calls come to.
  public var outcome: CohortOutcome { deciding?.outcome ?? .notAssessable }

  /// Reasons of calls that are indeterminate or say nothing, each once, in a fixed order.
  public var reasons: [IndeterminateReason] {
    IndeterminateReason.allCases.filter { reasonBits & (1 << UInt16($0.place)) != 0 }
  }

  /// `ln` of the likelihood ratio of acquired against pre-existing; `nil` where no call is
  /// assessable, and where the gene's mutations are no longer there or never were.
  public var logLikelihoodRatio: Double? {
    switch outcome {
    case .acquired, .preexisting, .indeterminate: deciding?.logLikelihoodRatio
    case .lost, .artefact, .notAssessable: nil
    }
  }
}

extension CohortCall {
  /// How much speaks for absence; a call that does not tell comes last.
  fileprivate var evidence: Double { log10BayesFactor ?? .infinity }
}

extension CohortOutcome {
  /// Which outcome decides, the lowest first.
  fileprivate var rank: Int {
    switch self {
    case .preexisting: 0
    case .acquired: 1
    case .indeterminate: 2
    case .lost: 3
    case .artefact: 4
    case .notAssessable: 5
    }
  }
}

extension IndeterminateReason {
  fileprivate var place: Int {
    switch self {
    case .underpowered: 0
    case .conflicting: 1
    case .copyLossPossible: 2
    case .artefactSuspected: 3
    case .lowTruncalRecall: 4
    case .notAssessable: 5
    case .unrelated: 6
    case .identityNotEstablished: 7
    case .purityAmbiguous: 8
    case .orderUnknown: 9
    }
  }
}
