/// A file that a field of the study sheet names.
struct NamedPath: Hashable, Sendable {
  /// The path to open.
  let path: String
  /// The field's text.
  let written: String
  /// The field's column.
  let column: String
  /// The field's place.
  let location: TextLocation
  /// The sheet's line.
  let source: String
}
