/// Ways in which tables are often saved that are not read, recognised by the header line.
package enum HeaderForm {
  /// Rows that have a field more than the header has names.
  package static let rowNames = ParseError.Reason.malformed(
    problem: "rows have one field more than the header line, as where R writes row names",
    expected: "a name for every field, as with row.names = FALSE")

  /// Why a line is no header of a table, where it is of one of these forms.
  ///
  /// - Parameters:
  ///   - isCommaAllowed: Whether commas may.
  ///   - isQuoteAllowed: Whether quotes may enclose fields.
  package static func fault(
    _ line: Bytes, isCommaAllowed: Bool = false, isQuoteAllowed: Bool = false
  ) -> ParseError.Reason? {
    let hasComma = line.contains(UInt8(ascii: ","))
    if !line.contains(0x09), !(isCommaAllowed && hasComma) {
      let wanted = isCommaAllowed ? "commas or tabs" : "tabs"
      if hasComma {
        return .malformed(problem: "commas separate the fields", expected: wanted)
      }
      guard line.contains(UInt8(ascii: ";")) else { return nil }
      return .malformed(
        problem: "semicolons separate the fields, as spreadsheets write them in much of Europe",
        expected: wanted)
    }
    if !isQuoteAllowed, line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\"") {
      return .malformed(
        problem: "the fields are in double quotes, as R's write.table makes them",
        expected: "fields without quotes, as with quote = FALSE, row.names = FALSE")
    }
    return nil
  }
}
