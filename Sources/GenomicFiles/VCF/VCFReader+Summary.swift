import DelimitedText
import TumorModel

/// What is told of a file.
extension VCFReader {
  mutating func report(
    _ line: Bytes, _ column: String, _ index: Int, _ expected: String
  ) {
    let gene = gene(line)
    faults.add(
      .badField(column: column, found: ends.field(index, of: line).string, expected: expected),
      line: lineNumber, column: ends.column(of: index), source: line.string, gene: gene)
  }

  mutating func reportShort(_ line: Bytes) {
    let gene = gene(line)
    faults.add(
      .malformed(
        problem: "the record ends after \(counted(ends.count, "field"))",
        expected: "\(VCFHeader.fixedColumns + header.samples.count), as in the line of columns"),
      line: lineNumber, column: line.count + 1, source: line.string, gene: gene)
  }

  /// The gene of a record's first alternate allele; empty where it is not annotated.
  mutating func gene(_ line: Bytes) -> String {
    guard ends.count > 7, !header.annotation.isEmpty else { return "" }
    var alternates = ends.field(4, of: line)[...]
    let count = ends.field(4, of: line).listLength
    guard let first = alternates.nextPiece(UInt8(ascii: ",")) else { return "" }
    return header.annotation.texts(
      of: ends.field(7, of: line), alternate: first, number: 1, count: count
    ).gene.string
  }

  /// What is told of the whole file.
  ///
  /// - Parameter needsCounts: Whether a file is refused of which no reads are understood.
  consuming func summary(needsCounts: Bool) throws(InputErrors) -> MutationFileSummary {
    guard let columns else {
      throw faults.failure(
        .malformed(
          problem: lineNumber > 1
            ? "the header has no end" : "the file is one line, as where lines end in CR alone",
          expected: "a line that starts #CHROM"))
    }
    if needsCounts, let (format, line) = tally.foreignFormat {
      faults.refuse(
        .malformed(
          problem: "no call has read counts that are understood: FORMAT is '\(format)'",
          expected: "\(CountDialects.keys) among its keys, or a file of the samples' read counts"),
        line: line, column: 1)
    }
    let faulty = try faults.warnings(ofRows: tally.records)
    var summary = MutationFileSummary(build: header.build)
    summary.isText = isText
    for choice in columns.tumors + columns.normals
    where !header.hasReadsInInfo && !header.isOfSitesAlone {
      summary.columns[choice.request.row] = header.samples[choice.column]
    }
    let location = TextLocation(path: place.path)
    summary.warnings = faulty + tally.warnings(filters: filters, at: location)
    let unused = columns.unused(of: header).filter { !names.contains($0) }
    if !unused.isEmpty {
      summary.warnings.append(
        Warning(
          "\(counted(unused.count, "sample column")) not in the sheet left out: \(listing(unused)); a "
            + "normal of the patient needs a row of role normal that names this file",
          at: location))
    }
    if columns.isAssumed, let request = requests.first {
      summary.warnings.append(
        Warning(
          "the only sample column, \(header.samples[0]), is taken for \(request.sample.id), the only "
            + "sample that names the file", at: location))
    }
    if header.isUnfiltered {
      summary.warnings.append(
        Warning("calls of Mutect 2 before FilterMutectCalls: no record is filtered", at: location))
    }
    return summary
  }
}
