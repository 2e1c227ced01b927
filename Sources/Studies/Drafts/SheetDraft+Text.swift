import DelimitedText

extension SheetDraft {
  /// Columns that every draft has, for a person to fill.
  private static let usual: Set<SheetColumn> = [
    .patient, .sample, .role, .day, .site, .specimen, .sex, .purity, .mutations,
  ]
  /// How many samples a comment names.
  private static let named = 8

  /// What has to be corrected before the sheet can be read; empty where nothing has.
  package var corrections: [String] {
    [SheetColumn.patient, .role].compactMap { column in
      let open = rows.filter { $0[column] == SheetColumn.placeholder }.map { $0[.sample] }
      guard !open.isEmpty else { return nil }
      return "\(column.rawValue) of \(listing(open, limit: Self.named)): \(column.expectation)"
    }
  }

  /// The sheet, with comments above it that say what is open.
  ///
  /// - Parameters:
  ///   - prefix: What the paths of the folder's files begin with, seen from where the sheet will be.
  ///   - name: The sheet's name, for the comments.
  package func text(prefix: String, name: String) -> String {
    var lines = [
      "Study sheet drafted by metachron init from \(folder). Correct it, then run: metachron check \(name)",
      "Lines that begin with # are not read.",
    ]
    if !corrections.isEmpty {
      lines.append("To correct, where \(SheetColumn.placeholder) stands for what no file tells:")
      lines += corrections.map { "  " + $0 }
    }
    if !guessed.isEmpty {
      lines.append("To check, since it was taken from the names of samples:")
      lines += SheetColumn.allCases.compactMap { column in
        guessed[column].map { samples in
          let names = rows.map { $0[.sample] }.filter(samples.contains)
          return "  \(column.rawValue) of \(listing(names, limit: Self.named))"
        }
      }
    }
    let blank = [SheetColumn.day, .specimen, .sex, .purity].filter { column in
      rows.contains { $0[column].isEmpty && $0[.role] != "normal" }
    }
    if !blank.isEmpty {
      lines.append("To add where it is known; a blank field is allowed:")
      lines += blank.map { "  \($0.rawValue): \($0.expectation); blank: \($0.blank)" }
    }
    if !unused.isEmpty {
      lines.append("Files that are not used:")
      lines += unused.prefix(Self.named).map { "  \($0.name): \($0.reason)" }
      if unused.count > Self.named { lines.append("  and \(unused.count - Self.named) more") }
    }
    let columns = SheetColumn.allCases.filter { column in
      Self.usual.contains(column) || rows.contains { !$0[column].isEmpty }
    }
    let table =
      [columns.map(\.rawValue)]
      + rows.map { row in
        columns.map { column in
          let text = row[column]
          return Self.files.contains(column) && !text.isEmpty && !text.hasPrefix("/")
            ? prefix + text : text
        }
      }
    return
      (lines.map { "# " + Self.oneLine($0) }
      + table.map { $0.map(Self.quoted).joined(separator: ",") })
      .joined(separator: "\n") + "\n"
  }

  private static let files: Set<SheetColumn> = [.mutations, .alignment, .segments, .purityFile]

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  private static func quoted(_ text: String) -> String {
    let plain = oneLine(text)
    guard plain.contains(where: { ",\"\t;".contains($0) }) else { return plain }
    return "\"" + plain.replacing("\"", with: "\"\"") + "\""
  }
}
