import Glibc

/// How much an interval narrows when further patients like those already observed are added.
///
/// A patient whose reads are not clear counts less than one whose are. The information of a patient of
/// this cohort is the share `ρ = m / n` of ``ProportionBelowThreshold/effectivePatients`` among all. `k`
/// further ones narrow the interval as a binomial proportion's narrows from `m` to `m + ρ k`:
/// ```
/// width(k) = width · W(m + ρ k) / W(m)
/// ```
/// with `W` the width of Wilson's interval about the present estimate. What reads leave open at any
/// number of patients narrows less than this says. Derived for this package.
public struct FurtherPatients: Hashable, Sendable {
  /// The share of a clear patient's information that the present ones carry, in `0...1`.
  public let informativeness: Double
  /// The width of the current interval.
  public let presentWidth: Double
  private let effective: Double
  private let proportion: Double

  /// Starts from an estimate.
  ///
  /// - Parameters:
  ///   - patients: Patients whose reads say something, at least 0.
  ///   - effectivePatients: See ``ProportionBelowThreshold``.
  ///   - estimate: The proportion, in `0...1`; anything else traps.
  ///   - width: The width of its interval, in `0...1`.
  public init(patients: Double, effectivePatients: Double, estimate: Double, width: Double) {
    precondition(estimate >= 0 && estimate <= 1, "a proportion within 0...1")
    informativeness = patients > 0 ? min(1, max(0, effectivePatients / patients)) : 0
    presentWidth = width
    effective = max(0, effectivePatients)
    proportion = estimate
  }

  /// The expected width of the interval after further patients.
  ///
  /// - Parameter patients: At least 0; anything else traps.
  public func expectedWidth(after patients: Int) -> Double {
    precondition(patients >= 0, "patients of at least 0")
    let more = effective + informativeness * Double(patients)
    return presentWidth * min(1, wilsonWidth(more) / wilsonWidth(effective))
  }

  /// The width of Wilson's interval for any real number of patients.
  private func wilsonWidth(_ patients: Double) -> Double {
    patients > 0
      ? ProportionInterval.score(proportion * patients, patients, 0.95).width : 1
  }

  /// The smallest number of further patients for an expected width.
  ///
  /// - Parameter width: Above 0; anything else traps.
  /// - Returns: 0 if the interval is already that narrow; `nil` if no number up to 2^31 is enough,
  ///   as with reads that say nothing.
  public func needed(forWidth width: Double) -> Int? {
    precondition(width > 0, "a width above 0")
    if presentWidth <= width { return 0 }
    if informativeness < 1e-6 { return nil }
    return StudyDesign.least { expectedWidth(after: $0) <= width }
  }
}
