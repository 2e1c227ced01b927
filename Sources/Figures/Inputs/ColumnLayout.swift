/// Places columns that must not touch, each as near as can be to where it belongs.
enum ColumnLayout {
  /// The places of columns: the least sum of squared moves for which neighbours are `gap` apart.
  ///
  /// Pool-adjacent-violators: with the gaps taken off, places must not fall, and columns that would are
  /// moved together. Those that then stand beyond an end are moved inside.
  ///
  /// - Parameters:
  ///   - wanted: Where the columns belong, in rising order.
  ///   - gap: The least distance of neighbours.
  ///   - range: Where columns may stand; with too little room for all it is left behind on the right.
  /// - Complexity: O(columns).
  static func places(
    _ wanted: [Double], gap: Double, in range: ClosedRange<Double>
  ) -> [Double] {
    var blocks: [(mean: Double, count: Int)] = []
    for (index, place) in wanted.enumerated() {
      blocks.append((place - Double(index) * gap, 1))
      while blocks.count > 1, blocks[blocks.count - 2].mean > blocks[blocks.count - 1].mean {
        let last = blocks.removeLast()
        let before = blocks.removeLast()
        let count = before.count + last.count
        let sum = before.mean * Double(before.count) + last.mean * Double(last.count)
        blocks.append((sum / Double(count), count))
      }
    }
    let room = max(
      range.lowerBound, range.upperBound - Double(max(0, wanted.count - 1)) * gap)
    return blocks.flatMap { Array(repeating: $0.mean, count: $0.count) }.enumerated().map {
      min(max($1, range.lowerBound), room) + Double($0) * gap
    }
  }

  /// Rows for words that would stand on one another, the first row first.
  ///
  /// - Parameters:
  ///   - ranges: Where the words begin and end, by their beginnings.
  static func rows(_ ranges: [(start: Double, end: Double)]) -> [Int] {
    var ends: [Double] = []
    return ranges.map { range in
      let row = ends.firstIndex { $0 <= range.start } ?? ends.count
      if row == ends.count { ends.append(0) }
      ends[row] = range.end
      return row
    }
  }
}
