/// The faults of one input file, the first ``limit`` of them.
public struct InputErrors: Error, Hashable, Sendable, CustomStringConvertible {
  /// How many errors are kept; further ones are counted.
  public static let limit = 20

  /// The errors in the order of their lines; never empty.
  public let errors: [ParseError]
  /// How many more there were.
  public let omitted: Int

  /// Creates the errors of a file.
  ///
  /// - Precondition: `errors` is not empty.
  public init(_ errors: [ParseError], omitted: Int = 0) {
    precondition(!errors.isEmpty, "no error to report")
    self.errors = errors
    self.omitted = omitted
  }

  /// The kind of the first error, which decides a command's exit code.
  public var category: InputErrorCategory { errors[0].category }

  /// Every message on a line of its own, then how many are not shown.
  public var description: String {
    var lines = errors.map(\.message)
    if errors.count == 1 { lines = errors.map(\.description) }
    if omitted > 0 { lines.append("and \(omitted) more") }
    return lines.joined(separator: "\n")
  }
}
