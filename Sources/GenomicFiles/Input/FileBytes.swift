package import DelimitedText
import HTSlib

/// The bytes of a plain, gzip or bgzip file, or of standard input for the path `-`.
final class FileBytes: ByteStream {
  private var source: ByteSource
  private let expected: String
  private let place: NamedPath?

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - expected: What the file should be, for messages.
  ///   - place: The field that names the file, for messages.
  init(path: String, expected: String, namedAt place: NamedPath?) throws(InputErrors) {
    do throws(HTSError) {
      source = try ByteSource(path: path, at: StandardInput.place(of: path))
    } catch {
      throw InputErrors(error, expected: expected, namedAt: place)
    }
    (self.expected, self.place) = (expected, place)
  }

  var path: String { source.path }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputErrors) -> Int {
    do throws(HTSError) {
      return try source.read(into: buffer)
    } catch {
      throw InputErrors(error, expected: expected, namedAt: place)
    }
  }
}

extension LineReader {
  /// Opens a plain, gzip or bgzip file.
  ///
  /// - Parameters:
  ///   - expected: What the file should be, for messages.
  ///   - place: The field that names the file, for messages.
  ///   - isReturnAllowed: Whether the text may be one line with carriage returns in it.
  package init(
    path: String, expected: String, namedAt place: NamedPath? = nil, capacity: Int = 1 << 18,
    isReturnAllowed: Bool = false
  ) throws(InputErrors) {
    self.init(
      try FileBytes(path: path, expected: expected, namedAt: place), expected: expected,
      capacity: capacity, isReturnAllowed: isReturnAllowed)
  }
}

extension SmallTable {
  /// Reads a table from a plain, gzip or bgzip file.
  ///
  /// - Parameters:
  ///   - expected: What the file is, for messages.
  ///   - place: The field that names the file, for messages.
  ///   - marked: First columns, in lower case, of header lines that some tools mark with `#`.
  ///   - hasRowNames: Whether a field that every row has before the header's first is left out, as
  ///     where R names rows.
  ///   - isQuoted: Whether quotes enclose fields; otherwise they are text.
  ///   - isSemicolonAllowed: Whether semicolons may separate fields.
  ///   - policy: What becomes of rows that are no rows of the table; without one they are errors.
  ///   - refusal: Why a table with these columns is not read; asked before its rows are judged,
  ///     and shown the table without them.
  package init(
    path: String, expected: String, namedAt place: NamedPath? = nil, marked: Set<String> = [],
    hasRowNames: Bool = false, isQuoted: Bool = true, isSemicolonAllowed: Bool = false,
    policy: RowPolicy? = nil,
    refusal: (SmallTable) -> ParseError.Reason? = { _ in nil }
  ) throws(InputErrors) {
    var lines = try LineReader(
      path: path, expected: expected, namedAt: place, capacity: 1 << 16)
    try self.init(
      &lines, marked: marked, hasRowNames: hasRowNames, isQuoted: isQuoted,
      isSemicolonAllowed: isSemicolonAllowed, policy: policy, refusal: refusal)
  }
}
