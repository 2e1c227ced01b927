package import DelimitedText

/// Gene symbols that a spreadsheet turned into dates, such as SEPT9 into 9-Sep.
///
/// Source: M. Ziemann, Y. Eren and A. El-Osta, *Genome Biology* 17, 177 (2016),
/// doi:10.1186/s13059-016-1044-7.
package enum DatedGenes {
  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// What to tell of genes; `nil` where none looks like a date.
  ///
  /// - Parameter path: The table or the study that they are of.
  package static func warning(_ genes: some Sequence<String>, in path: String) -> Warning? {
    let dates = genes.filter(isDate)
    guard !dates.isEmpty else { return nil }
    return Warning(
      "\(counted(dates.count, "gene name")) \(dates.count == 1 ? "looks" : "look") like a date, into "
        + "which spreadsheets turn SEPT9, MARCH1 and the like: \(listing(dates)); mutations of these "
        + "genes are not found under their symbols", at: TextLocation(path: path))
  }

  /// Whether a name is a day and a month, or a date of digits with the year first.
  static func isDate(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    func isNumber(_ text: Substring, _ digits: ClosedRange<Int>) -> Bool {
      digits.contains(text.utf8.count) && text.utf8.allSatisfy(isDigit)
    }
    switch parts.count {
    case 2:
      return isNumber(parts[0], 1...2) && months.contains(parts[1].lowercased())
        || months.contains(parts[0].lowercased()) && isNumber(parts[1], 1...2)
    case 3:
      return isNumber(parts[0], 4...4) && isNumber(parts[1], 2...2) && isNumber(parts[2], 2...2)
    default: return false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
