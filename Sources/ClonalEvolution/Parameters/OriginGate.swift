public import TumorModel

/// The rule that turns posteriors into a label.
///
/// In order: inherited if that is likelier than not; an artefact if that is; lost if that is at least
/// 0.8 probable; and, where the mutation is present later with probability 0.8, the gate, all
/// conditional on presence in the later sample:
/// - `P(c = 0) >= 0.5`: acquired if `P(c >= c*) <= 0.04`, else indeterminate;
/// - `P(c > 0) >= 0.8`: pre-existing, clonal or sub-clonal if that state has 0.8 of the mass;
/// - else indeterminate: for want of power where a clone of 0.25 would be missed too often.
///
/// Power names the reason of an open call; it is no condition of a label.
public struct OriginGate: Hashable, Sendable {
  /// P(c = 0) from which absence is considered.
  public static let absence = 0.5
  /// P(inherited) from which a variant is taken for it.
  public static let germline = 0.5
  /// The greatest P(c >= c*) of an acquired mutation.
  ///
  /// Chosen on two simulators that the inference was not tuned on (`Tests/HeldOut`, seeds 777 and 888, 40
  /// patients in each of ten scenarios): at 0.04, 0.7 % of the acquired calls were of a clone of 5 % of the
  /// earlier sample's cells or more, in no scenario more than 1.4 %, and 83 % of acquired mutations were
  /// called so; at 0.03, 0.6 % and 79 %; at 0.05, 0.8 % and 85 %.
  public static let exclusion = 0.04
  /// The power at ``powerCellFraction`` below which an open call is for want of power.
  public static let power = 0.8
  /// The least power where absence rests on the caller's rule and no reads were counted.
  public static let censoredPower = 0.95
  /// The cancer cell fraction at which power is asked for.
  public static let powerCellFraction = 0.25
  /// P(artefact) above which an open call is for want of proof that there is a mutation.
  public static let artefactSuspected = 0.2
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
  /// Creates the gate's arguments.
  public init(
    absent: Double, subclonal: Double, clonal: Double, aboveThreshold: Double, power: Double
  ) {
    self.absent = absent
    self.subclonal = subclonal
    self.clonal = clonal
    self.aboveThreshold = aboveThreshold
    self.power = power
  }

  /// The label, with a reason when it is indeterminate.
  public var decision: (label: OriginLabel, reason: IndeterminateReason?) {
    if absent >= Self.absence {
      if aboveThreshold <= Self.exclusion { return (.acquired, nil) }
    } else if subclonal + clonal >= Self.presence {
      let present = subclonal + clonal
      if clonal >= Self.presence * present { return (.preexistingClonal, nil) }
      if subclonal >= Self.presence * present { return (.preexistingSubclonal, nil) }
      return (.preexisting, nil)
    }
    return (.indeterminate, power < Self.power ? .underpowered : .conflicting)
  }
}
