import TumorModel

/// The fields of one row of a copy-number table, with the errors found so far.
struct SegmentFields {
  let table: SmallTable
  var row: DelimitedLine
  var errors: ErrorCollector

  init(table: SmallTable) {
    self.table = table
    self.row = table.header
    self.errors = ErrorCollector(path: table.path)
  }

  func text(_ column: Int) -> String { row.field(column).text }

  func isMissing(_ column: Int) -> Bool { ["", "NA", ".", "NaN"].contains(text(column)) }

  mutating func chromosome(_ column: Int) -> Chromosome? {
    let chromosome = Chromosome(text(column))
    if chromosome == nil { fault(column, "a chromosome") }
    return chromosome
  }

  /// A position; some tools write 1e+06 for a million.
  mutating func position(_ column: Int, atLeast lowest: Int, _ expected: String) -> Int? {
    let value = Double(text(column)) ?? .nan
    if value >= Double(lowest), value <= Double(Int32.max), value == value.rounded() {
      return Int(value)
    }
    fault(column, expected)
    return nil
  }

  /// Copies per cell, which some tools let fall a little below zero.
  mutating func copies(_ column: Int) -> Double? {
    number(column, "copies per cell, from 0 to 10000") { $0 > -0.5 && $0 <= 10_000 }
  }

  /// A share of cells.
  mutating func share(_ column: Int) -> Double? {
    number(column, "a share from 0 to 1") { (0...1.000_001).contains($0) }
  }

  mutating func number(
    _ column: Int, _ expected: String, _ isAllowed: (Double) -> Bool
  ) -> Double? {
    if let value = Double(text(column)), isAllowed(value) { return value }
    fault(column, expected)
    return nil
  }

  mutating func fault(_ column: Int, _ expected: String) {
    errors.add(
      .badField(
        column: table.header.field(column).text, found: text(column), expected: expected),
      line: row.number, column: row.field(column).column, source: row.source)
  }
}
