/// The numbers that a column may hold.
public struct Bounds: Hashable, Sendable {
  /// The least number.
  public let low: Double
  /// The greatest number.
  public let high: Double
  /// Whether ``low`` itself is allowed.
  public let includesLow: Bool
  /// Whether an infinite number is allowed, where the range is open.
  public let allowsInfinity: Bool

  /// Creates bounds; both ends are allowed unless told otherwise.
  public init(
    _ low: Double, _ high: Double, includesLow: Bool = true, allowsInfinity: Bool = false
  ) {
    self.low = low
    self.high = high
    self.includesLow = includesLow
    self.allowsInfinity = allowsInfinity
  }

  /// Any finite number.
  public static let any = Bounds(-.infinity, .infinity)
  /// 0 to 1.
  public static let probability = Bounds(0, 1)
  /// 0 to 1.
  public static let fraction = Bounds(0, 1)
  /// Above 0, to 1.
  public static let positiveFraction = Bounds(0, 1, includesLow: false)
  /// 0 to 0.5: a rate of sequencing errors.
  public static let errorRate = Bounds(0, 0.5)
  /// From 0 on, finite.
  public static let nonNegative = Bounds(0, .infinity)
  /// Above 0, finite.
  public static let positive = Bounds(0, .infinity, includesLow: false)
  /// Above 0, an infinite value included: a precision without overdispersion.
  public static let precision = Bounds(0, .infinity, includesLow: false, allowsInfinity: true)
  /// 0 to infinity: a ratio.
  public static let ratio = Bounds(0, .infinity, allowsInfinity: true)
  /// Reads at a site: what 32 bits hold.
  public static let reads = Bounds(0, 2_147_483_647)
  /// A number of things that are counted.
  public static let count = Bounds(0, 9e15)
  /// A number of things, at least one.
  public static let positiveCount = Bounds(1, 9e15)
  /// A position in the genome; 0 for an insertion before the first base.
  public static let position = Bounds(0, 4_294_967_295)
  /// Days, as far as a million either way.
  public static let day = Bounds(-1_000_000, 1_000_000)
  /// Copies of an allele.
  public static let copies = Bounds(0, 10_000)

  /// Whether a number is allowed; a NaN never is.
  public func contains(_ value: Double) -> Bool {
    guard value.isFinite || (allowsInfinity && !value.isNaN) else { return false }
    return (includesLow ? value >= low : value > low) && value <= high
  }

  /// Whether a value is within the bounds, or is no number.
  func allow(_ value: some FieldValue) -> Bool {
    value.numbersSatisfy(contains)
  }

  /// The bounds in words, such as `0 to 1`, `above 0 to 1`, `from 0`; empty for any number.
  public var words: String {
    func number(_ value: Double) -> String {
      value.rounded() == value && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
    }
    switch (low.isFinite, high.isFinite) {
    case (false, false): return allowsInfinity ? "any number, or `inf`" : ""
    case (true, false):
      let start = includesLow ? "from \(number(low))" : "above \(number(low))"
      return allowsInfinity ? "\(start), or `inf`" : start
    case (false, true): return "up to \(number(high))"
    case (true, true):
      if high >= 2_147_483_647 {
        return includesLow ? "from \(number(low))" : "above \(number(low))"
      }
      return (includesLow ? "" : "above ") + "\(number(low)) to \(number(high))"
    }
  }
}
