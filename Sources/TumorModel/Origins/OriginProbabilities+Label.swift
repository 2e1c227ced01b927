extension OriginProbabilities {
  /// The probability of what a label says, 0 to 1; `nil` for `indeterminate`, which says nothing.
  public func probability(of label: OriginLabel) -> Double? {
    switch label {
    case .acquired: acquired
    case .preexisting: preexistingSubclonal + preexistingClonal
    case .preexistingSubclonal: preexistingSubclonal
    case .preexistingClonal: preexistingClonal
    case .lost: lost
    case .artefact, .absentFromBoth: artefact
    case .indeterminate: nil
    }
  }
}
