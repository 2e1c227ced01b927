public import TumorModel

extension OriginLabel {
  /// The label in words, such as `pre-existing, clonal`.
  public var words: String {
    switch self {
    case .acquired: "acquired"
    case .preexistingSubclonal: "pre-existing, sub-clonal"
    case .preexistingClonal: "pre-existing, clonal"
    case .preexisting: "pre-existing, clonality unclear"
    case .lost: "lost"
    case .artefact: "artefact"
    case .absentFromBoth: "in neither sample of this pair"
    case .germline: "inherited (germline)"
    case .indeterminate: "indeterminate"
    }
  }
}

extension OutweighedEvidence {
  /// What the reads favour by themselves, as a noun.
  package var words: String {
    switch self {
    case .absence: "absence"
    case .presence: "presence"
    }
  }
}
