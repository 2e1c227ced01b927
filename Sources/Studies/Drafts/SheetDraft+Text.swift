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
    [SheetColumn.patient, .role].flatMap { column in
      // Samples of which the same is told, the most frequent first.
      Dictionary(grouping: open(column)) { reason($0, column) }
        .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        .map { reason, samples in
          "\(column.rawValue) of \(words(samples)): write \(column.expectation); \(reason)"
        }
    }
  }

  /// The samples for which no file tells what a column holds.
  private func open(_ column: SheetColumn) -> [String] {
    rows.filter { $0[column] == SheetColumn.placeholder }.map { $0[.sample] }
  }

  /// Why nothing is known.
  private func reason(_ sample: String, _ column: SheetColumn) -> String {
    if let told = told[sample], column == .role { return told }
    return column == .patient
      ? "no file tells it, and no other name begins alike"
      : "no file tells it, nor does the name"
  }

  /// Samples by name, or by number where there are many.
  private func words(_ samples: [String]) -> String {
    guard samples.count > Self.named, let first = samples.first else {
      return listing(samples)
    }
    return "\(counted(samples.count, "sample")), the first \(first)"
  }

  /// Words of a study's tables that were read as a role, with how many samples have them; none where
  /// the word is the role's own.
  private var readings: [String] {
    let known = rows.filter { row in
      row[.role] != SheetColumn.placeholder && told[row[.sample]] != nil
    }
    return Dictionary(grouping: known) { "\(told[$0[.sample]] ?? "") as \($0[.role])" }
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .map { "\($0.key) (\(counted($0.value.count, "sample")))" }
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
      lines.append(
        "To correct, where \(SheetColumn.placeholder) stands for what no file tells; remove the row where "
          + "nobody knows:")
      lines += corrections.map { "  " + $0 }
    }
    if !guessed.isEmpty {
      lines.append("To check, since it was taken from the names of samples and files:")
      lines += SheetColumn.allCases.compactMap { column in
        guessed[column].map { samples in
          let names = rows.map { $0[.sample] }.filter(samples.contains)
          return "  \(column.rawValue) of \(words(names))"
        }
      }
    }
    if !readings.isEmpty {
      lines.append("To check, since the study's tables say it in other words than role:")
      lines += readings.prefix(Self.named).map { "  " + $0 }
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
          guard Self.files.contains(column) else { return text }
          return SheetColumn.field(
            naming: SheetColumn.paths(in: text).map { $0.hasPrefix("/") ? $0 : prefix + $0 })
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
