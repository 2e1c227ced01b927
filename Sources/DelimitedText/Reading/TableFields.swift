/// The fields of one row of a small table, with the faults found so far.
package struct TableFields {
  /// The table that the row is of.
  package let table: SmallTable
  /// The row that is read.
  package var row: DelimitedLine { didSet { hasFault = false } }
  /// The faults of the rows so far.
  package var faults: RowFaults
  /// Whether the row that is read has a fault.
  package private(set) var hasFault = false
  private let missing: MissingValue.Spellings?

  /// Starts at the header line.
  ///
  /// - Parameters:
  ///   - policy: What becomes of rows that cannot be read.
  ///   - missing: Spellings of missing values beyond those of ``MissingValue``.
  package init(
    table: SmallTable, policy: RowPolicy, missing: MissingValue.Spellings? = nil
  ) {
    self.table = table
    self.row = table.header
    self.faults = table.faults ?? RowFaults(path: table.path, policy: policy)
    self.missing = missing
  }

  // MARK: - Text

  /// A field's text as it is written; empty where the row is shorter.
  package func text(_ column: Int) -> String { row.field(column).text }

  /// Whether a field says that nothing is known.
  package func isMissing(_ column: Int) -> Bool {
    MissingValue.isMissing(text(column), also: missing)
  }

  /// A field's text, or `nil` where the table lacks the column or the field says that nothing is
  /// known.
  package func value(_ column: Int?) -> String? {
    guard let column, !isMissing(column) else { return nil }
    return text(column)
  }

  /// Where a field stands.
  package func location(_ column: Int?) -> TextLocation {
    TextLocation(
      path: table.path, line: row.number, column: column.map { row.field($0).column })
  }

  // MARK: - Numbers

  /// A number, or `nil` with an error where it is none that is allowed.
  package mutating func number(
    _ column: Int, _ expected: String, _ isAllowed: (Double) -> Bool
  ) -> Double? {
    if let value = NumberText.decimal(text(column)), isAllowed(value) { return value }
    fault(column, expected)
    return nil
  }

  /// A whole number, or `nil` with an error where the field holds none within a range.
  package mutating func whole(
    _ column: Int, _ expected: String, in range: ClosedRange<Int>
  ) -> Int? {
    if let value = NumberText.whole(text(column)), range.contains(value) { return value }
    fault(column, expected)
    return nil
  }

  // MARK: - Faults

  /// Tells what a field should have held.
  package mutating func fault(_ column: Int, _ expected: String) {
    hasFault = true
    faults.add(
      .badField(
        column: table.header.field(column).text, found: text(column), expected: expected),
      line: row.number, column: row.field(column).column, source: row.source)
  }
}
