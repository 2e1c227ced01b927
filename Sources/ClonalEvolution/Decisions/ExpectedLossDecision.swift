public import TumorModel

/// The label with the least expected loss.
///
/// A right label costs nothing, a wrong one ``otherWrong``, "acquired" for a pre-existing mutation
/// ``acquiredWhenPreexisting``, and to abstain ``indeterminate``. With a prior that reaches below
/// the detection limit this rule abstains often; the default labels come from a gate instead.
public struct ExpectedLossDecision: Hashable, Sendable {
  /// The loss of abstaining.
  public let indeterminate: Double
  /// The loss of "acquired" where the mutation was there before.
  public let acquiredWhenPreexisting: Double
  /// The loss of any other wrong label.
  public let otherWrong: Double

  /// The expected loss of a label.
  public struct Risk: Hashable, Sendable {
    /// The label.
    public let label: OriginLabel
    /// The expected loss, at least 0.
    public let value: Double
  }

  /// Creates a rule.
  ///
  /// - Precondition: No loss is negative.
  public init(
    indeterminate: Double = 0.2, acquiredWhenPreexisting: Double = 2, otherWrong: Double = 1
  ) {
    precondition(indeterminate >= 0 && acquiredWhenPreexisting >= 0 && otherWrong >= 0)
    self.indeterminate = indeterminate
    self.acquiredWhenPreexisting = acquiredWhenPreexisting
    self.otherWrong = otherWrong
  }

  /// The expected losses of the five origins and of abstaining, in this order.
  public func risks(of posterior: OriginProbabilities) -> [Risk] {
    let preexisting = posterior.preexistingSubclonal + posterior.preexistingClonal
    let fromPreexisting = preexisting * acquiredWhenPreexisting
    let fromOthers = (posterior.lost + posterior.artefact) * otherWrong
    let absent = posterior.acquired + posterior.lost + posterior.artefact
    let present = posterior.acquired + preexisting
    return [
      Risk(label: .acquired, value: fromPreexisting + fromOthers),
      Risk(
        label: .preexistingSubclonal, value: (absent + posterior.preexistingClonal) * otherWrong),
      Risk(
        label: .preexistingClonal, value: (absent + posterior.preexistingSubclonal) * otherWrong),
      Risk(label: .lost, value: (present + posterior.artefact) * otherWrong),
      Risk(label: .artefact, value: (present + posterior.lost) * otherWrong),
      Risk(label: .indeterminate, value: indeterminate),
    ]
  }

  /// The label of least risk; of equal ones the first in the order of ``risks(of:)``.
  public func label(for posterior: OriginProbabilities) -> OriginLabel {
    risks(of: posterior).min { $0.value < $1.value }?.label ?? .indeterminate
  }
}
