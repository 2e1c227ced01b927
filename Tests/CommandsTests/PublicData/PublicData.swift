import Foundation

/// How tests on public data read their tables.
enum PublicData {
  /// What is printed where a test on public data is skipped.
  static let absence: String = "the public data are not beside the repository"

  /// The records of delimited text with a header line: columns by name.
  ///
  /// Lines that start with `#` are skipped, carriage returns within lines dropped; a quoted field
  /// may hold the separator.
  static func records(_ url: URL, separator: Character) throws -> [[String: String]] {
    let text = try String(contentsOf: url, encoding: .utf8)
      .replacingOccurrences(of: "\r", with: "")
    var lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { fields($0, separator: separator) }
    guard !lines.isEmpty else { return [] }
    let header = lines.removeFirst()
    return lines.map { Dictionary(zip(header, $0)) { first, _ in first } }
  }

  private static func fields(_ line: Substring, separator: Character) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == separator, !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
