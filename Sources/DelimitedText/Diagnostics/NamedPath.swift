/// A file that a field of the study sheet names.
package struct NamedPath: Hashable, Sendable {
  /// The path to open.
  package let path: String
  /// The field's text.
  package let written: String
  /// The field's column.
  package let column: String
  /// The field's place.
  package let location: TextLocation
  /// The sheet's line.
  package let source: String

  /// Names a file.
  package init(
    path: String, written: String, column: String, location: TextLocation, source: String
  ) {
    (self.path, self.written, self.column) = (path, written, column)
    (self.location, self.source) = (location, source)
  }
}
