import TumorModel

/// Two samples of different patients that are too alike for two people.
public struct SampleLink: Hashable, Sendable {
  /// The samples' places in the study, the first one lower.
  let first: Int
  let second: Int
  let evidence: SwapFinding.Evidence
  /// Inherited variants compared, and what they say; `nil` where none were.
  var sites = 0
  var logLikelihoodRatio: Double?
  /// Rare mutations that both have.
  var shared = 0

  /// How much the link weighs against others of the same two patients.
  var strength: Double { logLikelihoodRatio.map { $0 + 1e6 } ?? Double(shared) }
}
