/// The VCF or BCF that a sample's calls were read from.
public struct CallFile: Hashable, Sendable {
  /// The path that was opened.
  public let path: String
  /// The name of the sample's column.
  public let column: String
  /// Whether the file is VCF, which has lines, and not BCF.
  public let isText: Bool

  package init(path: String, column: String, isText: Bool) {
    (self.path, self.column, self.isText) = (path, column, isText)
  }
}
