/// Whether a sample shows a mutation: the one rule behind every label, funnel, table and figure.
///
/// Alternate reads or a listing without counts are needed, and P(present in this sample | all samples
/// of the patient) must not be below 0.5. Reads that are more likely errors than a clone are therefore
/// not counted as a mutation, and a mutation without a single read is not counted either, however
/// likely it is.
public enum MutationPresence {
  /// The smallest P(present) at which reads count.
  public static let leastProbability = 0.5

  /// Applies the rule.
  ///
  /// - Parameters:
  ///   - alternate: Alternate reads; `nil` where none were counted.
  ///   - isListed: Whether the input lists the mutation for this sample without counts.
  ///   - presence: P(present in this sample | all samples), 0 to 1; `nil` where it was not computed,
  ///     which leaves the decision to the reads. Evaluated only if it matters.
  @inlinable
  public static func isSeen(
    alternate: Int?, isListed: Bool, presence: @autoclosure () throws -> Double?
  ) rethrows -> Bool {
    guard isListed || (alternate ?? 0) > 0 else { return false }
    guard let presence = try presence() else { return true }
    return presence >= leastProbability
  }

  /// Applies the rule to an observation.
  public static func isSeen(_ observation: SiteObservation, presence: Double?) -> Bool {
    switch observation {
    case .counted(let counts):
      isSeen(alternate: Int(counts.alternate), isListed: false, presence: presence)
    case .withoutCounts: isSeen(alternate: nil, isListed: true, presence: presence)
    case .uncalled, .otherReads, .notAssayed: false
    }
  }
}
