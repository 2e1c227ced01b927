/// A dose that a curve is asked for, such as the IC50.
public enum DoseEstimate: Hashable, Sendable {
  /// The dose with its interval, within what was tested or close to it.
  case reached(Estimate)
  /// The response is not reached up to a dose beyond which nothing is extrapolated.
  case notReached(upTo: Double)
  /// The response is reached below a dose under which nothing is extrapolated.
  case reachedBelow(Double)
  /// The response without drug is already beyond the level.
  case presentWithoutDrug

  /// The estimate, if there is one.
  public var estimate: Estimate? { if case .reached(let estimate) = self { estimate } else { nil } }
}

/// Which dose is meant.
public enum DoseQuestion: Hashable, Sendable {
  /// The dose half-way between the responses without drug and far above: the relative IC50 or EC50.
  case relativeIC50
  /// The dose at which the response has a value, such as 0.5: an absolute IC50, or the GR50.
  case absolute(level: Double)
}
