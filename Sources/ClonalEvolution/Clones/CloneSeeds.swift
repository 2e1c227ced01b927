import Glibc
import NumericalMethods

/// Clones to start from: mutations that stand for the others, each the best after those before it.
enum CloneSeeds {
  /// Mutations that are looked at.
  private static let candidates = 64
  /// What a further seed has to add to the likelihood of all mutations.
  private static let leastGain = 4.0

  /// The cancer cell fractions of seeds, by sample.
  ///
  /// - Parameters:
  ///   - problem: The mutations, in an order of no meaning.
  ///   - most: Seeds at most.
  ///   - random: Chooses the mutations that are looked at; `nil` for the first.
  static func fractions(
    of problem: CloneProblem, most: Int, random: RandomSource? = nil
  ) -> [[Double]] {
    let points = problem.fractions.nodes.count
    let patterns = problem.patterns
    var order = Array(0..<patterns)
    if let random { random.shuffle(&order) }
    let chosen = Array(order.prefix(candidates))
    let own = posteriors(of: chosen, in: problem)
    let scores = CloneMixture(problem, fractions: own).expectedLogs()
    var current = (0..<patterns).map { pattern in
      (0..<problem.classes).reduce(-Double.infinity) {
        max($0, problem.others[pattern * problem.classes + $1])
      }
    }
    let floor = scores.min() ?? 0
    for pattern in 0..<patterns { current[pattern] = max(current[pattern], floor - 1) }
    var taken: [Int] = []
    while taken.count < most {
      var (best, gain) = (-1, leastGain)
      for candidate in chosen.indices where !taken.contains(candidate) {
        var sum = 0.0
        for pattern in 0..<patterns {
          let more = scores[pattern * chosen.count + candidate] - current[pattern]
          if more > 0 { sum += problem.weights[pattern] * more }
        }
        if sum > gain { (best, gain) = (candidate, sum) }
      }
      if best < 0 {
        if taken.isEmpty { best = 0 } else { break }
      }
      taken.append(best)
      for pattern in 0..<patterns {
        current[pattern] = max(current[pattern], scores[pattern * chosen.count + best])
      }
    }
    return own.map { values in
      taken.flatMap { values[($0 * points)..<(($0 + 1) * points)] }
    }
  }

  /// The posterior of the fraction of each of some patterns by its own reads, by sample.
  static func posteriors(of chosen: [Int], in problem: CloneProblem) -> [[Double]] {
    let points = problem.fractions.nodes.count
    return problem.tables.enumerated().map { sample, table in
      var values = [Double](repeating: 0, count: chosen.count * points)
      for (place, pattern) in chosen.enumerated() {
        let row = Int(problem.rows[pattern * problem.samples + sample])
        for g in 0..<points {
          values[place * points + g] = row < 0 ? 0 : table.values[row * points + g]
        }
      }
      var weights = values
      values.withUnsafeBufferPointer { values in
        weights.withUnsafeMutableBufferPointer { weights in
          guard let values = values.baseAddress, let weights = weights.baseAddress else { return }
          for place in chosen.indices {
            problem.fractions.posteriorNodes(
              values + place * points, into: weights + place * points)
          }
        }
      }
      return weights
    }
  }
}
