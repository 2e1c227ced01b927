import DelimitedText
import DrugResponse
import Testing
import _TestSupport

@testable import PlateFiles

@Suite("Declarations of columns")
struct ColumnTests {
  private func names<Column: TableColumn>(of columns: Column.Type) -> [String] {
    columns.allCases.flatMap { [$0.rawValue] + $0.otherNames }.map(Column.plain)
  }

  @Test func `no name is that of two columns`() {
    for names in [
      names(of: WellColumn.self), names(of: GrowthColumn.self), names(of: CombinationColumn.self),
      names(of: CourseColumn.self),
    ] {
      #expect(Set(names).count == names.count)
    }
  }

  @Test func `no word has two meanings, and every value has a word`() {
    func isUnique<Value>(_ words: SheetWords<Value>) -> Bool {
      words.entries.allSatisfy { entry in
        entry.words.allSatisfy { word in
          words[word].map { "\($0)" } == "\(entry.value)"
        }
      }
    }
    #expect(isUnique(SheetWords.units))
    #expect(isUnique(SheetWords.wellRoles))
    #expect(isUnique(SheetWords.nonTargets))
    #expect(Set(SheetWords.units.entries.map(\.value)) == Set(ConcentrationUnit.allCases))
    #expect(Set(SheetWords.wellRoles.entries.map(\.value)) == Set(WellRole.allCases))
    #expect(Set(SheetWords.nonTargets.entries.map(\.value)) == Set(NonTargetStatus.allCases))
  }

  @Test func `both letters for micro are one`() {
    #expect(ConcentrationUnit(word: "\u{B5}M") == .micromolar)
    #expect(ConcentrationUnit(word: "\u{3BC}M") == .micromolar)
    #expect(ConcentrationUnit(word: "Log10 [M]") == .log10Molar)
    #expect(ConcentrationUnit(word: "mg/mL") == nil)
  }

  @Test func `the article has the columns that are read`() throws {
    let expected = PlateGuide.markdown
    let text = try GeneratedArticle.text(
      "drug-response-tables.md", endingWith: expected, from: PlateGuide.start)
    #expect(text.hasSuffix(expected), "the article must end with:\n\(expected)")
  }
}
