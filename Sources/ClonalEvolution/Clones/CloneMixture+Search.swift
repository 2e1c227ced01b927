extension CloneMixture {
  /// Merges and parts clones, and makes new ones, for as long as the bound rises.
  ///
  /// - Parameters:
  ///   - rounds: Rounds of moves at most.
  ///   - tolerance: The part of the bound by which a climb goes on.
  ///   - most: Clones at most.
  /// - Returns: The bound after each move and step.
  mutating func search(rounds: Int, tolerance: Double, most: Int = Self.mostClones) -> [Double] {
    var trace: [Double] = []
    mergeAll(&trace, tolerance)
    for _ in 0..<rounds {
      let before = bound
      settle()
      // The parts of a round are looked for before any is made, so that their order does not matter.
      let splits = (0..<clones).compactMap { bestSplit(of: $0) }.sorted {
        ($0.gain, $1.clone) > ($1.gain, $0.clone)
      }
      var hasParted = false
      for split in splits where clones < most {
        settle()
        if apply(split) {
          hasParted = true
          trace.append(bound)
        }
      }
      settle()
      let isNew = bear(&trace, tolerance, most: most)
      guard hasParted || isNew else { break }
      trace += climb(rounds: Self.roundsAfterMove, tolerance: tolerance)
      mergeAll(&trace, tolerance)
      if bound - before <= tolerance * abs(bound) { break }
    }
    return trace
  }

  /// More clones than any study has told apart.
  static let mostClones = 60
  private static let roundsAfterMove = 15

  private mutating func mergeAll(_ trace: inout [Double], _ tolerance: Double) {
    settle()
    while let pair = bestMerger() {
      merge(pair.kept, pair.gone)
      trace.append(bound)
      trace += climb(rounds: 4, tolerance: tolerance)
      settle()
    }
  }
}
