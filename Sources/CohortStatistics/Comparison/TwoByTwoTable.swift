/// Patients counted by two properties.
///
/// | | with | without |
/// |---|---|---|
/// | exposed | ``a`` | ``b`` |
/// | not exposed | ``c`` | ``d`` |
public struct TwoByTwoTable: Hashable, Sendable {
  /// Exposed, with the outcome.
  public let a: Int
  /// Exposed, without the outcome.
  public let b: Int
  /// Not exposed, with the outcome.
  public let c: Int
  /// Not exposed, without the outcome.
  public let d: Int

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - a: From 0 to 2^31 - 1, as are all; anything else traps.
  ///   - b: Exposed, without the outcome.
  ///   - c: Not exposed, with the outcome.
  ///   - d: Not exposed, without the outcome.
  public init(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
    precondition(
      [a, b, c, d].allSatisfy { $0 >= 0 && $0 <= Int(Int32.max) }, "counts within 0...2^31-1")
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }

  /// All patients.
  public var total: Int { a + b + c + d }

  /// Whether every margin is above 0: only then is the table informative about an association.
  public var isInformative: Bool { a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0 }
}
