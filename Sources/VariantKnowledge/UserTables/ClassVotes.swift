import TumorModel

/// What the rows of one variant say of its effect.
struct ClassVotes {
  private var classes: Set<FunctionalClass> = []

  /// Counts a row that speaks of the effect.
  ///
  /// - Returns: Whether it does.
  mutating func add(_ record: EvidenceRecord) -> Bool {
    guard let vote = Self.vote(record) else { return false }
    classes.insert(vote)
    return true
  }

  /// The class of all rows together; `nil` where none speaks of the effect.
  var functionalClass: FunctionalClass? {
    guard let first = classes.first else { return nil }
    let known = classes.subtracting([.unknown, .unverified])
    guard known.count != 1 else { return known.first ?? first }
    if known.isEmpty { return .unknown }
    let activating: Set<FunctionalClass> = [.activating, .activatingConflicting]
    let neutral: Set<FunctionalClass> = [.neutral, .neutralConflicting]
    if known.isSubset(of: activating.union(neutral)) {
      return known.isSubset(of: neutral) ? .neutralConflicting : .activatingConflicting
    }
    return .conflicting
  }

  private static func vote(_ record: EvidenceRecord) -> FunctionalClass? {
    if let stated = FunctionalClass(rawValue: record.functionalClass) { return stated }
    // That a variant drives tumours, or that a drug works, says nothing of its activity.
    guard record.kind.lowercased() == "functional" else { return nil }
    let found: FunctionalClass? =
      switch record.significance.lowercased() {
      case "gain of function": .activating
      case "loss of function", "dominant negative": .lossOfFunction
      case "neomorphic": .neomorphic
      case "neutral", "unaltered function": .neutral
      case "unknown": .unknown
      default: nil
      }
    guard let found, !record.isSupporting else { return found }
    return found == .activating || found == .lossOfFunction ? .neutral : .unknown
  }
}
