public import TumorModel

/// The rule that turns posteriors into a label.
///
/// In order: an artefact if that is likelier than not; lost if that is at least 0.8 probable and the
/// later sample could have shown it; and, where the mutation is present later with probability 0.8,
/// the gate, all conditional on presence in the later sample:
/// - `P(c = 0) >= 0.5`: acquired if `P(c >= c*) <= 0.05`, the power at a cancer cell fraction of
///   0.25 is at least 0.8 and fewer than k* reads are seen; otherwise pre-existing if the next rule
///   holds, else indeterminate;
/// - `P(c > 0) >= 0.8`: pre-existing, clonal or sub-clonal if that state has 0.8 of the mass;
/// - else indeterminate.
public struct OriginGate: Hashable, Sendable {
  /// P(c = 0) from which absence is considered.
  public static let absence = 0.5
  /// The greatest P(c >= c*) of an acquired mutation.
  public static let exclusion = 0.05
  /// The least power at ``powerCellFraction`` of an acquired or lost mutation.
  public static let power = 0.8
  /// The least power where absence rests on the caller's rule and no reads were counted.
  public static let censoredPower = 0.95
  /// The cancer cell fraction at which power is asked for.
  public static let powerCellFraction = 0.25
  /// The least probability of a state that is named.
  public static let presence = 0.8

  /// P(c = 0), P(0 < c < 1) and P(c = 1) in the earlier sample, given presence in the later one.
  public var absent: Double
  /// See ``absent``.
  public var subclonal: Double
  /// See ``absent``.
  public var clonal: Double
  /// P(c >= c* | present later).
  public var aboveThreshold: Double
  /// P(detect | CCF 0.25) in the earlier sample.
  public var power: Double
  /// Whether the earlier sample shows k* alternate reads or more.
  public var reachesCriticalCount: Bool

  /// Creates the gate's arguments.
  public init(
    absent: Double, subclonal: Double, clonal: Double, aboveThreshold: Double, power: Double,
    reachesCriticalCount: Bool
  ) {
    self.absent = absent
    self.subclonal = subclonal
    self.clonal = clonal
    self.aboveThreshold = aboveThreshold
    self.power = power
    self.reachesCriticalCount = reachesCriticalCount
  }

  /// The label, with a reason when it is indeterminate.
  public var decision: (label: OriginLabel, reason: IndeterminateReason?) {
    if absent >= Self.absence, aboveThreshold <= Self.exclusion, power >= Self.power,
      !reachesCriticalCount
    {
      return (.acquired, nil)
    }
    let present = subclonal + clonal
    if present >= Self.presence {
      if clonal >= Self.presence * present { return (.preexistingClonal, nil) }
      if subclonal >= Self.presence * present { return (.preexistingSubclonal, nil) }
      return (.preexisting, nil)
    }
    if reachesCriticalCount { return (.indeterminate, .artefactSuspected) }
    if power < Self.power { return (.indeterminate, .underpowered) }
    return (.indeterminate, .conflicting)
  }
}
