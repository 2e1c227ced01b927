import TumorModel

/// The days of a study: whole numbers, or dates that are counted from a patient's earliest sample.
struct SheetDays {
  /// The patients of the sheet.
  private(set) var patients: Set<String> = []
  /// The date that is day 0, of the patients whose samples have dates.
  private(set) var zeros: [String: CalendarDate] = [:]

  /// The days of a sheet whose rows have these dates.
  ///
  /// - Parameter dates: By patient.
  init(patients: some Sequence<String>, dates: [(patient: String, date: CalendarDate)] = []) {
    self.patients = Set(patients)
    for (patient, date) in dates {
      zeros[patient] = min(zeros[patient] ?? date, date)
    }
  }

  /// What a field says of a day.
  enum Reading: Hashable {
    case day(Int)
    /// A number of days, where the patient's samples have dates.
    case dateNeeded
    /// A date, where the patient's samples have none.
    case numberNeeded
    /// Neither a number of days nor a date.
    case unreadable
  }

  /// The day of a patient that a field tells, on the scale of the patient's samples.
  ///
  /// - Parameter whole: The field as a whole number, where it is one.
  func day(_ text: String, whole: Int?, of patient: String) -> Reading {
    if let whole { return zeros[patient] == nil ? .day(whole) : .dateNeeded }
    guard let date = CalendarDate(text) else { return .unreadable }
    if let zero = zeros[patient] { return .day(date.days(since: zero)) }
    // Treatments of other patients are left out.
    return patients.contains(patient) ? .numberNeeded : .day(0)
  }
}
