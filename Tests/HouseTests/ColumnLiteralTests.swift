import Foundation
import Results
import Testing

/// Columns, sentences and joined samples have one place each: no other module spells them.
@Suite("Texts that only one module spells")
struct ColumnLiteralTests {
  /// A string literal of one line, and where it is.
  private struct Literal {
    let file: String
    let line: Int
    let text: String
    /// What stands before it on its line.
    let before: Substring

    var place: String { "\(file):\(line): \"\(text)\"" }
  }

  private static let modules = ["Wording", "Figures", "Report", "StudyPipeline", "Commands"]

  /// Literals that are a column's name and mean something else, each with what it is.
  private static let allowed: [String: String] = [
    "protein_change": "a column of mutation lists, which are input",
    "functional_class": "a column of a user's knowledge table, which is input",
    "minimum_base_quality": "a parameter of counting",
    "fresh_frozen": "a specimen",
    "copy_number": "a column of segment files, which are input",
  ]

  private static let literals: [Literal] = {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    return modules.flatMap { module in
      let folder = sources.appending(path: module)
      let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
      return (files ?? []).filter { $0.hasSuffix(".swift") }.sorted().flatMap { file in
        Self.literals(
          of: (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? "",
          in: "\(module)/\(file)")
      }
    }
  }()

  private static func literals(of text: String, in file: String) -> [Literal] {
    var isInBlock = false
    var found: [Literal] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.contains("\"\"\"") {
        isInBlock.toggle()
        continue
      }
      let code = line.drop { $0 == " " }
      if isInBlock || code.hasPrefix("//") { continue }
      for match in line.matches(of: /"((?:[^"\\]|\\.)*)"/) {
        found.append(
          Literal(
            file: file, line: index + 1, text: String(match.1),
            before: line[..<match.range.lowerBound]))
      }
    }
    return found
  }

  @Test func `the sources are found`() {
    #expect(Self.literals.count > 500)
    #expect(Set(Self.literals.map { $0.file.prefix { $0 != "/" } }).count == Self.modules.count)
  }

  @Test func `no column is named outside Results`() {
    let columns = Set(ResultTables.all.flatMap(\.columnNames).filter { $0.contains("_") })
    // The key of a JSON property is a declaration too, and of the same name where it is the same.
    let found = Self.literals.filter {
      columns.contains($0.text) && Self.allowed[$0.text] == nil
        && !$0.before.hasSuffix("JSONProperty(") && !$0.before.allSatisfy { $0 == " " }
    }
    #expect(found.map(\.place) == [])
  }

  @Test func `no sentence decides what happens`() {
    let comparisons = ["hasPrefix(", "hasSuffix(", "contains(", "== ", "!= "]
    let found = Self.literals.filter { literal in
      literal.text.trimmingCharacters(in: .whitespaces).contains(" ")
        && comparisons.contains { literal.before.hasSuffix($0) }
    }
    #expect(found.map(\.place) == [])
  }

  @Test func `no asterisk stands for several samples`() {
    let found = Self.literals.filter { $0.text == "*" }
    #expect(found.map(\.place) == [])
  }

  @Test func `literals are told from comments and blocks of text`() {
    let text = """
      // "comment one"
      let a = "first", b = x.hasPrefix("the second")
        /// "comment two"
      """
    let found = Self.literals(of: text, in: "F.swift")
    #expect(found.map(\.text) == ["first", "the second"])
    #expect(found.last?.before.hasSuffix("hasPrefix(") == true && found.last?.line == 2)
  }
}
