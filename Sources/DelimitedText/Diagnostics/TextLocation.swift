/// A place in a file; lines and columns are counted from 1, columns in bytes.
public struct TextLocation: Hashable, Sendable, CustomStringConvertible {
  /// The path as the user or the study sheet gave it.
  public let path: String
  /// The line, or `nil` when the file as a whole is meant.
  public let line: Int?
  /// The column, or `nil` when the line as a whole is meant.
  public let column: Int?

  /// Creates a place.
  public init(path: String, line: Int? = nil, column: Int? = nil) {
    self.path = path
    self.line = line
    self.column = column
  }

  /// `path:line:column`, without the parts that are not known.
  public var description: String {
    var text = path
    if let line { text += ":\(line)" }
    if line != nil, let column { text += ":\(column)" }
    return text
  }
}
