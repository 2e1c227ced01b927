import DelimitedText
import Glibc

/// One value of a chart's data, or a constant in an encoding.
public enum Datum: Hashable, Sendable, Encodable, ExpressibleByStringLiteral,
  ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  case text(String)
  case number(Double)
  case integer(Int)
  case truth(Bool)
  case missing

  /// A number; ``missing`` where there is none or it is not finite.
  public init(_ value: Double?) {
    self = value.flatMap { $0.isFinite ? .number($0) : nil } ?? .missing
  }

  /// A whole number; ``missing`` where there is none.
  public init(_ value: Int?) { self = value.map { .integer($0) } ?? .missing }

  /// A text.
  public init(_ value: String) { self = .text(value) }

  /// Creates a value.
  public init(stringLiteral value: String) { self = .text(value) }
  /// Creates a value.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// Creates a value.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// Creates a value.
  public init(booleanLiteral value: Bool) { self = .truth(value) }

  /// Encodes the value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let value): try container.encode(value)
    case .number(let value): try container.encode(Self.rounded(value))
    case .integer(let value): try container.encode(value)
    case .truth(let value): try container.encode(value)
    case .missing: try container.encodeNil()
    }
  }

  /// Six significant digits: more than a picture shows, and a third of the bytes.
  private static func rounded(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    return withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: SixDigitNumber.maximumLength + 1
    ) { buffer in
      guard let start = buffer.baseAddress else { return value }
      start[SixDigitNumber.write(value, to: start)] = 0
      return start.withMemoryRebound(to: CChar.self, capacity: buffer.count) { strtod($0, nil) }
    }
  }
}

/// One row of a chart's data, by column.
public typealias DataRow = [String: Datum]
