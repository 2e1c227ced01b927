import Glibc

/// Fits levels of rows and columns in turn until both margins are met.
///
/// Iterative proportional fitting: W. E. Deming and F. F. Stephan, *Ann. Math. Stat.* 11, 427–444 (1940),
/// doi:10.1214/aoms/1177731829; here on the scale of odds.
struct MarginFit {
  /// The margin of each row and how many rows share it.
  let rows: [(margin: Double, count: Double)]
  /// The margin of each column and how many columns share it.
  let columns: [(margin: Double, count: Double)]
  private(set) var rowLevels: [Double]
  private(set) var columnLevels: [Double]

  init(
    rows: [(margin: Double, count: Double)], columns: [(margin: Double, count: Double)]
  ) {
    self.rows = rows
    self.columns = columns
    rowLevels = [Double](repeating: 0, count: rows.count)
    columnLevels = [Double](repeating: 0, count: columns.count)
  }

  /// The rate of levels whose sum is a logit.
  static func rate(_ row: Double, _ column: Double) -> Double {
    // An infinite row rules: with all genes mutated even an unmutated one would be.
    row.isInfinite ? (row > 0 ? 1 : 0) : 1 / (1 + exp(-row - column))
  }

  /// The greatest error of a margin that is left, in patients; chosen by hand.
  ///
  /// Where the margins hardly leave room, levels grow without end and the error falls as the inverse
  /// of the rounds. What is left then moves no p-value that is read; margins that contradict one
  /// another leave errors of the order of a patient.
  static let tolerance = 0.01
  /// A few dozen rounds are usual.
  private static let mostRounds = 500

  /// Runs the rounds.
  ///
  /// - Throws: ``UndefinedResult/marginsNotMet`` where a margin is missed by more than
  ///   ``tolerance``.
  mutating func run() throws(UndefinedResult) {
    // Empty and full margins are met by infinite levels.
    let genes = columns.reduce(0) { $0 + $1.count }
    let patients = rows.reduce(0) { $0 + $1.count }
    for index in rows.indices {
      if rows[index].margin <= 0 { rowLevels[index] = -.infinity }
      if rows[index].margin >= genes { rowLevels[index] = .infinity }
    }
    for index in columns.indices {
      if columns[index].margin <= 0 { columnLevels[index] = -.infinity }
      if columns[index].margin >= patients { columnLevels[index] = .infinity }
    }
    var error = Double.infinity
    for _ in 0..<Self.mostRounds {
      for index in columns.indices where columnLevels[index].isFinite {
        columnLevels[index] = Self.solve(
          columns[index].margin, from: columnLevels[index],
          zip(rows, rowLevels).map { ($0.count, $1) })
      }
      for index in rows.indices where rowLevels[index].isFinite {
        rowLevels[index] = Self.solve(
          rows[index].margin, from: rowLevels[index],
          zip(columns, columnLevels).map { ($0.count, $1) })
      }
      error = columnError()
      if error < 1e-10 { break }
    }
    guard error <= Self.tolerance else { throw UndefinedResult.marginsNotMet }
  }

  /// The largest error of a column, the rows being met.
  private func columnError() -> Double {
    var largest = 0.0
    for (column, level) in zip(columns, columnLevels) {
      var sum = 0.0
      for (row, rowLevel) in zip(rows, rowLevels) {
        sum += row.count * Self.rate(rowLevel, level)
      }
      largest = max(largest, abs(sum - column.margin))
    }
    return largest
  }

  /// The level at which `Σ count / (1 + exp(-level - other))` meets a margin, by Newton's method.
  private static func solve(
    _ margin: Double, from start: Double, _ others: [(count: Double, level: Double)]
  ) -> Double {
    var (low, high) = (-745.0, 745.0)
    var level = start
    for _ in 0..<100 {
      var (sum, slope) = (0.0, 0.0)
      for other in others {
        let rate =
          other.level.isInfinite
          ? (other.level > 0 ? 1 : 0) : 1 / (1 + exp(-level - other.level))
        sum += other.count * rate
        slope += other.count * rate * (1 - rate)
      }
      if sum < margin { low = level } else { high = level }
      let next = slope > 0 ? level + (margin - sum) / slope : .infinity
      let previous = level
      level = next > low && next < high ? next : 0.5 * (low + high)
      if abs(level - previous) < 1e-13 * max(1, abs(level)) { break }
    }
    return level
  }
}
