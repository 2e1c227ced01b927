import Foundation
import Results
import Testing

/// Columns, sentences and joined samples have one place each: no other module spells them.
@Suite("Texts that only one module spells")
struct ColumnLiteralTests {
  private static let modules = ["Wording", "Figures", "Report", "StudyPipeline", "Commands"]

  /// Literals that are a column's name and mean something else, each with what it is.
  private static let allowed: [String: String] = [
    "protein_change": "a column of mutation lists, which are input",
    "functional_class": "a column of a user's knowledge table, which is input",
    "minimum_base_quality": "a parameter of counting",
    "fresh_frozen": "a specimen",
    "copy_number": "a column of segment files, which are input",
  ]

  private static let literals = StringLiteral.all(of: modules).filter { !$0.isBlock }

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

  @Test func `no sentence holds the name of a column`() {
    let columns = Set(ResultTables.all.flatMap(\.columnNames).filter { $0.contains("_") })
    let found = Self.literals.filter { literal in
      literal.words.matches(of: /\w+/).contains { columns.contains(String($0.0)) }
        && literal.words.contains(" ")
    }
    #expect(found.map(\.place) == [])
  }

  /// One constant has it, so that help, tables, report and messages agree.
  @Test func `what acquired means is said once`() {
    let modules = Self.modules + ["Results"]
    let found = StringLiteral.all(of: modules).filter {
      $0.text.contains("not in the sampled earlier tissue")
    }
    #expect(found.map(\.file) == ["Results/Values/GateText.swift"])
  }

  @Test func `literals are told from comments and blocks of text`() {
    let text = """
      // "comment one"
      let a = "first", b = x.hasPrefix("the second")
        /// "comment two"
      """
    let found = StringLiteral.literals(of: text, in: "F.swift")
    #expect(found.map(\.text) == ["first", "the second"])
    #expect(found.last?.before.hasSuffix("hasPrefix(") == true && found.last?.line == 2)
    #expect(found.allSatisfy { !$0.isBlock })
    let block = StringLiteral.literals(of: "let a = \"\"\"\n  one\n  \"\"\"", in: "F.swift")
    #expect(block.map(\.text) == ["  one"] && block.allSatisfy(\.isBlock))
    let literal = StringLiteral(
      file: "", line: 1, text: #"a \(b.map(c)) of 0.8"#, before: "", isBlock: false)
    #expect(literal.words == "a  of 0.8")
  }
}
