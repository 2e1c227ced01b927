import DelimitedText

/// The files that a sample's rows are from.
///
/// Lines are counted on from file to file, so that the line of a row tells its file too.
struct RowSources: Sendable {
  private var files: [(path: String, after: Int)] = []

  /// Whether no file was read yet.
  var isEmpty: Bool { files.isEmpty }

  /// The first file.
  var first: TextLocation? { files.first.map { TextLocation(path: $0.path) } }

  /// Adds a file.
  ///
  /// - Parameter line: The last line of the files before; 0 for the first.
  mutating func add(_ path: String, after line: Int) { files.append((path, line)) }

  /// Where a row stands; `nil` where no file tells of the sample.
  func location(of line: Int) -> TextLocation? {
    files.last { $0.after < line }.map { TextLocation(path: $0.path, line: line - $0.after) }
  }
}
