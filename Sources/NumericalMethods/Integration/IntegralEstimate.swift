/// The result of an adaptive integration.
public struct IntegralEstimate: Hashable, Sendable {
  /// The integral.
  public let value: Double
  /// The method's own estimate of the absolute error.
  public let error: Double
}
