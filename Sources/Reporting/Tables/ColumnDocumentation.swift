/// What one column of a result table means.
public struct ColumnDocumentation: Hashable, Sendable {
  /// The name in the header line.
  public let name: String
  /// The meaning, in a sentence without a full stop.
  public let meaning: String
  /// The unit; empty for names and labels.
  public let unit: String
  /// The values that occur; empty where any text does.
  public let range: String

  /// Creates a column's documentation.
  init(_ name: String, _ meaning: String, unit: String = "", range: String = "") {
    (self.name, self.meaning, self.unit, self.range) = (name, meaning, unit, range)
  }

  /// The column as a row of a Markdown table.
  public var markdown: String {
    func cell(_ text: String) -> String { text.isEmpty ? "–" : text }
    return "| `\(name)` | \(meaning) | \(cell(unit)) | \(cell(range)) |"
  }

  /// A table's part of the documentation, in Markdown.
  static func markdown(
    fileName: String, rowMeaning: String, columns: [ColumnDocumentation]
  ) -> String {
    var lines = ["## \(fileName)", "", rowMeaning, ""]
    lines += ["| column | meaning | unit | values |", "| --- | --- | --- | --- |"]
    return (lines + columns.map(\.markdown)).joined(separator: "\n") + "\n"
  }
}
