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

  /// A day of treatment.
  enum Reading {
    case day(Int)
    /// What the field should have held.
    case fault(String)
  }

  /// The day of a patient that a field tells, on the scale of the patient's samples.
  func day(_ text: String, whole: Int?, of patient: String) -> Reading {
    if let whole {
      return zeros[patient] == nil
        ? .day(whole) : .fault("a date such as 2019-03-14, as the patient's samples have")
    }
    guard let date = CalendarDate(text) else { return .fault(SheetColumn.day.expectation) }
    if let zero = zeros[patient] { return .day(date.days(since: zero)) }
    // Treatments of other patients are left out.
    guard patients.contains(patient) else { return .day(0) }
    return .fault("a whole number of days from diagnosis, for the patient's samples have no dates")
  }
}
