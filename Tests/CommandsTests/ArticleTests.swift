import Foundation
import Reporting
import Testing
import TumorModel
import _TestSupport

@testable import Commands

@Suite("The article on result tables")
struct ArticleTests {
  /// What the article must say, word for word.
  static var generated: String {
    var text =
      (ResultTable.allCases.map(\.markdown) + IdentityTable.allCases.map(\.markdown)
      + [AnnotationTable.markdown] + CohortTable.allCases.map(\.markdown))
      .joined(separator: "\n")
    text += "\n## Reasons\n\nWhy a call is indeterminate.\n\n| reason | meaning |\n| --- | --- |\n"
    for reason in IndeterminateReason.allCases {
      text += "| `\(reason.rawValue)` | \(Sentences.sentence(reason)) |\n"
    }
    text +=
      "\n## Error models\n\nBy what the reads of a sample were judged. `+orientation` follows "
      + "where the orientation of the read pairs was weighed too.\n\n"
      + "| error model | judged by |\n| --- | --- |\n"
    for basis in ErrorModelUse.Basis.allCases {
      text += "| `\(basis.rawValue)` | \(Sentences.phrase(basis)) |\n"
    }
    text += "\n## Flags\n\nWhat to know beside a call.\n\n| flag | meaning |\n| --- | --- |\n"
    for flag in Sentences.flags { text += "| `\(flag.name)` | \(flag.sentence) |\n" }
    return text
  }

  @Test func `says what the code says`() throws {
    let article = TestFolders.repository.appending(
      path: "Sources/Commands/Documentation.docc/result-tables.md")
    var text = try String(contentsOf: article, encoding: .utf8)
    // With METACHRON_UPDATE_ARTICLES set the article is written anew.
    if ProcessInfo.processInfo.environment["METACHRON_UPDATE_ARTICLES"] != nil,
      let start = text.range(of: "## origins.tsv")
    {
      text = text[..<start.lowerBound] + Self.generated
      try text.write(to: article, atomically: true, encoding: .utf8)
    }
    #expect(text.hasSuffix(Self.generated), "the article must end with:\n\(Self.generated)")
  }

  @Test func `every flag has its sentence`() {
    let names = Sentences.flags.map(\.name)
    #expect(OriginFlags.names.allSatisfy { names.contains($0.name) })
    #expect(Set(Sentences.flags.map(\.sentence)).count == names.count)
    #expect(Sentences.sentences(flagNames: ["amplified", "cnAssumed"]).count == 2)
  }

  @Test func `every reason has its sentence`() {
    #expect(
      Set(IndeterminateReason.allCases.map(Sentences.sentence)).count
        == IndeterminateReason.allCases.count)
  }
}
