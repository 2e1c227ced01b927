import DelimitedText

/// A field of a table with its place.
struct Cell {
  /// The name of its column, as the table writes it.
  let name: String
  /// The text as it is written; empty where the row is shorter.
  let text: String
  let location: TextLocation
  /// The line it is on.
  let source: String
  /// Whether a comma is that of a decimal, as where semicolons separate the fields.
  let isCommaDecimal: Bool

  /// The text, or `nil` where it says that nothing is known.
  var value: String? { MissingValue.isMissing(text) ? nil : text }

  /// The finite number that the field holds.
  var number: Double? {
    NumberText.decimal(isCommaDecimal ? text.replacing(",", with: ".", maxReplacements: 1) : text)
  }

  /// Whether the text is a number but for a decimal comma.
  var hasDecimalComma: Bool {
    number == nil && text.count { $0 == "," } == 1
      && NumberText.decimal(text.replacing(",", with: ".")) != nil
  }
}
