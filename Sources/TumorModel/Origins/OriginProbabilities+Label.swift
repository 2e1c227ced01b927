extension OriginProbabilities {
  /// The probability of the origin that a label states, 0 to 1; `nil` for `indeterminate`.
  public func probability(of label: OriginLabel) -> Double? {
    switch label {
    case .acquired: acquired
    case .preexisting: min(1, preexistingSubclonal + preexistingClonal)
    case .preexistingSubclonal: preexistingSubclonal
    case .preexistingClonal: preexistingClonal
    case .lost: lost
    case .artefact, .absentFromBoth: artefact
    case .germline: germline
    case .indeterminate: nil
    }
  }

  /// The likeliest origin and its probability.
  public var likeliest: (label: OriginLabel, probability: Double) {
    let origins: [(OriginLabel, Double)] = [
      (.acquired, acquired), (.preexistingSubclonal, preexistingSubclonal),
      (.preexistingClonal, preexistingClonal), (.lost, lost), (.artefact, artefact),
    ]
    return origins.dropFirst().reduce(origins[0]) { $1.1 > $0.1 ? $1 : $0 }
  }
}
