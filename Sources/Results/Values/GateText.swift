import ClonalEvolution

/// The gate's numbers, and what "acquired" means, as the texts of tables have them.
package enum GateText {
  /// What "acquired" means, up to the threshold.
  package static let acquired = "not in the sampled earlier tissue at or above"
  /// The comment line of tables whose threshold is among the parameters.
  package static let note = "acquired: \(acquired) the threshold"
  /// The cancer cell fraction at which power is asked for.
  static let clone = "\(OriginGate.powerCellFraction)"
  /// The power below which an open call is underpowered, in percent.
  static let powerPercent = percent(OriginGate.power)
  /// The power of a limit of detection, in percent.
  package static let limitPower = percent(DetectionPower.limitPower)
  /// What `detection_power` is.
  package static let detectionPower =
    "P(detect a cancer cell fraction of \(clone) in the earlier sample)"

  /// A share as a whole number of percent.
  static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }
}

/// Groups of patients by P(detect a cancer cell fraction of `OriginGate.powerCellFraction`) in the
/// earlier sample, as `cohort.json` counts them: below each bound, from the last on, unknown.
package enum PowerGroups {
  /// The bounds, rising; below the last, an open call is underpowered.
  package static let bounds = [0.5, OriginGate.power]
  /// How many groups there are.
  package static let count = bounds.count + 2

  /// The group of a power; the last without one.
  package static func group(of power: Double?) -> Int {
    guard let power else { return count - 1 }
    return bounds.firstIndex { power < $0 } ?? bounds.count
  }

  /// The groups in words.
  package static let words =
    "below \(bounds[0]), from \(bounds[0]) to below \(bounds[1]), from \(bounds[1]) on, and unknown"
}
