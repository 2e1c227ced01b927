import DelimitedText
import TumorModel

/// What a row says of its reads.
extension MAFReader {
  /// Reads with the alternate allele and all reads, 0 or more each.
  typealias MutationCounts = (alternate: Int32, depth: Int32)

  /// The counts, a depth of -1 where they are missing or contradict one another.
  mutating func counts(_ line: Bytes) -> (alternate: Int32, depth: Int32) {
    let missing = -1
    let none: (alternate: Int32, depth: Int32) = (0, -1)
    guard let alternate = count(line, columns.alternateCount),
      let reference = count(line, columns.referenceCount), let depth = count(line, columns.depth)
    else { return none }
    if alternate == missing || (reference == missing && depth == missing) { return none }
    // Callers leave reads out of the depth that they count for an allele.
    let sum = alternate + max(0, reference)
    guard sum <= Int(Int32.max), reference != missing || alternate <= depth else {
      if let column = columns.alternateCount {
        report(
          line, column,
          sum > Int(Int32.max)
            ? "a count of reads" : "at most \(name(columns.depth)), which is \(depth)",
          .withoutCounts)
      }
      return none
    }
    if depth != missing, sum > depth, let column = columns.depth {
      report(
        line, column,
        "at least \(name(columns.referenceCount)) + \(name(columns.alternateCount)), "
          + "which is \(sum)",
        .sumAsDepth)
    }
    return (Int32(alternate), Int32(max(depth, sum)))
  }

  /// A count, -1 where it is missing, `nil` where it is wrong.
  @inline(__always) mutating func count(
    _ line: Bytes, _ column: Int?, _ treatment: RowTreatment = .withoutCounts
  ) -> Int? {
    guard let column else { return -1 }
    let field = ends.field(column, of: line).trimmed
    switch field.readCount {
    case .value(let value):
      if value <= Int(Int32.max) { return value }
    case .missing: return -1
    case .invalid: break
    }
    report(
      line, column, field.first == UInt8(ascii: "-") ? "a count of 0 or more" : "a count", treatment
    )
    return nil
  }

  /// The matched normal's counts at a row's site, where the row has them.
  mutating func normalCounts(_ normal: MatchedNormalColumns, of line: Bytes) -> MutationCounts? {
    guard let alternate = count(line, normal.alternate, .withoutField), alternate >= 0,
      let reference = count(line, normal.reference, .withoutField),
      let depth = count(line, normal.depth, .withoutField)
    else { return nil }
    let all = depth >= 0 ? depth : reference >= 0 ? alternate + reference : -1
    guard all >= 0 else { return nil }
    guard all >= alternate, all <= Int(Int32.max) else {
      report(
        line, normal.alternate,
        depth >= 0 ? "at most \(name(normal.depth)), which is \(depth)" : "a count of reads",
        .withoutField)
      return nil
    }
    return (Int32(alternate), Int32(all))
  }

  func name(_ column: Int?) -> String { column.map { columns.names[$0] } ?? "" }
}
