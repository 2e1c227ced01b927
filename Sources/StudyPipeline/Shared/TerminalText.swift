/// Text that a terminal shows as it is.
///
/// Names in files may hold characters that move the cursor, or turn the order of what is shown.
enum TerminalText {
  /// The text with such characters written as `<U+202E>`; line feeds and tabs stay.
  ///
  /// - Complexity: Linear in the length; text without any is returned as it is.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar) {
        let code = String(scalar.value, radix: 16, uppercase: true)
        shown += "<U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)>"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F: true
    // Marks, embeddings, overrides and isolates of direction; separators of lines and paragraphs.
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
