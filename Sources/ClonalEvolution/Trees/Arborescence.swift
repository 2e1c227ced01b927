/// The spanning arborescence of greatest weight: for each clone a parent, none its own ancestor.
///
/// Of the weights of edges the sum is greatest (Y.-J. Chu and T.-H. Liu; J. Edmonds, *J. Res. Natl. Bur. Stand.*
/// 71B, 233–240 (1967), doi:10.6028/jres.071b.032).
///
/// - Parameter weights: `[parent + 1][child]`; the first row is that of the root.
/// - Returns: The parent of each child, ``CloneTree/normal`` for the root. Of equal parents the first.
func consensusParents(_ weights: [[Double]]) -> [Int] {
  let count = weights.first?.count ?? 0
  guard count > 0 else { return [] }
  // Nodes: 0 is the root, clone c is c + 1.
  var full = [[Double]](
    repeating: [Double](repeating: -.infinity, count: count + 1), count: count + 1)
  for parent in 0...count {
    for child in 1...count where child != parent {
      full[parent][child] = weights[parent][child - 1]
    }
  }
  return arborescence(full).dropFirst().map { $0 - 1 }
}

/// The parents of an arborescence from node 0, of nodes with a square matrix of weights `[parent][child]`.
private func arborescence(_ weights: [[Double]]) -> [Int] {
  let count = weights.count
  var parents = [Int](repeating: 0, count: count)
  for child in 1..<count {
    for parent in 0..<count where weights[parent][child] > weights[parents[child]][child] {
      parents[child] = parent
    }
  }
  guard let cycle = cycle(parents) else { return parents }
  // The cycle becomes one node, the last.
  let isIn = Set(cycle)
  let kept = (0..<count).filter { !isIn.contains($0) }
  let new = kept.count
  var smaller = [[Double]](
    repeating: [Double](repeating: -.infinity, count: new + 1), count: new + 1)
  var entries = [Int](repeating: 0, count: new)
  var exits = [Int](repeating: 0, count: new)
  for (index, node) in kept.enumerated() {
    for (other, target) in kept.enumerated() { smaller[index][other] = weights[node][target] }
    for member in cycle {
      let gain = weights[node][member] - weights[parents[member]][member]
      if gain > smaller[index][new] { (smaller[index][new], entries[index]) = (gain, member) }
      if weights[member][node] > smaller[new][index] {
        (smaller[new][index], exits[index]) = (weights[member][node], member)
      }
    }
  }
  let solved = arborescence(smaller)
  var result = parents
  for (index, node) in kept.enumerated() where index > 0 {
    result[node] = solved[index] == new ? exits[index] : kept[solved[index]]
  }
  let outside = solved[new]
  result[entries[outside]] = kept[outside]
  return result
}

/// The nodes of a cycle; `nil` where there is none.
private func cycle(_ parents: [Int]) -> [Int]? {
  var marks = [Int](repeating: 0, count: parents.count)
  for start in 1..<parents.count {
    var node = start
    while node != 0, marks[node] == 0 {
      marks[node] = start
      node = parents[node]
    }
    guard node != 0, marks[node] == start else { continue }
    var cycle = [node]
    var next = parents[node]
    while next != node {
      cycle.append(next)
      next = parents[next]
    }
    return cycle
  }
  return nil
}
