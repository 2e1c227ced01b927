/// The ranges of sub-clonal fractions at or above a threshold.
struct RangesAbove {
  /// 1 for each range that lies at or above the threshold.
  private let mask: BinValues
  /// The range that holds the threshold between its ends; `nil` where an end is the threshold.
  private let split: Int?

  /// Takes a threshold in (0, 1).
  init(threshold: Double) {
    var mask = BinValues.zero
    var split: Int?
    let edges = CellFractionGrid.binEdges
    for bin in 0..<CellFractionGrid.bins {
      if edges[bin] >= threshold {
        mask[bin] = 1
      } else if edges[bin + 1] > threshold {
        split = bin
      }
    }
    (self.mask, self.split) = (mask, split)
  }

  /// The share of the ranges' weights that is at or above the threshold.
  ///
  /// - Parameters:
  ///   - weights: One for each range, in any scale.
  ///   - partAbove: The part of a range that holds the threshold between its ends.
  /// - Returns: `nil` where no range has a weight.
  func share(of weights: BinValues, partAbove: (Int) -> Double) -> Double? {
    let total = weights.sum()
    guard total > 0 else { return nil }
    var above = (mask * weights).sum()
    if let split, weights[split] > 0 { above += weights[split] * partAbove(split) }
    return min(1, above / total)
  }
}
