import Foundation

/// Articles whose end is written from declarations.
public enum GeneratedArticle {
  /// The article, which is written anew where METACHRON_UPDATE_ARTICLES is set.
  ///
  /// - Parameters:
  ///   - name: The file in the catalogue of the commands.
  ///   - generated: What it must end with.
  ///   - start: The first words of what is generated.
  /// - Throws: Where the article cannot be read or written.
  public static func text(_ name: String, endingWith generated: String, from start: String) throws
    -> String
  {
    let article = TestFolders.repository.appending(
      path: "Sources/Commands/Documentation.docc/\(name)")
    var text = try String(contentsOf: article, encoding: .utf8)
    if isUpdating, let start = text.range(of: start) {
      text = text[..<start.lowerBound] + generated
      try text.write(to: article, atomically: true, encoding: .utf8)
    }
    return text
  }

  /// The table of an article that has a head line, which is written anew where
  /// METACHRON_UPDATE_ARTICLES is set.
  ///
  /// - Parameters:
  ///   - name: The file in the catalogue of the commands.
  ///   - generated: What the table must be, its head first.
  /// - Returns: The table as the article has it; empty where it has none.
  /// - Throws: Where the article cannot be read or written.
  public static func table(_ name: String, expected generated: String) throws -> String {
    let article = TestFolders.repository.appending(
      path: "Sources/Commands/Documentation.docc/\(name)")
    let text = try String(contentsOf: article, encoding: .utf8)
    guard let head = generated.split(separator: "\n").first,
      let start = text.range(of: head)?.lowerBound
    else { return "" }
    let end = text.range(of: "\n\n", range: start..<text.endIndex)?.lowerBound ?? text.endIndex
    if isUpdating {
      let lines = generated.hasSuffix("\n") ? generated.dropLast() : generated[...]
      try (text[..<start] + lines + text[end...]).write(
        to: article, atomically: true, encoding: .utf8)
      return generated
    }
    return text[start..<end] + "\n"
  }

  /// The fenced block below a heading of a file, which is written anew where
  /// METACHRON_UPDATE_ARTICLES is set.
  ///
  /// - Parameters:
  ///   - path: The file, from the repository's folder on.
  ///   - heading: The line of the heading.
  ///   - generated: What the block must hold, its last line feed included.
  /// - Returns: The block as the file has it; empty where it has none.
  /// - Throws: Where the file cannot be read or written.
  public static func block(
    _ path: String, below heading: String, expected generated: String
  ) throws -> String {
    let file = TestFolders.repository.appending(path: path)
    let text = try String(contentsOf: file, encoding: .utf8)
    let fence = "\n```\n"
    guard let heading = text.range(of: heading + "\n"),
      let start = text.range(of: fence, range: heading.upperBound..<text.endIndex)?.upperBound,
      let end = text.range(of: fence, range: start..<text.endIndex)?.lowerBound
    else { return "" }
    let feed = text.index(after: end)
    if isUpdating {
      try (text[..<start] + generated + text[feed...]).write(
        to: file, atomically: true, encoding: .utf8)
      return generated
    }
    return String(text[start..<feed])
  }

  /// Whether articles are written anew.
  public static var isUpdating: Bool {
    ProcessInfo.processInfo.environment["METACHRON_UPDATE_ARTICLES"] != nil
  }
}
