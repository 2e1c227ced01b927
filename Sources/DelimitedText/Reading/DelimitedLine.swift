/// A line of a small table, split at commas or tabs; quotes may enclose a field.
package struct DelimitedLine {
  package struct Field {
    /// The text without quotes and outer spaces.
    package let text: String
    /// The column, in bytes from 1, where the field starts.
    package let column: Int
  }

  /// A quote that is not closed on its line.
  package struct OpenQuote: Error {
    package let column: Int
  }

  package let number: Int
  package let source: String
  package let fields: [Field]

  private init(_ other: DelimitedLine, fields: [Field]) {
    (number, source) = (other.number, other.source)
    self.fields = fields
  }

  /// The line without its first field.
  package var withoutFirst: DelimitedLine { DelimitedLine(self, fields: Array(fields.dropFirst())) }

  /// A header's name in lower case, without the `#` that marks some header lines.
  package func name(_ index: Int) -> String {
    let name = field(index).text.lowercased()
    return index == 0 && name.hasPrefix("#") ? String(name.dropFirst()) : name
  }

  package init(
    _ bytes: Bytes, number: Int, delimiter: UInt8, isQuoted: Bool = true
  ) throws(OpenQuote) {
    self.number = number
    self.source = bytes.string
    var fields: [Field] = []
    var index = 0
    let quote = UInt8(ascii: "\"")
    while true {
      let start = index
      var text: [UInt8] = []
      while index < bytes.count, bytes[index] == 0x20 { index += 1 }
      if isQuoted, index < bytes.count, bytes[index] == quote {
        let opening = index
        index += 1
        while true {
          guard index < bytes.count else { throw OpenQuote(column: opening + 1) }
          if bytes[index] == quote {
            guard index + 1 < bytes.count, bytes[index + 1] == quote else { break }
            index += 1
          }
          text.append(bytes[index])
          index += 1
        }
        index += 1
      }
      while index < bytes.count, bytes[index] != delimiter {
        text.append(bytes[index])
        index += 1
      }
      fields.append(
        Field(text: text.withUnsafeBufferPointer { $0.trimmed.string }, column: start + 1))
      if index >= bytes.count { break }
      index += 1
    }
    self.fields = fields
  }

  /// Whether nothing but delimiters stands on the line.
  package var isBlank: Bool { fields.allSatisfy(\.text.isEmpty) }

  /// A field, or a blank one where the line is shorter.
  package func field(_ index: Int) -> Field {
    index < fields.count ? fields[index] : Field(text: "", column: source.utf8.count + 1)
  }

  /// Tab where the header line has one, comma otherwise.
  ///
  /// - Parameter isSemicolonAllowed: Whether it is a semicolon where the line has more of them than of
  ///   commas.
  package static func delimiter(of header: Bytes, isSemicolonAllowed: Bool = false) -> UInt8 {
    if header.contains(0x09) { return 0x09 }
    let (comma, semicolon) = (UInt8(ascii: ","), UInt8(ascii: ";"))
    guard isSemicolonAllowed else { return comma }
    let commas = header.count { $0 == comma }
    return header.count { $0 == semicolon } > commas ? semicolon : comma
  }
}
