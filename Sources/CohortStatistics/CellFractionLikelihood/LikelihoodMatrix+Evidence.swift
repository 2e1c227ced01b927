extension LikelihoodMatrix {
  /// The weight of rows as good as clear about a threshold.
  ///
  /// `d = 1 - min(best below, best above) / max(…)` is 0 for a row that fits both sides alike and 1 for
  /// one that excludes a side: `all` is the sum of `w d`, `below` that of rows that fit better below.
  func clearWeight(_ sides: ThresholdSides) -> (below: Double, all: Double) {
    var sum = (below: 0.0, all: 0.0)
    forEachRow { row, weight in
      var (low, high) = (0.0, 0.0)
      for point in sides.below { low = max(low, row[point]) }
      for point in sides.above { high = max(high, row[point]) }
      let clear = weight * (1 - min(low, high) / max(low, high))
      sum.all += clear
      if low > high { sum.below += clear }
    }
    return sum
  }

  /// The weight of rows that fit no cancer cell and would not have fitted all tumour cells.
  func silentWeight() -> Double {
    var sum = 0.0
    forEachRow { row, weight in sum += weight * row[0] * (1 - row[columns - 1]) }
    return sum
  }
}
