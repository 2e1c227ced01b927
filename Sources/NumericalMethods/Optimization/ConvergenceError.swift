/// An iterative method ended without an answer.
public struct ConvergenceError: Error, Hashable, Sendable {
  /// The method, such as `BrentRoot`.
  public let method: String
  /// The number of iterations.
  public let iterations: Int
  /// Why it ended, in words.
  public let reason: String

  /// Creates an error.
  public init(method: String, iterations: Int, reason: String) {
    self.method = method
    self.iterations = iterations
    self.reason = reason
  }
}

extension ConvergenceError: CustomStringConvertible {
  /// The method, the reason and the iterations in one line.
  public var description: String {
    "\(method) did not converge: \(reason) (after \(iterations) iterations)"
  }
}
