public import TumorModel

/// Why a mutation could not be scored.
public enum OriginAnalysisError: Error, Hashable, Sendable {
  /// Counts for which `0 <= alternate <= depth` does not hold.
  case invalidCounts(alternate: Int, depth: Int)
  /// A purity outside `(0, 1]`.
  case invalidPurity(Double)
  /// One sample says nothing of the mutation.
  case notAssessable(PairSide, AssessabilityProblem)
}

extension OriginAnalysisError: CustomStringConvertible {
  /// The cause, with the values that were given.
  public var description: String {
    switch self {
    case .invalidCounts(let alternate, let depth):
      "\(alternate) alternate reads of \(depth): the alternate reads must be 0 to the depth"
    case .invalidPurity(let purity): "purity \(purity): must be above 0 and at most 1"
    case .notAssessable(let side, let problem):
      "the \(side.rawValue) sample is not assessable: \(problem.rawValue)"
    }
  }
}
