package import DelimitedText
package import DrugResponse
import Foundation
import GenomicFiles
package import PlateFiles
import Results

/// The wells of an experiment with what is recorded of their file.
package struct ResponseSource: Sendable {
  /// The files.
  package let inputs: [String]
  /// The wells; none in exports of responses.
  package private(set) var wells: [PlateWell] = []
  /// Responses that were related to untreated cells before.
  package private(set) var combined: [ResponseSeries] = []
  /// Whether wells are at places of real plates.
  package private(set) var hasPositions = false
  /// Whether they were simulated.
  package let isSynthetic: Bool
  /// What to know of the input.
  package let warnings: [Warning]

  /// Reads tables of wells, or exports of responses.
  ///
  /// - Parameters:
  ///   - path: The table.
  ///   - layout: Tables of what is in the wells.
  ///   - settings: What is stated beside the tables.
  /// - Throws: `InputErrors` with every fault of the tables.
  package init(
    path: String, layout: [String] = [], settings: PlateSettings = PlateSettings()
  ) throws(InputErrors) {
    var tables: [TableText] = []
    for path in layout { tables.append(try TableText(readingFrom: path)) }
    let read = try ResponseInput.read(
      try TableText(readingFrom: path), layout: tables, settings: settings)
    inputs = [path] + layout
    isSynthetic = inputs.contains(where: FirstLine.isSynthetic)
    var warnings = read.warnings
    switch read {
    case .wells(let reading): (wells, hasPositions) = (reading.wells, reading.hasPositions)
    case .combinations(let reading):
      combined = reading.tables.map {
        ResponseSeries(
          cells: $0.cells, drug: $0.drugA, partner: $0.drugB, hours: 0, points: $0.points)
      }
      if combined.contains(where: Self.looksInhibited) {
        warnings.append(
          Warning(
            "cells without drug have hardly any viability and others have: the responses may be "
              + "inhibitions, which --response inhibition says", at: TextLocation(path: path)))
      }
    }
    self.warnings = warnings
  }
}

extension ResponseSource {
  /// Whether untreated cells are far below treated ones, as no viability is.
  private static func looksInhibited(_ series: ResponseSeries) -> Bool {
    let untreated = series.points.filter { $0.doseA == 0 && $0.doseB == 0 }.map(\.response)
    guard !untreated.isEmpty, let highest = series.points.map(\.response).max() else {
      return false
    }
    let mean = untreated.reduce(0, +) / Double(untreated.count)
    return mean < 0.2 && highest > 0.5
  }
}

extension TableText {
  /// Reads a plain, gzip or bgzip file, or standard input for the path `-`.
  init(readingFrom path: String) throws(InputErrors) {
    var lines = try LineReader(path: path, expected: "a table of responses")
    try self.init(&lines)
  }
}

/// The tables of one command about responses, written together.
struct ResponseOutputs {
  private let outputs: OutputSet
  private let header: TableHeader

  /// Takes the folder.
  ///
  /// - Parameters:
  ///   - outputs: The folder that was claimed.
  ///   - inputs: The files that were read.
  ///   - parameters: The choices, as one line.
  ///   - seed: The seed; `nil` where nothing is drawn.
  /// - Throws: `FileFailure` when an input cannot be read again.
  init(
    _ outputs: OutputSet, inputs: [String], isSynthetic: Bool, parameters: String, seed: UInt64?
  ) throws {
    self.outputs = outputs
    outputs.keepApart(from: inputs)
    header = TableHeader(
      isSynthetic: isSynthetic, version: ToolVersion.number, parameters: parameters, seed: seed,
      inputs: try inputs.map {
        .init(role: "measurements", checksum: try SHA256.checksum(ofFile: $0))
      })
  }

  /// Writes a table.
  ///
  /// - Throws: `FileFailure` when it cannot be written.
  func write<Row: ResultRow>(_ rows: [Row]) throws {
    var table = TableWriter()
    header.append(to: &table, of: Row.self)
    for row in rows { table.append(row) }
    let file = try outputs.file(Row.table.fileName)
    try file.write(table)
    try file.finish()
  }

  /// Puts all tables in place.
  func commit() throws { try outputs.commit() }
}
