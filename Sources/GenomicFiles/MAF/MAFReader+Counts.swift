import DelimitedText
import TumorModel

/// What a row says of its reads.
extension MAFReader {
  mutating func counts(_ line: Bytes) -> (alternate: Int32, depth: Int32)? {
    let missing = -1
    guard let alternate = count(line, columns.alternateCount),
      let reference = count(line, columns.referenceCount), let depth = count(line, columns.depth)
    else { return nil }
    if alternate == missing || (reference == missing && depth == missing) { return (0, -1) }
    if depth == missing {
      guard alternate + reference <= Int(Int32.max) else {
        if let column = columns.alternateCount { report(line, column, "a count of reads") }
        return nil
      }
      return (Int32(alternate), Int32(alternate + reference))
    }
    if alternate > depth, let column = columns.alternateCount {
      report(line, column, "at most \(name(columns.depth)), which is \(depth)")
      return nil
    }
    if reference != missing, alternate + reference > depth, let column = columns.depth {
      report(
        line, column,
        "at least \(name(columns.referenceCount)) + \(name(columns.alternateCount)), "
          + "which is \(alternate + reference)")
      return nil
    }
    return (Int32(alternate), Int32(depth))
  }

  /// A count, -1 where it is missing, `nil` where it is wrong.
  @inline(__always) mutating func count(_ line: Bytes, _ column: Int?) -> Int? {
    guard let column else { return -1 }
    let field = ends.field(column, of: line).trimmed
    switch field.wholeNumber {
    case .value(let value):
      if value <= Int(Int32.max) { return value }
    case .missing: return -1
    case .invalid: break
    }
    report(line, column, field.first == UInt8(ascii: "-") ? "a count of 0 or more" : "a count")
    return nil
  }

  func name(_ column: Int?) -> String { column.map { columns.names[$0] } ?? "" }
}
