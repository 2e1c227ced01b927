public import NumericalMethods

/// Why no curve can be fitted to points.
public enum CurveProblem: Error, Hashable, Sendable {
  /// A dose or response is not a finite number.
  case notFinite
  /// A dose is below 0.
  case negativeDose(Double)
  /// Fewer than three different doses above 0 were tested: a curve has a position and a slope.
  case tooFewDoses(distinct: Int)
  /// No more points than parameters, so that there is no residual to estimate the noise from.
  case tooFewPoints(points: Int, parameters: Int)
  /// More than half of the points lie on the curve exactly, so that the robust scale is 0.
  case noRobustScale
  /// The solver failed.
  case solver(GSLError)
}
