import DelimitedText
import DrugResponse

extension CourseAssembly {
  /// The rows by day, the baseline first; what else was seen by the start of treatment is left out, and noted.
  ///
  /// In tables of lesions all are measured where no lesion is without a diameter that any row names by then.
  ///
  /// - Parameters:
  ///   - rows: The rows of one patient.
  ///   - start: The start of treatment in the table's days.
  mutating func usedDays(
    _ rows: [CourseRow], from start: Double
  ) -> [(key: Double, value: [CourseRow])] {
    let days = Dictionary(grouping: rows, by: \.day).sorted { $0.key < $1.key }
    let named = Set(rows.filter { $0.day <= start }.compactMap { $0.lesion?.text })
    let isMeasured = days.map { day in
      guard isByLesion else { return day.value.contains { $0.sum != nil } }
      let measured = day.value.compactMap { $0.diameter == nil ? nil : $0.lesion?.text }
      return !measured.isEmpty && named.isSubset(of: measured)
    }
    let used = TumorCourse.places(days: days.map { $0.key - start }, isMeasured: isMeasured)
    for place in days.indices where !used.contains(place) {
      unused += days[place].value.prefix(1).map(\.dayCell)
    }
    return used.map { days[$0] }
  }

  /// Tells of the assessments that are not used.
  var unusedWarning: Warning? {
    unused.first.map {
      Warning(
        "not used: \(counted(unused.count, "assessment")) by the start of treatment besides the baseline, which "
          + "is the last complete one", at: $0.location)
    }
  }
}
