/// Something in the input that the reader of a result should know; the analysis goes on.
public struct Warning: Hashable, Sendable, CustomStringConvertible {
  /// What it is about, without the place.
  public let text: String
  /// The file, and line where there is one.
  public let location: TextLocation

  /// Creates a warning.
  public init(_ text: String, at location: TextLocation) {
    self.text = text
    self.location = location
  }

  /// `path:line:column: warning: what to know`.
  public var description: String { "\(location): warning: \(text)" }
}

/// The first names of a list and how many follow.
package func listing(_ names: [String], limit: Int = 10) -> String {
  let shown = names.prefix(limit).joined(separator: ", ")
  return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
}

/// A number with a noun, the noun in the plural unless the number is 1.
package func counted(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
}

/// A whole number with commas between thousands.
package func grouped(_ number: Int) -> String {
  var text = ""
  for (index, digit) in String(number.magnitude).reversed().enumerated() {
    if index > 0, index % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return (number < 0 ? "-" : "") + String(text.reversed())
}
