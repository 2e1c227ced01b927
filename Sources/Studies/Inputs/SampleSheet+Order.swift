import TumorModel

extension SampleSheet {
  /// Primaries that were taken after a metastasis or recurrence of the patient, with the day of each
  /// and of the first of those.
  func reversals() -> [(row: Row, day: Int, other: Int)] {
    var spread: [String: Int] = [:]
    for row in rows {
      guard let day = row.sample.day, [.metastasis, .recurrence].contains(row.sample.role) else {
        continue
      }
      spread[row.sample.patient] = min(spread[row.sample.patient] ?? day, day)
    }
    return rows.compactMap { row in
      guard row.sample.role == .primary, let day = row.sample.day,
        let other = spread[row.sample.patient], other < day
      else { return nil }
      return (row, day, other)
    }
  }

  /// What is said of a primary that was taken after a metastasis or recurrence.
  static func reversalWords(primary: Int, other: Int) -> String {
    "a primary from day \(primary), and a metastasis or recurrence from day \(other): the days "
      + "decide which came first"
  }
}
