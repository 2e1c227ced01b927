import TumorModel

/// Findings in what the study sheet says.
struct SheetFindings {
  private static let century = 36_525

  let sheet: SampleSheet

  func findings() -> [Finding] {
    similarNames() + sheet.rows.flatMap(values) + reversals()
  }

  private func values(_ row: SampleSheet.Row) -> [Finding] {
    var found: [Finding] = []
    let sample = row.sample
    func add(_ kind: FindingKind, _ text: String) {
      found.append(Finding(kind, of: row, at: row.location, text))
    }
    let names = [("patient", sample.patient), ("sample", sample.id), ("site", sample.site ?? "")]
    for (column, name) in names where Self.isFormula(name) {
      add(
        .spreadsheetFormula,
        "\(column) is '\(name)': a spreadsheet takes a name that starts with "
          + "\(name.prefix(1)) for a formula")
    }
    if let day = sample.day {
      if abs(day) > Self.century {
        add(.unlikelyDay, "day is \(day): more than a hundred years from the diagnosis")
      } else if day < 0 {
        add(.unlikelyDay, "day is \(day): before the diagnosis")
      }
    }
    if let purity = sample.purity?.value, purity == 1 || purity < 0.1 {
      add(
        .unlikelyPurity,
        purity == 1
          ? "purity is 1: a biopsy without one normal cell?"
          : "purity is \(purity): few tumour cells, so few clones can be seen")
    }
    if let ploidy = sample.ploidy, ploidy < 1 || ploidy > 8 {
      add(.unlikelyPloidy, "ploidy is \(ploidy): below 1 or above 8 copies a cell")
    }
    return found
  }

  static func isFormula(_ name: String) -> Bool {
    guard let first = name.utf8.first, name.utf8.count > 1 else { return false }
    return "=+-@".utf8.contains(first)
  }

  private func similarNames() -> [Finding] {
    var found: [Finding] = []
    func compare(_ column: String, _ name: (Sample) -> String) {
      var known: [String: String] = [:]
      for row in sheet.rows {
        let name = name(row.sample)
        let plain = String(name.lowercased().filter { !" _-.".contains($0) })
        guard let other = known[plain] else {
          known[plain] = name
          continue
        }
        guard other != name else { continue }
        found.append(
          Finding(
            .similarNames, of: row, at: row.location,
            "\(column) '\(name)' is much like '\(other)': are they one?"))
        known[plain] = name
      }
    }
    compare("patient", \.patient)
    compare("sample", \.id)
    return found
  }

  private func reversals() -> [Finding] {
    var spread: [String: Int] = [:]
    for row in sheet.rows {
      guard let day = row.sample.day, [.metastasis, .recurrence].contains(row.sample.role) else {
        continue
      }
      spread[row.sample.patient] = min(spread[row.sample.patient] ?? day, day)
    }
    return sheet.rows.compactMap { row in
      guard row.sample.role == .primary, let day = row.sample.day,
        let other = spread[row.sample.patient], other < day
      else { return nil }
      return Finding(
        .reversedOrder, of: row, at: row.location,
        "a primary of day \(day), and a metastasis or recurrence of day \(other): the days decide "
          + "which came first")
    }
  }
}
