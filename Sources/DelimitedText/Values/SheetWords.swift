/// The words that a column of a table understands, each with the value that it stands for.
///
/// Upper and lower case are one, and so are a space, a hyphen, an underscore and nothing.
package struct SheetWords<Value: Sendable>: Sendable {
  /// A value with its words: the name that messages use, then others that people write.
  package struct Entry: Sendable {
    /// The value.
    package let value: Value
    /// The words, the name first.
    package let words: [String]
    /// What the value means, for the article.
    package let meaning: String

    /// Names a value.
    package init(_ value: Value, _ words: String..., meaning: String) {
      (self.value, self.words, self.meaning) = (value, words, meaning)
    }

    /// The name that messages use.
    package var name: String { words[0] }
  }

  /// The values with their words, in the order of messages.
  package let entries: [Entry]
  private let values: [String: Value]

  /// Lists values.
  package init(_ entries: [Entry]) {
    self.entries = entries
    values = Dictionary(
      entries.flatMap { entry in entry.words.map { (Self.plain($0), entry.value) } }
    ) { first, _ in first }
  }

  /// The value of a word, or `nil` for a word that is not known.
  package subscript(word: String) -> Value? { values[Self.plain(word)] }

  /// The names of all values, to complete `expected …`.
  package var expectation: String {
    let names = entries.map(\.name)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }

  private static func plain(_ word: String) -> String {
    word.lowercased().filter { !" -_".contains($0) }
  }
}
