import TumorModel

/// Turns a posterior of a pair's mutation into a label.
struct LabelRule {
  let setting: PairSetting
  /// Whether the pair is of one tumour.
  let verdict: RelatednessVerdict
  let recall: TruncalRecall.Value?

  /// Whether the earlier samples are of another tumour or person, or missed too much of the trunk: what
  /// they show does not count.
  var ignoresEarlier: Bool {
    setting.identity.forbidsLabels || verdict == .independent || missesTrunk
  }

  /// Whether the earlier sample missed so much of the trunk that "acquired" is withheld.
  private var missesTrunk: Bool {
    guard let recall, recall.isVeto, let share = recall.recall else { return false }
    return share < TruncalRecall.leastRecall
  }

  /// The label of a posterior: inherited first, then the pair's vetoes, then the gate.
  ///
  /// A patient's other mutations move a posterior, but no label rests on them alone: what is called
  /// acquired must be seen later, what is called lost earlier, and what is called pre-existing in
  /// both, be it by one read.
  func decide(
    _ p: JointProbabilities, above: Double, power: Double, laterPower: Double, reads: SeenReads,
    copyLossHides: Bool, mayBeBlood: Bool = false, germline: Double
  ) -> OriginDecision {
    if germline >= OriginGate.germline, !setting.identity.forbidsLabels {
      return OriginDecision(.germline)
    }
    let decision = decide(
      p, above: above, power: power, laterPower: laterPower, reads: reads,
      hiddenByLoss: copyLossHides)
    // Reads that blood cells gave say nothing of the tumour, whatever they look like.
    if mayBeBlood, decision.label != .artefact, decision.label != .indeterminate {
      return OriginDecision(.artefactSuspected)
    }
    return decision
  }

  private func decide(
    _ p: JointProbabilities, above: Double, power: Double, laterPower: Double, reads: SeenReads,
    hiddenByLoss: Bool
  ) -> OriginDecision {
    if setting.identity.forbidsLabels { return OriginDecision(.identityNotEstablished) }
    if setting.isOrderUnknown { return OriginDecision(.orderUnknown) }
    if verdict == .independent { return OriginDecision(.unrelated) }
    let origins = OriginProbabilities(states: p)
    if origins.artefact >= OriginGate.absence { return OriginDecision(.artefact) }
    if origins.lost >= OriginGate.presence {
      guard reads.areInEarlier else { return .unseen(.earlier, power: power) }
      return reads.isCensoredLater && laterPower < OriginGate.censoredPower
        ? .underpowered(.later) : OriginDecision(.lost)
    }
    let present = p.presentLater
    guard present >= OriginGate.presence else {
      if origins.artefact > OriginGate.artefactSuspected {
        return OriginDecision(.artefactSuspected)
      }
      return .unseen(.later, power: laterPower)
    }
    let gate = OriginGate(
      absent: p.acquired / present, subclonal: p.preexistingSubclonal / present,
      clonal: p.preexistingClonal / present,
      aboveThreshold: Self.aboveThreshold(p, subclonal: above), power: power)
    let decision = OriginDecision(gate)
    if decision.label.isPreexisting {
      guard reads.areInEarlier else { return .unseen(.earlier, power: power) }
      guard reads.areInLater else { return .unseen(.later, power: laterPower) }
    }
    guard decision.label == .acquired else {
      return hiddenByLoss && gate.absent >= OriginGate.absence
        ? OriginDecision(.copyLossPossible) : decision
    }
    guard reads.areInLater else { return .unseen(.later, power: laterPower) }
    // That the caller's rule failed is an assumption about the caller, not a count.
    if reads.isCensoredEarlier, power < OriginGate.censoredPower {
      return .underpowered(.earlier)
    }
    if missesTrunk { return OriginDecision(.lowTruncalRecall) }
    if hiddenByLoss { return OriginDecision(.copyLossPossible) }
    return decision
  }

  /// P(c >= c* in the earlier sample | present later).
  static func aboveThreshold(_ p: JointProbabilities, subclonal above: Double) -> Double {
    let present = p.presentLater
    return present > 0 ? (p.preexistingSubclonal * above + p.preexistingClonal) / present : 0
  }
}
