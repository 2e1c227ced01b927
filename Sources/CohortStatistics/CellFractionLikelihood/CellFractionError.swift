/// Why curves were refused or have no answer.
public enum CellFractionError: Error, Hashable, Sendable {
  /// A grid that does not ascend strictly from 0 to 1.
  case invalidGrid
  /// A curve with another number of values than its grid has points.
  case curveOfOtherGrid
  /// A curve whose value at a point of the grid is not a number, or a negative or infinite likelihood.
  case invalidLikelihood(point: Int)
  /// A curve that is 0 everywhere: reads that no cancer cell fraction explains.
  case impossibleReads
  /// A weight that is negative or not finite.
  case invalidWeight
  /// A threshold that does not lie strictly between 0 and 1.
  case invalidThreshold(Double)
  /// A confidence that is not within 0..<1, or a share of its tail that is not within 0...1.
  case invalidLevel
  /// A fit whose gap to the optimum, in natural-log units of likelihood, stayed above the tolerance.
  case notConverged(gap: Double, iterations: Int)
}
