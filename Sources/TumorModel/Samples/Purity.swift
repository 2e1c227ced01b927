/// The share of tumour cells among the cells of a sample, in `(0, 1]`.
public struct Purity: Hashable, Comparable, Sendable {
  /// The share.
  public let value: Double

  /// The range in words, as messages expect it.
  public static let expectation = "a share above 0 and up to 1"

  /// Creates a purity, or `nil` outside `(0, 1]`.
  public init?(_ value: Double) {
    guard value > 0, value <= 1 else { return nil }
    self.value = value
  }

  /// Orders by share.
  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
