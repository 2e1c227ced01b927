extension OriginProbabilities {
  /// The probability of the origin that a label states, 0 to 1; `nil` for `indeterminate`.
  public func probability(of label: OriginLabel) -> Double? {
    switch label {
    case .acquired: acquired
    case .preexisting: preexistingSubclonal + preexistingClonal
    case .preexistingSubclonal: preexistingSubclonal
    case .preexistingClonal: preexistingClonal
    case .lost: lost
    case .artefact, .absentFromBoth: artefact
    case .germline: germline
    case .indeterminate: nil
    }
  }
}
