/// One fault of an input file, with its place and what was expected there.
public struct ParseError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The header line lacks a column.
    case missingColumn(String)
    /// A field does not hold a valid value for its column.
    case badField(column: String, found: String, expected: String)
    /// A statement about a line or a file as a whole.
    case malformed(problem: String, expected: String)
    /// Well-formed input that this version does not read, or refuses to.
    case refused(problem: String, expected: String)
    /// A file that cannot be opened or read to its end.
    case unreadable(problem: String, expected: String, category: InputErrorCategory)
  }

  /// What is wrong; what tests and callers match on.
  public let reason: Reason
  /// Where it is.
  public let location: TextLocation
  /// The line, where it is known; empty otherwise.
  public let sourceLine: String

  /// Creates an error.
  public init(reason: Reason, location: TextLocation, sourceLine: String = "") {
    self.reason = reason
    self.location = location
    self.sourceLine = sourceLine
  }

  /// The kind of error, which decides a command's exit code.
  public var category: InputErrorCategory {
    if case .unreadable(_, _, let category) = reason { category } else { .badData }
  }

  /// `path:line:column: error: what is wrong; what was expected`, on one line.
  public var message: String { "\(location): error: \(words)" }

  /// The message, the line it is about and a mark below the place.
  public var description: String {
    guard !sourceLine.isEmpty, let column = location.column else { return message }
    let bytes = Array(sourceLine.utf8)
    let first = max(0, min(column - 1, bytes.count) - 60)
    let shown = printable(bytes[first..<min(bytes.count, first + 120)])
    let mark = printable(bytes[first..<max(first, min(column - 1, bytes.count))])
      .map { (character: Character) -> Character in character == "\t" ? "\t" : " " }
    return "\(message)\n\(shown)\n\(String(mark))^"
  }

  /// What is wrong and what was expected, without the place.
  package var words: String { reason.words }
}

extension ParseError.Reason {
  /// What is wrong and what was expected.
  package var words: String {
    switch self {
    case .missingColumn(let name):
      "no column \(name); expected it in the header line"
    case .badField(let column, let found, let expected):
      "\(column) is '\(abbreviated(found))'; expected \(expected)"
    case .malformed(let problem, let expected), .refused(let problem, let expected),
      .unreadable(let problem, let expected, _):
      "\(problem); expected \(expected)"
    }
  }
}

/// Text that a terminal shows as it is: control characters but tabs become question marks.
private func printable(_ bytes: ArraySlice<UInt8>) -> String {
  let safe = bytes.map { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F ? UInt8(ascii: "?") : $0 }
  return String(decoding: safe, as: UTF8.self)
}

private func abbreviated(_ text: String) -> String {
  let shown = printable(Array(text.utf8)[...])
  return shown.count > 60 ? shown.prefix(57) + "..." : shown
}
