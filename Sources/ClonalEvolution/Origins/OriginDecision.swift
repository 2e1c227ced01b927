import TumorModel

/// A label, and why it is indeterminate.
struct OriginDecision {
  var label: OriginLabel
  var reason: IndeterminateReason?
  /// Which sample lacks the power that the label would need; of underpowered calls alone.
  var weakSide: PairSide?

  init(_ label: OriginLabel) { self.label = label }

  init(_ reason: IndeterminateReason) { (label, self.reason) = (.indeterminate, reason) }

  /// The gate's decision, which asks for the earlier sample's power.
  init(_ gate: OriginGate) {
    (label, reason) = gate.decision
    if reason == .underpowered { weakSide = .earlier }
  }

  /// Indeterminate for want of one sample's power.
  static func underpowered(_ side: PairSide) -> OriginDecision {
    var decision = OriginDecision(.underpowered)
    decision.weakSide = side
    return decision
  }

  /// Indeterminate, since a sample with this power lacks the reads that the label would need.
  static func unseen(_ side: PairSide, power: Double) -> OriginDecision {
    power < OriginGate.power ? .underpowered(side) : OriginDecision(.conflicting)
  }
}
