public import DelimitedText
import DrugResponse

/// The courses of patients, from a table of assessments.
public struct CourseReading: Sendable {
  /// The patients in the order of the table.
  public let patients: [PatientCourse]
  /// What to know of the input.
  public let warnings: [Warning]

  /// Reads a table with a row for each assessment, or for each target lesion at each assessment.
  ///
  /// Days are counted from the start of treatment. A patient's assessments need not be in order.
  ///
  /// - Throws: `InputErrors` with every fault of the table.
  public static func read(_ text: TableText) throws(InputErrors) -> CourseReading {
    var faults = Faults()
    let table = ColumnTable<CourseColumn>(
      try text.table(expected: "a table of tumour assessments"), faults: &faults)
    table.require(CourseColumn.allCases.filter(\.isRequired), faults: &faults)
    let isByLesion = table.has(.lesion) || table.has(.diameter)
    if isByLesion {
      table.require([.lesion, .diameter], faults: &faults)
      if table.has(.sum) {
        faults.add(
          .malformed(
            problem: "the table has sums and lesions",
            expected: "either sum_mm, or lesion and diameter_mm"),
          at: table.headerLocation, source: table.table.header.source)
      }
    } else {
      table.require([.sum], faults: &faults)
    }
    try faults.throwIfAny()
    var reader = CourseRowReader(table, faults)
    var order: [String] = []
    var rows: [String: [CourseRow]] = [:]
    for line in table.table.rows {
      guard let row = reader.row(line) else { continue }
      if rows[row.patient] == nil { order.append(row.patient) }
      rows[row.patient, default: []].append(row)
    }
    var assembly = CourseAssembly(isByLesion: isByLesion, faults: reader.faults)
    let patients = order.compactMap { assembly.course(of: $0, rows[$0] ?? []) }
    if order.isEmpty, assembly.faults.isEmpty {
      assembly.faults.add(
        .malformed(problem: "the table has no assessment", expected: "one row per assessment"),
        at: table.headerLocation)
    }
    try assembly.faults.throwIfAny()
    return CourseReading(
      patients: patients, warnings: [table.unknownWarning].compactMap(\.self))
  }
}
