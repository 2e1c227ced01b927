import DelimitedText
import TumorModel

/// What is told of a file.
extension VCFReader {
  mutating func report(
    _ line: Bytes, _ column: String, _ index: Int, _ expected: String
  ) {
    errors.add(
      .badField(column: column, found: ends.field(index, of: line).string, expected: expected),
      line: lineNumber, column: ends.column(of: index), source: line.string)
  }

  mutating func reportShort(_ line: Bytes) {
    errors.add(
      .malformed(
        problem: "the record ends after \(counted(ends.count, "field"))",
        expected: "\(VCFHeader.fixedColumns + header.samples.count), as in the line of columns"),
      line: lineNumber, column: line.count + 1, source: line.string)
  }

  consuming func summary() throws(InputErrors) -> MutationFileSummary {
    guard let columns else {
      throw errors.failure(
        .malformed(
          problem: lineNumber > 1
            ? "the header has no end" : "the file is one line, as where lines end in CR alone",
          expected: "a line that starts #CHROM"))
    }
    try errors.throwIfAny()
    var summary = MutationFileSummary(build: header.build)
    summary.isText = isText
    for choice in columns.tumors + columns.normals {
      summary.columns[choice.request.row] = header.samples[choice.column]
    }
    let location = TextLocation(path: place.path)
    summary.warnings = tally.warnings(filters: filters, at: location)
    if header.isUnfiltered {
      summary.warnings.append(
        Warning("calls of Mutect 2 before FilterMutectCalls: no record is filtered", at: location))
    }
    return summary
  }
}
