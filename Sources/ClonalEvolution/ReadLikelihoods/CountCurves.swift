/// The likelihoods of a sample's distinct counts along the ``FrequencyAxis``, kept for what is computed
/// after a fit.
struct CountCurves: Sendable {
  /// The points of the axis.
  let points: Int
  /// `[curve][point]`, relative to ``logScales``.
  private(set) var values: [Float] = []
  /// ln of what the values of each curve are relative to.
  private(set) var logScales: [Double] = []
  /// The curve of each row.
  private(set) var curveOfRow: [Int32]
  /// The kind of locus of each row.
  private(set) var kindOfRow: [Int32]

  /// Makes room for rows.
  init(points: Int, rows: Int) {
    self.points = points
    curveOfRow = [Int32](repeating: 0, count: rows)
    kindOfRow = curveOfRow
    values.reserveCapacity(rows * points)
    logScales.reserveCapacity(rows)
  }

  /// Tells that a row's counts are those of the last curve.
  mutating func set(row: Int, kind: Int32) {
    curveOfRow[row] = Int32(logScales.count - 1)
    kindOfRow[row] = kind
  }

  /// Keeps a curve.
  mutating func append(_ curve: FrequencyCurve) {
    let start = values.count
    values.append(contentsOf: repeatElement(0, count: points))
    values.withUnsafeMutableBufferPointer { values in
      curve.values.withUnsafeBufferPointer { own in
        for i in 0..<points { values[start + i] = Float(own[i]) }
      }
    }
    logScales.append(curve.logScale)
  }
}
