import DelimitedText
import DrugResponse

/// What users are told of the tables that are read, for the article.
package enum PlateGuide {
  /// The first words of ``markdown``.
  package static let start = "## Tables of wells\n"

  /// All columns, words and units in Markdown.
  package static var markdown: String {
    [
      section("Tables of wells", WellColumn.self),
      words("Wells", "control", SheetWords.wellRoles),
      words("Units", "unit", SheetWords.units),
      section("GR metrics", GrowthColumn.self),
      section("SynergyFinder and synergy", CombinationColumn.self),
      section("Courses of target lesions", CourseColumn.self),
      words("Other lesions", CourseColumn.nonTarget.rawValue, SheetWords.nonTargets),
    ].joined(separator: "\n")
  }

  private static func section<Column: TableColumn>(_ title: String, _ columns: Column.Type)
    -> String
  {
    let rows = Column.allCases.map { column in
      row([
        "`\(column.rawValue)`" + (column.isRequired ? " (required)" : ""),
        column.otherNames.map { "`\($0)`" }.joined(separator: ", "), column.meaning,
        column.unit ?? "–", column.expectation, column.blank,
      ])
    }
    return
      ([
        "## \(title)", "",
        "| column | also called | holds | unit | a field is | a blank field means |",
        "| --- | --- | --- | --- | --- | --- |",
      ] + rows).joined(separator: "\n") + "\n"
  }

  private static func words<Value>(
    _ title: String, _ column: String, _ words: SheetWords<Value>
  ) -> String {
    let rows = words.entries.map { entry in
      row([
        "`\(entry.name)`", entry.words.dropFirst().map { "`\($0)`" }.joined(separator: ", "),
        entry.meaning,
      ])
    }
    return
      (["## \(title)", "", "| \(column) | also written | meaning |", "| --- | --- | --- |"] + rows)
      .joined(separator: "\n") + "\n"
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
}
