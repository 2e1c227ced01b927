/// The minimum of a function of one variable.
public struct ScalarMinimum: Hashable, Sendable {
  /// Where the function is least.
  public let estimate: Double
  /// The function there.
  public let value: Double
  /// The iterations done.
  public let iterations: Int
  /// Whether the minimum was enclosed as narrowly as asked.
  public let converged: Bool
}
