/// How far two groupings of the same things agree, beyond what chance gives: 1 where they are equal, about 0
/// where they have nothing to do with each other.
///
/// L. Hubert and P. Arabie, *J. Classif.* 2, 193–218 (1985), doi:10.1007/BF01908075, equation 5.
public enum AdjustedRandIndex {
  /// The index of two groupings.
  ///
  /// - Parameters:
  ///   - first: The group of each thing.
  ///   - second: The group of each in the other grouping, as many.
  ///   - weights: How many things each stands for; one where it is `nil`.
  /// - Returns: 1 also where neither grouping parts anything.
  public static func value(_ first: [Int], _ second: [Int], weights: [Double]? = nil) -> Double {
    precondition(first.count == second.count, "as many things in both groupings")
    var cells: [Pair: Double] = [:]
    var (rows, columns): ([Int: Double], [Int: Double]) = ([:], [:])
    var total = 0.0
    for index in first.indices {
      let weight = weights?[index] ?? 1
      cells[Pair(first: first[index], second: second[index]), default: 0] += weight
      rows[first[index], default: 0] += weight
      columns[second[index], default: 0] += weight
      total += weight
    }
    func pairs(_ values: some Sequence<Double>) -> Double {
      values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
    // Sums of whole numbers are exact in any order.
    let (both, ofRows, ofColumns) = (pairs(cells.values), pairs(rows.values), pairs(columns.values))
    let all = total * (total - 1) / 2
    guard all > 0 else { return 1 }
    let expected = ofRows * ofColumns / all
    let greatest = 0.5 * (ofRows + ofColumns)
    return greatest == expected ? 1 : (both - expected) / (greatest - expected)
  }

  private struct Pair: Hashable {
    let first: Int
    let second: Int
  }
}
