/// The share of tumour cells among the cells of a sample, in `(0, 1]`.
public struct Purity: Hashable, Comparable, Sendable {
  /// The share.
  public let value: Double

  /// Creates a purity, or `nil` outside `(0, 1]`.
  public init?(_ value: Double) {
    guard value > 0, value <= 1 else { return nil }
    self.value = value
  }

  /// Orders by share.
  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
