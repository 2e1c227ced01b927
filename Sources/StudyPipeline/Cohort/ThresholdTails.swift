import ClonalEvolution
package import CohortStatistics
package import TumorModel

/// What a call would be at other thresholds, by the rows of `posteriors.tsv`.
///
/// The model has decided already what does not depend on the threshold; here only the posterior is
/// held against each of them.
package struct ThresholdTails {
  /// The thresholds, which are ends of ranges of `posteriors.tsv`.
  package static let thresholds = [0.01, 0.02, 0.05, 0.1, 0.2]

  /// P(earlier cancer cell fraction at or above each threshold | present later); `nil` where unknown.
  private var above = [Double?](repeating: nil, count: thresholds.count)
  private var veto: IndeterminateReason?

  /// Creates the tails of a call without rows.
  package init() {}

  /// Adds the row of a range of the posterior.
  ///
  /// - Parameters:
  ///   - low: The lower end of the range.
  ///   - atOrAbove: P(earlier cancer cell fraction in the range or above it | present later).
  ///   - veto: Why the call is acquired at no threshold.
  package mutating func add(low: Double, atOrAbove: Double?, veto: IndeterminateReason?) {
    self.veto = veto
    for (place, threshold) in Self.thresholds.enumerated() where abs(low - threshold) < 1e-9 {
      above[place] = atOrAbove
    }
  }

  /// What a call is at each threshold; nothing without rows.
  ///
  /// An acquired call needs at most `OriginGate.exclusion` at or above its threshold; without it the
  /// call is indeterminate. Calls of another origin, and those that the model allows "acquired" at no
  /// threshold, stay as they are.
  package func outcomes(
    of call: CohortCall
  ) -> [(assumption: SensitivityTally.Assumption, outcome: CohortOutcome)] {
    zip(Self.thresholds, above).compactMap { threshold, tail in
      guard let tail else { return nil }
      var outcome = call.outcome
      if veto == nil, outcome == .acquired || outcome == .indeterminate {
        outcome = tail <= OriginGate.exclusion ? .acquired : .indeterminate
      }
      return (.init(varied: .threshold, value: "\(threshold)"), outcome)
    }
  }
}
