import Figures
import DelimitedText
import Foundation
import Results

/// The tables of responses in a folder; those that no command has written are empty.
struct ResponseFolder {
  let tables: ResponseTables
  let isSynthetic: Bool

  /// Reads the tables.
  ///
  /// - Throws: ``CommandFailure`` where there is none, `FileFailure` and `TableFailure` where one cannot be
  ///   read.
  init(_ folder: String) throws {
    let plain = FolderPath.plain(folder)
    var isSynthetic = false
    var found = 0
    func rows<Row: ResultRow>(_ row: Row.Type) throws -> [Row] {
      let path = "\(plain)/\(Row.table.fileName)"
      guard FileManager.default.fileExists(atPath: path) else { return [] }
      found += 1
      isSynthetic = isSynthetic || FirstLine.isSynthetic(path)
      let stream = try RowStream<Row>(path: path)
      var rows: [Row] = []
      while stream.hasRow {
        var row = Row()
        try stream.read(into: &row)
        rows.append(row)
        try stream.advance()
      }
      return rows
    }
    var tables = ResponseTables()
    tables.curves = try rows(ResponseCurveRow.self)
    tables.points = try rows(ResponsePointRow.self)
    tables.lines = try rows(ResponseLineRow.self)
    tables.combinations = try rows(CombinationRow.self)
    tables.cells = try rows(CombinationCellRow.self)
    tables.isoboles = try rows(IsoboleRow.self)
    tables.restoration = try rows(RestorationRow.self)
    tables.courses = try rows(CourseRow.self)
    tables.visits = try rows(CourseVisitRow.self)
    tables.survival = try rows(SurvivalRow.self)
    tables.survivalComparisons = try rows(SurvivalComparisonRow.self)
    guard found > 0 else {
      throw CommandFailure(
        .badData,
        "error: \(folder) has no tables of responses; expected a folder written by metachron response"
      )
    }
    (self.tables, self.isSynthetic) = (tables, isSynthetic)
  }

  /// The drugs of an experiment.
  var drugs: [String] {
    var seen: Set<String> = []
    return (tables.curves.map(\.drug) + tables.cells.flatMap { [$0.drugA, $0.drugB] }).filter {
      seen.insert($0).inserted
    }
  }

  /// The cell lines of an experiment.
  var cellLines: [String] {
    var seen: Set<String> = []
    return (tables.curves.map(\.cellLine) + tables.cells.map(\.cellLine)).filter {
      seen.insert($0).inserted
    }
  }
}
