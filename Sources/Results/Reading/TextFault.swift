import DelimitedText

/// What other programs do to a table's text, in words.
enum TextFault {
  static let carriageReturn =
    "the line ends with a carriage return (line endings of Windows); expected a line feed alone, as "
    + "the run wrote it"
  static let byteOrderMark =
    "the file begins with a byte order mark; expected plain UTF-8, as the run wrote it"
  static let nul = "the line has a NUL byte (\\0); expected text"

  /// The words for a table without a header.
  static func noHeader(isEmpty: Bool) -> String {
    (isEmpty ? "the file is empty" : "no header line") + "; expected the columns of a table"
  }

  /// What is wrong with a comment or header line; `nil` where nothing is.
  static func problem(of line: FieldBytes, isFirst: Bool) -> String? {
    if isFirst, line.starts(with: [0xEF, 0xBB, 0xBF] as [UInt8]) { return byteOrderMark }
    return line.last == 0x0D ? carriageReturn : nil
  }
}
