import CohortStatistics
import Foundation
import Results
import Testing
import TumorModel
import Wording
import _TestSupport

@Suite("The article on result tables")
struct ArticleTests {
  /// A section that lists names with their meaning.
  private static func section(
    _ title: String, _ words: String, _ head: String, _ rows: [(name: String, meaning: String)]
  ) -> String {
    let lines =
      ["", "## \(title)", "", words, "", "| \(head) | meaning |", "| --- | --- |"]
      + rows.map { "| `\($0.name)` | \($0.meaning) |" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the article must say, word for word.
  static var generated: String {
    ResultTables.all.map(\.markdown).joined(separator: "\n")
      + section(
        "Reasons", "Why a call is indeterminate.", "reason",
        IndeterminateReason.allCases.map { ($0.rawValue, $0.sentence) })
      + section(
        "Problems", "Why a sample provides no information about a mutation.", "problem",
        AssessabilityProblem.allCases.map { ($0.rawValue, $0.words) })
      + section(
        "Findings",
        "Findings about a pair as a whole. Names of samples and patients, and numbers, follow in "
          + "parentheses; here, `SAMPLE`, `PATIENT` and example numbers stand for them.", "finding",
        PairFinding.examples.map { ($0.code, $0.words(earlier: "SAMPLE", later: "SAMPLE")) })
      + section(
        "Exclusions", "Why a patient is excluded from a cohort's count of a gene.", "reason",
        FunnelExit.allCases.filter { $0 != .assessed }.map { ($0.rawValue, $0.words) })
      + section(
        "Notes",
        "Remarks on a row of a cohort's tables. Numbers and genes follow in parentheses; "
          + "those given here are examples.", "note",
        CohortNote.examples.map { ($0.code, $0.words) })
      + section(
        "Error models",
        "The basis on which a sample's reads were judged. `+orientation` follows where the "
          + "orientation of read pairs was also weighed.", "error model",
        ErrorModelUse.Basis.allCases.map { ($0.rawValue, $0.words) })
      + section(
        "Flags", "Remarks that accompany a call.", "flag",
        OriginFlags.names.map { ($0.name, $0.flag.sentences.joined(separator: " ")) })
  }

  @Test func `says what the code says`() throws {
    let text = try GeneratedArticle.text(
      "result-tables.md", endingWith: Self.generated, from: "## origins.tsv")
    #expect(text.hasSuffix(Self.generated), "the article must end with:\n\(Self.generated)")
  }

  @Test func `every flag has its sentence`() {
    let sentences = OriginFlags.names.flatMap(\.flag.sentences)
    #expect(Set(sentences).count == OriginFlags.names.count)
  }

  @Test func `every reason has its sentence`() {
    #expect(
      Set(IndeterminateReason.allCases.map(\.sentence)).count
        == IndeterminateReason.allCases.count)
  }

  @Test func `every table that a row declares is in the list, once`() {
    let names = ResultTables.all.map(\.fileName)
    #expect(Set(names).count == names.count)
    #expect(ResultTables.all.allSatisfy { Set($0.columnNames).count == $0.columnNames.count })
  }
}
