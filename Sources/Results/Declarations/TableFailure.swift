/// A table, or another file of results, that is not as Metachron writes it.
public struct TableFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// `path:line:column: error: what is wrong; expected …`.
  public let description: String

  /// Creates a failure from its message.
  public init(_ description: String) { self.description = description }

  /// Creates a failure at a place.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - line: The line, from 1; `nil` for the file as a whole.
  ///   - column: The byte in the line, from 1.
  ///   - problem: What is wrong, and what was expected.
  public init(path: String, line: Int? = nil, column: Int = 1, _ problem: String) {
    let place = line.map { "\(path):\($0):\(column)" } ?? path
    description = "\(place): error: \(problem)"
  }
}
