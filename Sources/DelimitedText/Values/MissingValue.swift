/// The spellings by which a table says that a value is not known, the same for every reader.
///
/// An empty field, `.`, `NA`, `N/A` and `NaN`, in upper or lower case.
package enum MissingValue {
  /// Further spellings that one kind of file uses.
  package struct Spellings: Sendable {
    /// The spellings in lower case.
    let texts: Set<String>

    /// Names the spellings.
    ///
    /// - Parameters:
    ///   - texts: The spellings in lower case.
    ///   - reason: Which program writes them, and why they are not an ordinary value there.
    package init(_ texts: Set<String>, because reason: StaticString) { self.texts = texts }
  }

  /// Whether a text says that nothing is known.
  package static func isMissing(_ text: String, also other: Spellings? = nil) -> Bool {
    var own = text
    if own.withUTF8({ $0.isMissing }) { return true }
    guard let other else { return false }
    return other.texts.contains(text.lowercased())
  }
}

extension Bytes {
  /// Whether the field is one of the spellings of ``MissingValue``.
  @inlinable @inline(__always) package var isMissing: Bool {
    switch count {
    case 0: true
    case 1: self[0] == UInt8(ascii: ".")
    case 2: matches("NA")
    case 3: matches("NaN") || matches("N/A")
    default: false
    }
  }
}
