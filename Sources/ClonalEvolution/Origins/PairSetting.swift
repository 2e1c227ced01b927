import TumorModel

/// What is known of a pair of samples before its mutations are looked at.
struct PairSetting {
  /// Whether it is not known which sample came first.
  var isOrderUnknown: Bool
  /// Whether both samples are of the patient.
  var identity: PairIdentity
  /// Earlier samples that a joint call leaves out: of another tumour or person than the later one.
  var leftOut: [String] = []
  /// Whether the later sample is a primary, and an earlier one a metastasis or recurrence.
  var isPrimaryLater = false

  /// What a reader should know of it.
  var findings: [PairFinding] {
    var findings: [PairFinding] = []
    if isOrderUnknown { findings.append(.orderUnknown) }
    if isPrimaryLater, !isOrderUnknown { findings.append(.primaryTakenLater) }
    switch identity.verdict {
    case .mismatch: findings.append(.differentPeople)
    case .undecided: findings.append(.identityUndecided)
    case .match, .notTested: break
    }
    if let owner = identity.earlierOwner {
      findings.append(.belongsTo(side: .earlier, owner))
    }
    if let owner = identity.laterOwner {
      findings.append(.belongsTo(side: .later, owner))
    }
    if !leftOut.isEmpty { findings.append(.leftOut(samples: leftOut)) }
    return findings
  }
}

extension PatientEvidence {
  /// Whether a later sample is a primary, and any of the earlier ones a metastasis or recurrence.
  func isPrimary(_ later: Int, after earlier: [Int]) -> Bool {
    samples[later].knownRole == .primary
      && earlier.contains { [.metastasis, .recurrence].contains(samples[$0].knownRole) }
  }
}

extension PairIdentity {
  /// What is known of several earlier samples together with one later one: the worst of it.
  init(joining pairs: [PairIdentity]) {
    let order: [IdentityVerdict] = [.mismatch, .undecided, .notTested, .match]
    let verdict = order.first { verdict in pairs.contains { $0.verdict == verdict } }
    self.init(
      verdict: verdict ?? .notTested,
      logLikelihoodRatio: pairs.compactMap(\.logLikelihoodRatio).min(),
      sites: pairs.map(\.sites).min() ?? 0,
      earlierOwner: pairs.lazy.compactMap(\.earlierOwner).first,
      laterOwner: pairs.lazy.compactMap(\.laterOwner).first)
  }
}

extension PairSummary {
  /// Whether the pair as a whole has no origins to call.
  var forbidsLabels: Bool { verdict == .independent || identity.forbidsLabels }
}
