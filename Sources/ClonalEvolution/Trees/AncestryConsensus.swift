/// The tree whose pairs of ancestor and descendant agree most with their probabilities: of
/// `Σ_pairs (P(ancestor) − ½)` the greatest sum that moves of sub-trees reach.
///
/// - Parameters:
///   - ancestry: `[ancestor][descendant]`.
///   - start: Where moves begin.
/// - Returns: The parents.
func ancestryConsensus(_ ancestry: [[Double]], from start: [Int]) -> (parents: [Int], sum: Double) {
  var parents = start
  let count = start.count
  /// The clones, each after its parent.
  func order() -> [Int] {
    var children = [[Int]](repeating: [], count: count + 1)
    for (clone, parent) in parents.enumerated() { children[parent + 1].append(clone) }
    var order: [Int] = []
    var stack = children[0]
    while let clone = stack.popLast() {
      order.append(clone)
      stack += children[clone + 1]
    }
    return order
  }
  for _ in 0..<50 {
    var isMoved = false
    for clone in 0..<count {
      let order = order()
      var isBelow = [Bool](repeating: false, count: count)
      isBelow[clone] = true
      for other in order where parents[other] >= 0 && isBelow[parents[other]] {
        isBelow[other] = true
      }
      // What each clone gains as an ancestor of all that move.
      var gains = [Double](repeating: 0, count: count + 1)
      var (best, place) = (0.0, CloneTree.normal)
      for other in order where !isBelow[other] {
        var sum = gains[parents[other] + 1]
        for moved in 0..<count where isBelow[moved] { sum += ancestry[other][moved] - 0.5 }
        gains[other + 1] = sum
        if sum > best + 1e-12 { (best, place) = (sum, other) }
      }
      if best > gains[parents[clone] + 1] + 1e-9 {
        parents[clone] = place
        isMoved = true
      }
    }
    if !isMoved { break }
  }
  var sum = 0.0
  for clone in 0..<count {
    var place = parents[clone]
    while place != CloneTree.normal {
      sum += ancestry[place][clone] - 0.5
      place = parents[place]
    }
  }
  return (parents, sum)
}
