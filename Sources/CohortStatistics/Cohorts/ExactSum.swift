/// A sum of probabilities that does not depend on their order.
///
/// Terms are rounded to 1e-12 and added as whole numbers.
public struct ExactSum: Hashable, Sendable {
  private var units: Int64 = 0
  private static let scale = 1e12

  /// Creates an empty sum.
  public init() {}

  /// Adds a probability, 0 to 1; other values are left out.
  public mutating func add(_ value: Double) {
    guard value >= 0, value <= 1 else { return }
    let (sum, isOver) = units.addingReportingOverflow(Int64((value * Self.scale).rounded()))
    units = isOver ? .max : sum
  }

  /// The sum.
  public var value: Double { Double(units) / Self.scale }
}
