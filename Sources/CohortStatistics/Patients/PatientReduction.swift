public import TumorModel

/// The outcome of one gene's calls in one patient: the patient is the unit.
///
/// The calls are those against the patient's earliest tissue: for each later sample, the joint call
/// if there is one, and otherwise the call against each earliest sample. Whatever the number of
/// later samples and mutations, the patient is then
/// - *pre-existing* if any call says so;
/// - else *acquired* if any call says so;
/// - else *indeterminate* if any assessable call is;
/// - else *lost*, else *artefact* if a call says so;
/// - else *not assessable*.
///
/// The deciding call, which is the one shown and the source of the power, is the call with that
/// outcome that has the weakest evidence of absence; among equal ones, the one with the lowest
/// number. A cohort's inference does not rest on outcomes; see ``ProportionBelowThreshold``.
public struct PatientReduction: Hashable, Sendable {
  /// The deciding call; `nil` where there is no call.
  public private(set) var deciding: CohortCall?
  /// The number of the deciding call; `nil` where there is no call.
  public private(set) var decidingNumber: Int?
  /// How many calls were added.
  public private(set) var count = 0
  private var reasonBits: UInt16 = 0

  /// Creates the reduction of no calls.
  public init() {}

  /// Creates the reduction of calls of different mutations.
  public init(_ calls: [CohortCall]) {
    for call in calls { add(call) }
  }

  /// Adds a call.
  ///
  /// - Parameters:
  ///   - call: The call.
  ///   - number: The call's number, which breaks ties; by default, the number of calls added
  ///     before.
  /// - Returns: Whether it is now the deciding call.
  @discardableResult
  public mutating func add(_ call: CohortCall, number: Int? = nil) -> Bool {
    let number = number ?? count
    count += 1
    if let reason = call.reason { reasonBits |= 1 << UInt16(reason.place) }
    if let known = deciding, let knownNumber = decidingNumber,
      (known.outcome.rank, known.evidence, knownNumber)
        <= (call.outcome.rank, call.evidence, number)
    {
      return false
    }
    deciding = call
    decidingNumber = number
    return true
  }

  /// The outcome of the calls.
  public var outcome: CohortOutcome { deciding?.outcome ?? .notAssessable }

  /// The reasons of calls that are indeterminate or not assessable, each once, in a fixed order.
  public var reasons: [IndeterminateReason] {
    IndeterminateReason.allCases.filter { reasonBits & (1 << UInt16($0.place)) != 0 }
  }
}

extension CohortCall {
  /// The strength of evidence for absence; calls without such evidence come last.
  fileprivate var evidence: Double { log10BayesFactor ?? .infinity }
}

extension CohortOutcome {
  /// The rank of an outcome in deciding; the lowest comes first.
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
    case .orderUnknown: 8
    }
  }
}
