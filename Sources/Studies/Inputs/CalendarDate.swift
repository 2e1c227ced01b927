/// A day of the Gregorian calendar, as ISO 8601 writes it: `2019-03-14`.
struct CalendarDate: Hashable, Comparable {
  /// Days since 1 March of the year 0.
  private let number: Int

  /// Reads a date of the years 1800 to 2999, or returns `nil` for anything else.
  init?(_ text: String) {
    guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      (1800...2999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(of: month, in: year)
    else { return nil }
    // A year that begins in March has its leap day last.
    let (years, months) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    number = 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1
  }

  /// Days from another date to this one; negative where this one is earlier.
  func days(since other: CalendarDate) -> Int { number - other.number }

  static func < (first: CalendarDate, second: CalendarDate) -> Bool {
    first.number < second.number
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
