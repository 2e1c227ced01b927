import TumorModel

/// What a reader of a call should know beside its label.
struct CallFlags {
  let pair: PairAnalysis
  let rule: LabelRule
  /// What the patient's normal samples say.
  let normals: NormalEvidence
  /// Whether one of the pair's samples is of plasma.
  private let hasPlasma: Bool

  /// Probability from which a change of the cancer cell fraction is flagged.
  private static let change = 0.9
  /// The least change that counts.
  private static let changeMargin = 0.1

  /// Takes a pair and what its calls rest on.
  init(pair: PairAnalysis, rule: LabelRule, normals: NormalEvidence) {
    (self.pair, self.rule, self.normals) = (pair, rule, normals)
    hasPlasma = (pair.earlier.regions + pair.later.regions).contains {
      $0.data.sample.isOfPlasma
    }
  }

  /// The flags of a site, whatever its label.
  func ofSite(_ site: Int) -> OriginFlags {
    var flags = pair.patient.flags[site]
    func add(_ evidence: SampleEvidence) {
      flags.formUnion(evidence.data.flags[site])
      if evidence.model.isPurityEstimated { flags.insert(.purityEstimated) }
      if evidence.isOrientationBiased(site) { flags.insert(.orientationBiased) }
    }
    if !normals.flags.isEmpty { flags.formUnion(normals.flags[site]) }
    if !hasPlasma { flags.remove(.possibleCloneInBlood) }
    for evidence in pair.earlier.regions { add(evidence) }
    for evidence in pair.later.regions { add(evidence) }
    if rule.verdict == .undecided { flags.insert(.relatednessNotEstablished) }
    if rule.setting.identity.verdict == .undecided { flags.insert(.identityUndecided) }
    if let recall = rule.recall, recall.isLaterOnly, !recall.isVeto, let share = recall.recall,
      share < TruncalRecall.leastRecall
    {
      flags.insert(.laterTrunkAbsent)
    }
    return flags
  }

  /// Whether blood cells explain what the pair's plasma shows at a site.
  func mayBeBlood(_ site: Int) -> Bool {
    hasPlasma
      && (pair.patient.flags[site].contains(.possibleCloneInBlood)
        || (!normals.flags.isEmpty && normals.flags[site].contains(.possibleCloneInBlood)))
  }

  /// Adds what a labelled mutation's cancer cell fractions say of a change.
  func addChanges(to call: inout OriginCall, _ p: JointProbabilities, _ site: Int) {
    switch call.label {
    case .lost:
      if let index = pair.earlier.sample,
        let before = pair.patient.copyNumbers[index][site], let later = pair.later.sample,
        pair.patient.copyNumber(
          later, site,
          isAlways: { CopyLossAlternative.mayExplainLoss(earlier: before, later: $0) }) == true
      {
        call.flags.insert(.lostByDeletion)
      }
    case .preexistingSubclonal, .preexistingClonal, .preexisting:
      let both = p.preexisting
      guard both > 0 else { return }
      if p[.clonal, .subclonal] > OriginGate.presence * both {
        call.flags.insert(.clonalEarlierOnly)
      }
      let margin = Self.changeMargin
      let (rise, fall, low, slack) = pair.earlier.withPosterior(site) { before in
        pair.later.withPosterior(site) { after in
          (
            before.isExceeded(by: after, margin: margin),
            after.isExceeded(by: before, margin: margin),
            1 - before.aboveThreshold(1 - margin), 1 - after.aboveThreshold(1 - margin)
          )
        }
      }
      let kept = p[.subclonal, .subclonal]
      if kept * rise + p[.subclonal, .clonal] * low > Self.change * both {
        call.flags.insert(.expanded)
      }
      if kept * fall + p[.clonal, .subclonal] * slack > Self.change * both {
        call.flags.insert(.depleted)
      }
    default: break
    }
  }
}
