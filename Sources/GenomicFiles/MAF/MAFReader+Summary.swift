import DelimitedText
import TumorModel

/// What is told of a file.
extension MAFReader {
  func badField(_ line: Bytes, _ column: Int, _ expected: String) -> ParseError.Reason {
    .badField(
      column: columns.names[column], found: ends.field(column, of: line).trimmed.string,
      expected: expected)
  }

  mutating func report(
    _ line: Bytes, _ column: Int, _ expected: String, _ treatment: RowTreatment = .leftOut
  ) {
    let gene = gene(line)
    faults.add(
      badField(line, column, expected), treatment, line: lineNumber,
      column: ends.column(of: column), source: line.string, gene: gene)
  }

  mutating func reportShort(_ line: Bytes) {
    let gene = gene(line)
    faults.add(
      .malformed(
        problem: "the row ends after \(counted(ends.count, "field"))",
        expected: "\(columns.names.count), as in the header line"),
      line: lineNumber, column: line.count + 1, source: line.string, gene: gene)
  }

  func gene(_ line: Bytes) -> String {
    guard let column = columns.gene, column < ends.count else { return "" }
    return text(column, of: line).string
  }

  consuming func summary() throws(InputErrors) -> MutationFileSummary {
    let faulty = try faults.warnings(ofRows: wantedRows)
    let location = TextLocation(path: place.path)
    var summary = MutationFileSummary(build: build, countColumn: columns.alternateCount)
    summary.warnings = faulty
    if !columns.repeated.isEmpty {
      summary.warnings.append(
        Warning(
          "the header line names \(listing(columns.repeated)) twice; the first column is read",
          at: location))
    }
    // A table of uncalled sites holds what it holds: of other samples nothing follows.
    if content == .uncalledSites {
      if columns.alternateCount == nil {
        summary.warnings.append(
          Warning("the table has no counts of reads: nothing is read of it", at: location))
      }
      return summary
    }
    if filters.leftOut > 0 {
      summary.warnings.append(
        Warning(
          "\(counted(filters.leftOut, "row")) of \(wantedRows) left out by \(filterColumns)"
            + "\(filters.geneSummary): \(filters.summary); --include-filter NAME takes them in",
          at: location))
    }
    if cutRows > 0 {
      summary.warnings.append(
        Warning(
          "\(counted(cutRows, "row")) of \(wantedRows) \(cutRows == 1 ? "ends" : "end") before "
            + "\(filterColumns) and \(cutRows == 1 ? "is" : "are") read as if the missing fields were "
            + "empty", at: location))
    }
    if uncalledRows > 0 {
      summary.warnings.append(
        Warning(
          "\(counted(uncalledRows, "row")) of \(wantedRows) with Mutation_Status UNCALLED: counts of "
            + "reads where another sample of the patient has the mutation, and never calls",
          at: location))
    }
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
      if firstWidth == columns.names.count + 1 {
        throw faults.failure(HeaderForm.rowNames)
      }
      throw faults.failure(
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
    try requireCase(of: absent, unknown.map(\.name))
    if !absent.isEmpty {
      summary.warnings.append(
        Warning(
          "no row of \(listing(absent)): without one, absent rows are not read as 'not called'"
            + suggestion(for: absent, among: unknown.map(\.name)),
          at: location))
    } else if present.isEmpty, !samples.isEmpty {
      summary.warnings.append(
        Warning("no row of \(listing(samples.keys.sorted()))", at: location))
    }
    return summary
  }

  /// The columns that keep rows out, in words.
  private var filterColumns: String {
    [columns.filter, columns.status].compactMap { $0 }.map { columns.names[$0] }
      .joined(separator: " or ")
  }

  /// Refuses names of samples that the sheet spells in other case: nobody means two samples.
  func requireCase(of absent: [String], _ others: [String]) throws(InputErrors) {
    for name in absent {
      guard let twin = NearestNames.twin(name, among: others) else { continue }
      throw faults.failure(
        .malformed(
          problem: "no row is of \(name), and rows are of \(twin), which differs in case only",
          expected: "one spelling in the sheet and in the table"))
    }
  }

  /// Names of other samples that may be meant.
  func suggestion(for absent: [String], among others: [String]) -> String {
    let limit = 100
    let pairs = absent.prefix(limit).compactMap { name in
      NearestNames.neighbour(name, among: others.prefix(limit)).map { "\($0) for \(name)" }
    }
    return pairs.isEmpty ? "" : "; a mistyped name, \(listing(pairs))?"
  }
}
