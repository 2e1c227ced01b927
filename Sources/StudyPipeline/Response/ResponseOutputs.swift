import DelimitedText
package import DrugResponse
import Foundation
package import Results

/// The wells of an experiment with what is recorded of their file.
package struct ResponseSource: Sendable {
  /// The files.
  package let inputs: [String]
  /// The wells.
  package let wells: [PlateWell]
  /// Whether they were simulated.
  package let isSynthetic: Bool

  /// Takes wells that were read.
  package init(inputs: [String], wells: [PlateWell], isSynthetic: Bool) {
    (self.inputs, self.wells, self.isSynthetic) = (inputs, wells, isSynthetic)
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
