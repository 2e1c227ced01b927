import DelimitedText
import TumorModel

/// What is told of a file.
extension MAFReader {
  mutating func report(_ line: Bytes, _ column: Int, _ expected: String) {
    errors.add(
      .badField(
        column: columns.names[column], found: ends.field(column, of: line).trimmed.string,
        expected: expected),
      line: lineNumber, column: ends.column(of: column), source: line.string)
  }

  mutating func reportShort(_ line: Bytes) {
    errors.add(
      .malformed(
        problem: "the row ends after \(counted(ends.count, "field"))",
        expected: "\(columns.names.count), as in the header line"),
      line: lineNumber, column: line.count + 1, source: line.string)
  }

  consuming func summary() throws(InputErrors) -> MutationFileSummary {
    try errors.throwIfAny()
    let location = TextLocation(path: place.path)
    var summary = MutationFileSummary(build: build, countColumn: columns.alternateCount)
    var unknown: [(name: String, rows: Int)] = []
    var present: Set<Int> = []
    for (barcode, sample) in sampleOfBarcode.enumerated() {
      if sample == Self.unknown {
        unknown.append((barcodes.string(UInt32(barcode)), rowsOfBarcode[barcode]))
      } else if sample >= 0 {
        present.insert(Int(sample))
      }
    }
    // A normal has rows of its own in few tables.
    let wanted = samples.keys.filter { !normals.contains($0) }.sorted()
    if rowCount > 0, present.isEmpty, !wanted.isEmpty {
      throw errors.failure(
        .malformed(
          problem: "no row is of a sample that the sheet expects here (\(listing(wanted)))",
          expected: "their names as Tumor_Sample_Barcode, which has \(listing(unknown.map(\.name)))"
        ))
    }
    if !unknown.isEmpty {
      let rows = unknown.reduce(0) { $0 + $1.rows }
      let names = unknown.map { "\($0.name) (\($0.rows))" }
      summary.warnings.append(
        Warning(
          "\(counted(rows, "row")) of \(counted(unknown.count, "sample")) not in the sheet left out: "
            + listing(names), at: location))
    }
    let absent = wanted.filter { name in samples[name].map { !present.contains($0) } ?? false }
    if rowCount == 0 {
      summary.warnings.append(Warning("the table has no row", at: location))
      return summary
    }
    summary.absent = Set(samples.values).subtracting(present)
    if !absent.isEmpty {
      summary.warnings.append(
        Warning(
          "no row of \(listing(absent)): without one, absent rows are not read as 'not called'",
          at: location))
    } else if present.isEmpty, !samples.isEmpty {
      summary.warnings.append(
        Warning("no row of \(listing(samples.keys.sorted()))", at: location))
    }
    return summary
  }
}
