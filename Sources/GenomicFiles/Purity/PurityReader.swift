package import DelimitedText
import TumorModel

/// Reads the purity and ploidy that a copy-number tool found.
package struct PurityReader {
  private static let expected =
    "purity and ploidy of PURPLE, FACETS, ASCAT, Sequenza, Battenberg or ABSOLUTE, or the columns "
    + "purity and ploidy"

  private let table: SmallTable
  private let tool: PurityTool
  private var fields: TableFields
  private var warnings: [String] = []

  /// Reads what a table says of one sample.
  package static func read(
    _ place: NamedPath, sample: String
  ) throws(InputErrors) -> (purity: StatedPurity, warnings: [Warning]) {
    let table = try SmallTable(
      path: place.path, expected: "purity and ploidy", namedAt: place, marked: ["purity"],
      hasRowNames: true, refusal: refusal)
    guard let tool = PurityTool(columns: table.names) else {
      preconditionFailure("a table of no tool was refused")
    }
    var reader = PurityReader(table: table, tool: tool)
    let found = try reader.purity(of: sample)
    let location = TextLocation(path: place.path)
    return (found, reader.warnings.map { Warning($0, at: location) })
  }

  private init(table: SmallTable, tool: PurityTool) {
    (self.table, self.tool) = (table, tool)
    fields = TableFields(table: table, policy: RowPolicy(isStrict: true))
  }

  private static func refusal(_ table: SmallTable) -> ParseError.Reason? {
    let names = table.names
    if names.contains("rho"), names.contains("psi") {
      return .refused(
        problem: "this is Battenberg's table of rho and psi",
        expected: "its table of cellularity and ploidy")
    }
    if !names.isDisjoint(with: ["start", "startpos", "start.pos", "start.bp", "loc.start"]) {
      return .refused(
        problem: "this is a table of segments",
        expected: "it in the sheet's column segments, and \(expected) here")
    }
    guard PurityTool(columns: names) == nil else { return nil }
    return .refused(
      problem: "not a purity table: its columns are "
        + listing(table.header.fields.map(\.text), limit: 6), expected: expected)
  }

  private mutating func purity(of sample: String) throws(InputErrors) -> StatedPurity {
    fields.row = try row(of: sample)
    var found = StatedPurity(tool: tool)
    if let column = table.column("purity", "cellularity", "AberrantCellFraction") {
      if fields.isMissing(column) {
        warnings.append("no purity was found (\(fields.text(column))): left unknown")
      } else {
        found.purity = fields.number(column, Purity.expectation) { Purity($0) != nil }
      }
    }
    if let column = table.column("ploidy", "ploidy.estimate"), !fields.isMissing(column) {
      found.ploidy = fields.number(column, "copies per cell above 0") { $0 > 0 && $0 <= 100 }
    }
    if tool == .purple { readPURPLE(&found) }
    _ = try fields.faults.warnings(ofRows: 1)
    return found
  }

  private mutating func readPURPLE(_ found: inout StatedPurity) {
    if let column = table.column("gender") {
      let sex = fields.text(column).uppercased()
      found.sex = sex == "FEMALE" ? .female : sex == "MALE" ? .male : nil
    }
    if let column = table.column("status"), fields.text(column).uppercased() == "NO_TUMOR" {
      found.purity = nil
      warnings.append("PURPLE found no tumour (status NO_TUMOR): purity left unknown")
    }
  }

  /// The row of a sample: the only one, the one that names it, or the best of several solutions.
  private mutating func row(of sample: String) throws(InputErrors) -> DelimitedLine {
    let rows = table.rows
    guard let first = rows.first else {
      throw failure("the table has no row", "one row per sample")
    }
    let columns = [table.column("sample", "sample_id"), table.column("array")].compactMap { $0 }
    if rows.count == 1 {
      let names = columns.map { first.field($0).text }.filter { !$0.isEmpty }
      if !names.isEmpty, !names.contains(sample) {
        warnings.append(
          "the only row is of \(listing(names)), and is taken as that of \(sample)")
      }
      return first
    }
    switch tool {
    case .sequenza where rows.count == 3:
      // The ends of the interval stand around the estimate.
      return rows[1]
    case .sequenzaSolutions:
      let words = ["cellularity", "ploidy"].map { name in
        "\(name) \(table.column(name).map { first.field($0).text } ?? "")"
      }
      warnings.append(
        "\(rows.count) solutions; the first is used: \(words.joined(separator: ", "))")
      return first
    default: break
    }
    guard !columns.isEmpty else {
      throw failure("the table has \(rows.count) rows and no column sample", "one row")
    }
    let own = rows.filter { row in columns.contains { row.field($0).text == sample } }
    guard let only = own.first, own.count == 1 else {
      throw failure(
        own.isEmpty
          ? "no row is of sample \(sample)" : "\(own.count) rows are of sample \(sample)",
        "one row per sample")
    }
    return only
  }

  private func failure(_ problem: String, _ expected: String) -> InputErrors {
    fields.faults.failure(
      .malformed(problem: problem, expected: expected), line: table.header.number, column: 1,
      source: table.header.source)
  }
}
