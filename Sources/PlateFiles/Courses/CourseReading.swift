public import DelimitedText
import DrugResponse

/// The courses of patients, from a table of assessments.
public struct CourseReading: Sendable {
  /// The patients in the order of the table.
  public let patients: [PatientCourse]
  /// The column of the groups as the table names it; `nil` where it has none.
  public let groupColumn: String?
  /// The names of the table's columns.
  public let columns: [String]
  /// What to know of the input.
  public let warnings: [Warning]

  /// Reads a table with a row for each assessment, or for each target lesion at each assessment.
  ///
  /// Days are counted from the start of treatment. A patient's assessments need not be in order.
  ///
  /// - Parameters:
  ///   - text: The table.
  ///   - groupColumn: The column by which patients are grouped, of any name; `nil` for the column `group`.
  ///   - reservedGroups: Names that no group may have.
  /// - Throws: `InputErrors` with every fault of the table.
  public static func read(
    _ text: TableText, groupedBy groupColumn: String? = nil, reservedGroups: Set<String> = []
  ) throws(InputErrors) -> CourseReading {
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
    let header = table.table.header
    let groupPlace = header.fields.indices.first { place in
      guard let groupColumn else { return CourseColumn(header: header.name(place)) == .group }
      return CourseColumn.plain(header.name(place)) == CourseColumn.plain(groupColumn)
    }
    var reader = CourseRowReader(table, groupPlace: groupPlace, faults)
    var order: [String] = []
    var rows: [String: [CourseRow]] = [:]
    for line in table.table.rows {
      guard let row = reader.row(line) else { continue }
      if rows[row.patient] == nil { order.append(row.patient) }
      rows[row.patient, default: []].append(row)
    }
    var assembly = CourseAssembly(
      isByLesion: isByLesion, reservedGroups: reservedGroups, faults: reader.faults)
    let patients = order.compactMap { assembly.course(of: $0, rows[$0] ?? []) }
    if order.isEmpty, assembly.faults.isEmpty {
      assembly.faults.add(
        .malformed(problem: "the table has no assessment", expected: "one row per assessment"),
        at: table.headerLocation)
    }
    try assembly.faults.throwIfAny()
    return CourseReading(
      patients: patients, groupColumn: groupPlace.map { header.field($0).text },
      columns: header.fields.indices.map { header.field($0).text },
      warnings: [table.unknownWarning(butAt: groupPlace), assembly.unusedWarning].compactMap(\.self)
        + assembly.warnings)
  }
}
