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
/// The deciding call, which is shown and from which the power is taken, is the one with that outcome
/// that has the least evidence of absence; of equals, the one with the lowest number. The likelihood
/// ratio is not that of the deciding call: all mutations that are likely in a later sample weigh,
/// whatever their labels.
public struct PatientReduction: Hashable, Sendable {
  /// The deciding call; `nil` where there is no call.
  public private(set) var deciding: CohortCall?
  /// The number of the deciding call; `nil` where there is no call.
  public private(set) var decidingNumber: Int?
  /// How many calls were added.
  public private(set) var count = 0
  /// Whether any call says lost.
  public private(set) var hasLost = false
  private var reasonBits: UInt16 = 0
  private var evidence = AbsenceEvidence()

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
  ///   - number: The call's number, which settles ties; by default, how many were added before.
  ///   - weighs: Whether its likelihood ratio counts. Calls of one mutation with several later samples
  ///     rest on the same earlier reads: add them without, and the mutation's ratio by
  ///     ``weigh(_:)``, once.
  /// - Returns: Whether it is the deciding one now.
  @discardableResult
  public mutating func add(
    _ call: CohortCall, number: Int? = nil, weighs: Bool = true
  ) -> Bool {
    let number = number ?? count
    count += 1
    if call.outcome == .lost { hasLost = true }
    if weighs, call.isWeighed { weigh(call.logLikelihoodRatio) }
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

  /// Adds the `ln` likelihood ratio of a mutation.
  public mutating func weigh(_ logLikelihoodRatio: Double) { evidence.add(logLikelihoodRatio) }

  /// What the calls come to.
  public var outcome: CohortOutcome { deciding?.outcome ?? .notAssessable }

  /// Reasons of calls that are indeterminate or say nothing, each once, in a fixed order.
  public var reasons: [IndeterminateReason] {
    IndeterminateReason.allCases.filter { reasonBits & (1 << UInt16($0.place)) != 0 }
  }

  /// `ln` of the likelihood ratio of acquired, no mutation was there before, against pre-existing, any
  /// set of them was; `nil` where no call is assessable, and where the gene's mutations are no longer
  /// there or never were.
  ///
  /// With the ratios `Bᵢ` of `n` mutations `B = (2ⁿ - 1) / (Π (1 + 1/Bᵢ) - 1)`: all sets of a
  /// pre-existing patient's mutations are as likely. One mutation's is its own.
  public var logLikelihoodRatio: Double? {
    switch outcome {
    case .acquired, .preexisting, .indeterminate: evidence.logLikelihoodRatio
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
