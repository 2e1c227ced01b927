import Figures
import DelimitedText
import Foundation
import Results
import Wording

/// A table of responses as it was read.
struct ResponseTableFile: Hashable, Sendable {
  /// The name in the folder.
  let name: String
  /// The SHA-256.
  let checksum: String
  /// What its first lines record of how it was made.
  let record: TableRecord
}

/// The tables of responses in a folder; those that no command has written are empty.
struct ResponseFolder {
  let path: String
  let tables: ResponseTables
  let isSynthetic: Bool
  let files: [ResponseTableFile]

  /// Reads the tables.
  ///
  /// - Throws: ``CommandFailure`` where there is none, `FileFailure` and `TableFailure` where one cannot be
  ///   read.
  init(_ folder: String) throws {
    let plain = FolderPath.plain(folder)
    var isSynthetic = false
    var files: [ResponseTableFile] = []
    func rows<Row: ResultRow>(_ row: Row.Type) throws -> [Row] {
      let path = "\(plain)/\(Row.table.fileName)"
      guard FileManager.default.fileExists(atPath: path) else { return [] }
      isSynthetic = isSynthetic || FirstLine.isSynthetic(path)
      let stream = try RowStream<Row>(path: path)
      let rows = try stream.rest()
      files.append(
        ResponseTableFile(
          name: Row.table.fileName, checksum: stream.checksum ?? "",
          record: TableRecord(comments: stream.comments)))
      return rows
    }
    var tables = ResponseTables()
    tables.curves = try rows(ResponseCurveRow.self)
    tables.comparisons = try rows(ResponseComparisonRow.self)
    tables.points = try rows(ResponsePointRow.self)
    tables.lines = try rows(ResponseLineRow.self)
    tables.combinations = try rows(CombinationRow.self)
    tables.cells = try rows(CombinationCellRow.self)
    tables.isoboles = try rows(IsoboleRow.self)
    tables.restoration = try rows(RestorationRow.self)
    tables.plates = try rows(PlateQualityRow.self)
    tables.courses = try rows(CourseRow.self)
    tables.visits = try rows(CourseVisitRow.self)
    tables.rates = try rows(ResponseRateRow.self)
    tables.survival = try rows(SurvivalRow.self)
    tables.survivalComparisons = try rows(SurvivalComparisonRow.self)
    guard !files.isEmpty else {
      throw CommandFailure(
        .badData,
        "error: \(folder) has no tables of responses; expected a folder written by metachron response"
      )
    }
    (path, self.files) = (plain, files)
    (self.tables, self.isSynthetic) = (tables, isSynthetic)
  }

  /// The files that hold tables of responses.
  static let fileNames = Set(
    ResponseCurvesRun.fileNames + CombinationsRun.fileNames + ClinicalRun.fileNames)

  /// Whether a folder has such a table.
  static func exists(_ folder: String) -> Bool {
    fileNames.contains {
      FileManager.default.fileExists(atPath: "\(FolderPath.plain(folder))/\($0)")
    }
  }

  /// The tables of an experiment, put together by the inputs that they record.
  ///
  /// Tables of one experiment are of the same files of measurements. Those that record no input, as where an
  /// editor dropped the first lines, are left out.
  var inputsOfExperiment: [[String]] {
    byInputs(ResponseCurvesRun.fileNames + CombinationsRun.fileNames)
  }

  /// The tables of courses, put together by the inputs that they record.
  var inputsOfCourses: [[String]] { byInputs(ClinicalRun.fileNames) }

  private func byInputs(_ names: [String]) -> [[String]] {
    let own = files.filter { names.contains($0.name) && !$0.record.inputs.isEmpty }
    return own.map { Set($0.record.inputs) }.distinct.map { inputs in
      own.filter { Set($0.record.inputs) == inputs }.map(\.name)
    }
  }

  /// Whether there is an experiment with drugs.
  var hasExperiment: Bool {
    !(tables.curves.isEmpty && tables.cells.isEmpty && tables.restoration.isEmpty)
  }

  /// Whether there are patients under treatment.
  var hasCourses: Bool {
    !(tables.courses.isEmpty && tables.survival.isEmpty && tables.rates.isEmpty)
  }

  /// The drugs of an experiment.
  var drugs: [String] { tables.drugs }

  /// The cell lines of an experiment.
  var cellLines: [String] { tables.cellLines }
}
