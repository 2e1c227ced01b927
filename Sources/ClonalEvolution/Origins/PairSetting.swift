import TumorModel

/// What is known of a pair of samples before its mutations are looked at.
struct PairSetting {
  /// Whether it is not known which sample came first.
  var isOrderUnknown: Bool
  /// Whether both samples are of the patient.
  var identity: PairIdentity
  /// Earlier samples that a joint call leaves out: of another tumour or person than the later one.
  var leftOut: [String] = []

  /// What a reader should know of it.
  func warnings(later: String, earlier: String?) -> [String] {
    var warnings: [String] = []
    if isOrderUnknown { warnings.append("which sample came first is not known") }
    switch identity.verdict {
    case .mismatch: warnings.append("inherited variants show that the samples are of two people")
    case .undecided:
      warnings.append("too few inherited variants to tell whether the samples are of one person")
    case .match, .notTested: break
    }
    for (sample, owner) in [(earlier, identity.earlierOwner), (later, identity.laterOwner)] {
      guard let owner else { continue }
      warnings.append("\(sample ?? "an earlier sample") looks to be of patient \(owner)")
    }
    if !leftOut.isEmpty {
      warnings.append("not of this tumour and left out: " + leftOut.joined(separator: ", "))
    }
    return warnings
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
