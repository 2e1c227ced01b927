import DelimitedText
import TumorModel

/// The assembly that rows name.
extension MAFReader {
  @inline(__always) mutating func checkBuild(_ line: Bytes) {
    guard let column = columns.build else { return }
    let field = ends.field(column, of: line).trimmed
    let number = Int(builds.intern(field))
    if number < isBuildRight.count, isBuildRight[number] { return }
    judgeBuild(line, field, number, column)
  }

  /// A row of another assembly casts doubt on all others: it is a fault of the table.
  mutating func judgeBuild(_ line: Bytes, _ field: Bytes, _ number: Int, _ column: Int) {
    let isKnown = number < isBuildRight.count
    if field.isMissing {
      if !isKnown { isBuildRight.append(true) }
      return
    }
    let named = GenomeBuild(spelling: field.string)
    if let named, build == nil { (build, buildLine) = (named, lineNumber) }
    let isRight = named != nil && named == build
    if !isKnown { isBuildRight.append(isRight) }
    if isRight { return }
    let expected = build.map { "\($0.rawValue), the build of line \(buildLine)" }
    faults.refuse(
      badField(line, column, named == nil ? "GRCh37 or GRCh38" : expected ?? ""),
      line: lineNumber, column: ends.column(of: column), source: line.string)
  }
}
