/// A method that has no answer for the data.
public struct UndefinedResult: Error, Hashable, Sendable, CustomStringConvertible {
  /// Why, in words.
  public let reason: String

  /// Creates an error.
  public init(_ reason: String) { self.reason = reason }

  /// The reason.
  public var description: String { reason }
}
