/// The share of tumour cells that carry a mutation, in `0...1`.
public struct CancerCellFraction: Hashable, Comparable, Sendable {
  /// The share.
  public let value: Double

  /// Creates a fraction, or `nil` outside `0...1`.
  public init?(_ value: Double) {
    guard (0...1).contains(value) else { return nil }
    self.value = value
  }

  /// Orders by share.
  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
