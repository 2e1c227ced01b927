import ClonalEvolution

/// The numbers of `OriginGate` and of limits of detection, in words.
package enum GateWords {
  /// The clone that power is asked for, as a share of the tumour cells: `25 %`.
  package static let clone = Wording.percent(OriginGate.powerCellFraction)
  /// The greatest probability of a clone that an acquired mutation may have had: `4 %`.
  package static let exclusion = Wording.percent(OriginGate.exclusion)
  /// The share of cases in which a sample without enough power misses it: `20 %`.
  package static let missed = Wording.percent(1 - OriginGate.power)
  /// The power of a limit of detection: `95 %`.
  package static let limitPower = Wording.percent(DetectionPower.limitPower)
  /// The share of cases in which a clone at the limit of detection is missed: `5 %`.
  package static let missedAtLimit = Wording.percent(1 - DetectionPower.limitPower)
}
