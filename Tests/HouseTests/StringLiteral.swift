import Foundation

/// A string literal, or a line of one that spans several, and where it is.
struct StringLiteral {
  /// The file, from the folder of the modules on.
  let file: String
  /// The line, from 1.
  let line: Int
  /// What stands between the quotation marks, interpolations included.
  let text: String
  /// What stands before it on its line.
  let before: Substring
  /// Whether it is a line of a literal that spans several.
  let isBlock: Bool

  /// The place and the text.
  var place: String { "\(file):\(line): \"\(text)\"" }

  /// The text without the code that is interpolated.
  var words: String { text.replacing(/\\\([^()]*(?:\([^()]*\)[^()]*)*\)/, with: "") }

  /// The literals of modules, comments left out.
  static func all(of modules: [String]) -> [StringLiteral] {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    return modules.flatMap { module in
      let folder = sources.appending(path: module)
      let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
      return (files ?? []).filter { $0.hasSuffix(".swift") }.sorted().flatMap { file in
        literals(
          of: (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? "",
          in: "\(module)/\(file)")
      }
    }
  }

  /// The literals of a file's text.
  static func literals(of text: String, in file: String) -> [StringLiteral] {
    var isInBlock = false
    var found: [StringLiteral] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.contains("\"\"\"") {
        isInBlock.toggle()
        continue
      }
      if isInBlock {
        found.append(
          StringLiteral(
            file: file, line: index + 1, text: String(line), before: "", isBlock: true))
        continue
      }
      if line.drop(while: { $0 == " " }).hasPrefix("//") { continue }
      for match in line.matches(of: /"((?:[^"\\]|\\.)*)"/) {
        found.append(
          StringLiteral(
            file: file, line: index + 1, text: String(match.1),
            before: line[..<match.range.lowerBound], isBlock: false))
      }
    }
    return found
  }
}
