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

  /// Whether articles are written anew.
  public static var isUpdating: Bool {
    ProcessInfo.processInfo.environment["METACHRON_UPDATE_ARTICLES"] != nil
  }
}
