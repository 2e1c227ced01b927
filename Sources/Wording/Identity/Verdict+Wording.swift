package import TumorModel

extension IdentityVerdict {
  /// The verdict in words, such as `not tested`.
  package var words: String {
    switch self {
    case .match: "match"
    case .mismatch: "mismatch"
    case .undecided: "undecided"
    case .notTested: "not tested"
    }
  }
}

extension RelatednessVerdict {
  /// The verdict in words, such as `related`.
  package var words: String {
    switch self {
    case .related: "related"
    case .independent: "independent"
    case .undecided: "undecided"
    }
  }
}
