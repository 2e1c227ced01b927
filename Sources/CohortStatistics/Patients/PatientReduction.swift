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
/// number. The likelihood ratio is not that of the deciding call: all mutations that are likely to
/// be in a later sample contribute, whatever their labels.
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
  ///   - number: The call's number, which breaks ties; by default, the number of calls added
  ///     before.
  ///   - weighs: Whether its likelihood ratio counts. Calls of one mutation in several later
  ///     samples rest on the same earlier reads: add these with `false`, and add the mutation's
  ///     ratio once with ``weigh(_:)``.
  /// - Returns: Whether it is now the deciding call.
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

  /// The outcome of the calls.
  public var outcome: CohortOutcome { deciding?.outcome ?? .notAssessable }

  /// The reasons of calls that are indeterminate or not assessable, each once, in a fixed order.
  public var reasons: [IndeterminateReason] {
    IndeterminateReason.allCases.filter { reasonBits & (1 << UInt16($0.place)) != 0 }
  }

  /// `ln` of the likelihood ratio of acquired, no mutation was there before, against pre-existing, any
  /// set of them was; `nil` where no call is assessable, and where the gene's mutations are no longer
  /// there or never were.
  ///
  /// With the ratios `Bᵢ` of `n` mutations `B = (2ⁿ - 1) / (Π (1 + 1/Bᵢ) - 1)`: all sets of a
  /// pre-existing patient's mutations are equally likely. With one mutation it is that mutation's
  /// ratio.
  public var logLikelihoodRatio: Double? {
    switch outcome {
    case .acquired, .preexisting, .indeterminate: evidence.logLikelihoodRatio
    case .lost, .artefact, .notAssessable: nil
    }
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
    case .purityAmbiguous: 8
    case .orderUnknown: 9
    }
  }
}
