/// ln of the likelihood of each distinct count of a sample, by the cancer cell fraction of its clone.
struct CloneTable: Sendable {
  /// The number of distinct counts.
  let rows: Int
  /// The number of cancer cell fractions.
  let points: Int
  /// `[row][fraction]`.
  var values: [Double]
  /// ln of the likelihood of an artefact's reads, by row.
  var artefacts: [Double]
  /// ln of the likelihood of a mutation of a neutral tail, by row.
  var tails: [Double]

  /// A table to be filled.
  init(rows: Int, points: Int) {
    (self.rows, self.points) = (rows, points)
    values = [Double](repeating: 0, count: rows * points)
    artefacts = [Double](repeating: 0, count: rows)
    tails = artefacts
  }

  /// Calls `body` with the start of the values.
  @inline(__always)
  func withValues(_ body: (UnsafePointer<Double>) -> Void) {
    values.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      body(start)
    }
  }
}
