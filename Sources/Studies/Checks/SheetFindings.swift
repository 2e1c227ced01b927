import DelimitedText
import GenomicFiles
import TumorModel

/// Findings in what the study sheet says.
struct SheetFindings {
  let sheet: SampleSheet

  func findings() -> [Finding] {
    similarNames() + sheet.rows.flatMap(values)
      + sheet.reversals().map {
        Finding(
          .reversedOrder(primary: $0.day, other: $0.other), of: $0.row, at: $0.row.location)
      }
  }

  private func values(_ row: SampleSheet.Row) -> [Finding] {
    var found: [Finding] = []
    let sample = row.sample
    func add(_ content: Finding.Content) {
      found.append(Finding(content, of: row, at: row.location))
    }
    let names = [("patient", sample.patient), ("sample", sample.id), ("site", sample.site ?? "")]
    for (column, name) in names where Self.isFormula(name) {
      add(.formula(column: column, name: name))
    }
    if let day = sample.day, day < 0 || day > Finding.century { add(.day(day)) }
    if let purity = sample.purity?.value, Self.isUnlikely(purity) { add(.purity(purity)) }
    if let ploidy = sample.ploidy, ploidy < 1 || ploidy > 8 { add(.ploidy(ploidy)) }
    return found
  }

  private static func isUnlikely(_ purity: Double) -> Bool { purity == 1 || purity < 0.1 }

  /// Findings on a purity that a file states where the sheet does not.
  static func purity(_ purity: Purity?, of row: SampleSheet.Row) -> [Finding] {
    guard row.sample.purity == nil, let purity = purity?.value, isUnlikely(purity),
      let file = row.purityFile
    else { return [] }
    return [Finding(.purity(purity), of: row, at: TextLocation(path: file.path))]
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
            .similarNames(column: column, name: name, other: other), of: row, at: row.location))
        known[plain] = name
      }
    }
    compare("patient", \.patient)
    compare("sample", \.id)
    return found
  }
}
