import DelimitedText

/// What users are told of the sheet and of the table of treatments, for the article.
package enum SheetGuide {
  /// The first words of ``markdown``.
  package static let start = "## Columns\n"

  /// All columns, words and units in Markdown.
  package static var markdown: String {
    columns + words("Roles", "role", SheetWords.roles)
      + words("Specimens", "specimen", SheetWords.specimens)
      + words("Sexes", "sex", SheetWords.sexes) + treatments
  }

  private static var columns: String {
    let rows = SheetColumn.allCases.map { column in
      let name =
        "`\(column.rawValue)`" + (SheetColumn.required.contains(column) ? " (required)" : "")
      return row([
        name, column.meaning, column.unit ?? "–", column.expectation, column.blank,
      ])
    }
    return
      ([
        start, "| column | holds | unit | a field is | a blank field means |",
        "| --- | --- | --- | --- | --- |",
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
      (["", "## \(title)", "", "| \(column) | also written | meaning |", "| --- | --- | --- |"]
      + rows).joined(separator: "\n") + "\n"
  }

  private static var treatments: String {
    let rows = TreatmentColumn.allCases.map { column in
      row([
        "`\(column.rawValue)`" + (TreatmentColumn.required.contains(column) ? " (required)" : ""),
        column.meaning, column.expectation,
      ])
    }
    return
      ([
        "", "## Treatments", "", "| column | holds | a field is |", "| --- | --- | --- |",
      ] + rows).joined(separator: "\n") + "\n"
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
}
