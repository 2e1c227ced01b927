import DelimitedText
import Foundation
import Testing

@testable import Results

/// What no table should make trouble with, whatever its column holds.
private enum Damage: String, CaseIterable {
  case notANumber = "nan"
  case infinite = "inf"
  case negative = "-1"
  case enormous = "1e300"
  case manyDigits
  case longText
  case empty

  var text: String {
    switch self {
    case .notANumber, .infinite, .negative, .enormous: rawValue
    case .manyDigits: String(repeating: "9", count: 40)
    // Longer than the buffer that tables are read through.
    case .longText: String(repeating: "x", count: 300_000)
    case .empty: ""
    }
  }
}

private protocol SweptTable: TestedTable {
  func problems(in folder: String, row: String) throws -> [String]
}

extension Table: SweptTable {
  /// What is wrong with how a damaged field is read, for each column and damage.
  fileprivate func problems(in folder: String, row: String) throws -> [String] {
    let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    let path = "\(folder)/\(fileName)"
    var problems: [String] = []
    for (place, column) in columns.enumerated() {
      for damage in Damage.allCases {
        var changed = fields
        changed[place] = damage.text
        let text = [header, row, changed.joined(separator: "\t")].map { $0 + "\n" }.joined()
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        let start = fields[..<place].reduce(1) { $0 + $1.utf8.count + 1 }
        let expected = "\(path):3:\(start): error: \(column.name) is '"
        do {
          var again = TableWriter()
          for row in try streamed(path) { again.append(row, of: self) }
          // What was taken is a value of the column: it is written as one that is read again.
          try (header + "\n" + again.text).write(toFile: path, atomically: false, encoding: .utf8)
          _ = try streamed(path)
        } catch let failure as TableFailure {
          if failure.description.hasPrefix(expected) { continue }
          problems.append("\(column.name), \(damage): \(failure.description.prefix(200))")
        }
      }
    }
    return problems
  }

  private func streamed(_ path: String) throws -> [Row] {
    try RowStream<Row>(path: path).rest()
  }
}

@Suite("Every column of every table")
struct ColumnSweepTests {
  @Test(arguments: ResultTables.all.indices)
  func `takes a value of its own or refuses it at its place`(index: Int) throws {
    let table = try #require(ResultTables.all[index] as? any SweptTable)
    let folder = FileManager.default.temporaryDirectory.path + "/mc-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var draw = Draw(seed: 20_261_129)
    let problems = try table.problems(in: folder, row: try table.line(&draw))
    #expect(problems == [], "\(table.fileName): \(problems.joined(separator: " / "))")
  }
}
