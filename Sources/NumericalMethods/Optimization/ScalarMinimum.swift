/// The minimum of a function of one variable.
public struct ScalarMinimum: Hashable, Sendable {
  /// Where the function is smallest.
  public let estimate: Double
  /// The value of the function there.
  public let value: Double
  /// The number of iterations.
  public let iterations: Int
  /// Whether the minimum was bracketed as narrowly as requested.
  public let converged: Bool
}
