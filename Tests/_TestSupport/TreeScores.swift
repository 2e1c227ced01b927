import Foundation

/// Scores of an inferred tree against the true one; trees are the parents of clones, negative for none.
public enum TreeScores {
  /// The pairs of an ancestor and a descendant.
  public static func ancestry(_ parents: [Int]) -> Set<[Int]> {
    var pairs: Set<[Int]> = []
    for clone in parents.indices {
      var place = parents[clone]
      while place >= 0 {
        pairs.insert([place, clone])
        place = parents[place]
      }
    }
    return pairs
  }

  /// The pairs of a parent and a child.
  public static func edges(_ parents: [Int]) -> Set<[Int]> {
    Set(parents.indices.compactMap { parents[$0] < 0 ? nil : [parents[$0], $0] })
  }

  /// The share of pairs that one tree alone has, of those that either has.
  public static func distance(_ first: Set<[Int]>, _ second: Set<[Int]>) -> Double {
    let all = first.union(second).count
    return all == 0 ? 0 : Double(first.symmetricDifference(second).count) / Double(all)
  }

  /// Precision, recall and F1 of pairs.
  public static func f1(
    _ found: Set<[Int]>, truth: Set<[Int]>
  ) -> (precision: Double, recall: Double, f1: Double) {
    let common = Double(found.intersection(truth).count)
    let precision = found.isEmpty ? 1 : common / Double(found.count)
    let recall = truth.isEmpty ? 1 : common / Double(truth.count)
    let sum = precision + recall
    return (precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum)
  }

  /// The Jensen–Shannon divergence of two distributions, in bits.
  public static func divergence(_ first: [Double], _ second: [Double]) -> Double {
    func part(_ value: Double, _ mean: Double) -> Double {
      value > 0 ? value * log2(value / mean) : 0
    }
    return zip(first, second).reduce(0) { sum, pair in
      let mean = 0.5 * (pair.0 + pair.1)
      return sum + 0.5 * (part(pair.0, mean) + part(pair.1, mean))
    }
  }
}
