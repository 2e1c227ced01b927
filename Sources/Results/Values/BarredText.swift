public import DelimitedText

/// Several texts in one element of a list, with `|` between them.
///
/// A `;` or `|` within a text becomes a comma, so that an element comes back with as many parts.
public struct BarredText: Hashable, Sendable, FieldValue {
  /// The texts, without `;` and `|`.
  public let parts: [String]

  /// Joins texts.
  public init(_ parts: [String]) {
    self.parts = parts.map { $0.replacing(";", with: ",").replacing("|", with: ",") }
  }

  /// Texts between bars.
  public static func read(_ field: FieldBytes) -> BarredText? {
    BarredText(
      field.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) })
  }

  /// Writes the texts with bars between them.
  public func write(to table: inout TableWriter) {
    for (index, part) in parts.enumerated() {
      if index > 0 { table.append(byte: UInt8(ascii: "|")) }
      table.append(part)
    }
  }

  /// Texts between bars.
  public static var expectation: String { "texts with | between them" }
}
