import ClonalEvolution
package import CohortStatistics
import TumorModel

/// How much of the posterior of the earlier cancer cell fraction lies at or above thresholds.
package struct ThresholdTails {
  /// The thresholds, which are ends of ranges of `posteriors.tsv`.
  package static let thresholds = [0.01, 0.02, 0.05, 0.1, 0.2]

  /// The name of the assumption.
  private static let assumption = "threshold"

  private var above = [Double](repeating: 0, count: thresholds.count)
  private var absent = 0.0
  private var isEmpty = true

  /// Adds a range of the posterior.
  package mutating func add(low: Double, mass: Double) {
    // The first range of a call is the atom at 0.
    if isEmpty { absent = mass }
    isEmpty = false
    for (place, threshold) in Self.thresholds.enumerated() where low >= threshold - 1e-9 {
      above[place] += mass
    }
  }

  /// What a call would be at each threshold, all other gates as they are.
  ///
  /// Acquired needs at most `OriginGate.exclusion` at or above the threshold. A call that another gate holds back stays
  /// as it is.
  package func outcomes(
    of call: CohortCall
  ) -> [(assumption: SensitivityTally.Assumption, outcome: CohortOutcome)] {
    if isEmpty { return [] }
    return zip(Self.thresholds, above).map { threshold, tail in
      var outcome = call.outcome
      let isExcluded = tail <= OriginGate.exclusion
      if outcome == .acquired {
        if !isExcluded { outcome = .indeterminate }
      } else if outcome == .indeterminate, call.reason == .conflicting,
        absent >= OriginGate.absence, (call.detectionPower ?? 0) >= OriginGate.power, isExcluded
      {
        outcome = .acquired
      }
      return (.init(varied: Self.assumption, value: "\(threshold)"), outcome)
    }
  }
}
