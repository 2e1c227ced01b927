/// The minimum of a function of several variables.
public struct Minimum: Hashable, Sendable {
  /// Where the function is smallest.
  public let point: [Double]
  /// The value of the function there.
  public let value: Double
  /// The number of iterations.
  public let iterations: Int
  /// Whether the method's criterion was met.
  public let converged: Bool

  /// Creates a result.
  public init(point: [Double], value: Double, iterations: Int, converged: Bool) {
    self.point = point
    self.value = value
    self.iterations = iterations
    self.converged = converged
  }
}
