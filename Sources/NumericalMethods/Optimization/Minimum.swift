/// The minimum of a function of several variables.
public struct Minimum: Hashable, Sendable {
  /// Where the function is least.
  public let point: [Double]
  /// The function there.
  public let value: Double
  /// The iterations done.
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
