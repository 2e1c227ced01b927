/// Numbers and lists as people read them.
public enum Wording {
  /// A share or probability with three significant digits.
  public static func number(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    if value > 0, value < 0.0005 { return "below 0.0005" }
    if value < 1, value > 0.9995 { return "above 0.999" }
    let scale: Double = value.magnitude < 0.1 ? 10_000 : 1000
    let rounded = (value * scale).rounded() / scale
    var table = TableWriter(capacity: 64)
    table.append(rounded)
    return table.text
  }

  /// `1 patient`, `2 patients`.
  public static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// A whole number with commas between thousands.
  public static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number.magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
  }

  /// `a`, `a and b`, `a, b and c`.
  public static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Text padded with spaces to a width.
  public static func padded(_ text: String, _ width: Int) -> String {
    text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
  }

  /// Text moved to the right end of a width.
  public static func right(_ text: String, _ width: Int) -> String {
    text.count >= width ? text : String(repeating: " ", count: width - text.count) + text
  }

  /// `copyLossPossible` as `copy loss possible`.
  public static func spaced(_ name: String) -> String {
    name.reduce(into: "") { words, letter in
      if letter.isUppercase { words.append(" ") }
      words += letter.lowercased()
    }
  }
}
