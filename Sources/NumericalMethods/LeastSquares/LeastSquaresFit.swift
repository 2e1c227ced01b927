/// The minimum of a sum of squares.
public struct LeastSquaresFit: Hashable, Sendable {
  /// Why the iteration ended.
  public enum Ending: Hashable, Sendable {
    /// The last step was negligible.
    case smallStep
    /// The gradient vanished.
    case smallGradient
    /// No step lowers the sum of squares further, so that the point is as good as rounding permits
    /// or the problem is degenerate there.
    case noProgress
    /// The allowed iterations ran out.
    case iterationLimit
  }

  /// The parameters at the minimum.
  public let parameters: [Double]
  /// The sum of squares there.
  public let sumOfSquares: Double
  /// The inverse of `JᵀJ`, row by row; multiply by the residual variance to get a covariance.
  ///
  /// Empty where the derivatives do not determine the parameters.
  public let inverseCurvature: [Double]
  /// The number of iterations.
  public let iterations: Int
  /// Why the iteration ended.
  public let ending: Ending

  /// Whether a criterion of convergence was met.
  public var converged: Bool { ending == .smallStep || ending == .smallGradient }
}
