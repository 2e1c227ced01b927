import Glibc
import NumericalMethods

extension CloneMixture {
  /// Makes clones of mutations that a tail or the artefacts hold, for as long as the bound rises.
  ///
  /// Clones are merged and parted among themselves only, so that mutations which no clone was near at the start
  /// would stay where the broadest distribution took them.
  ///
  /// - Parameters:
  ///   - trace: Takes the bound after each.
  ///   - tolerance: The part of the bound by which a climb goes on.
  ///   - most: Clones at most.
  /// - Returns: Whether there is a new one.
  mutating func bear(_ trace: inout [Double], _ tolerance: Double, most: Int) -> Bool {
    let before = clones
    for place in 0..<problem.classes where place != CloneLikelihoods.absent(problem.samples) {
      while clones < most, let trial = birth(from: place, tolerance) {
        self = trial
        trace.append(bound)
      }
    }
    return clones > before
  }

  /// The same mixture with a clone of some of a class's mutations, if that raises the bound.
  private func birth(from place: Int, _ tolerance: Double) -> CloneMixture? {
    let count = components
    let held = clones + place
    guard mutations(of: held) >= Self.leastBorn else { return nil }
    let members = Array(
      (0..<problem.patterns).lazy.filter { shares[$0 * count + held] > Self.leastHeld }
        .prefix(Self.mostMembers))
    let candidates = Array(members.prefix(Self.mostCandidates))
    guard members.count > 1 else { return nil }
    let scores = scores(of: members, as: candidates)
    func advantage(_ member: Int, _ candidate: Int) -> Double {
      scores[member * candidates.count + candidate]
        - problem.others[members[member] * problem.classes + place]
    }
    let gains = candidates.indices.map { candidate in
      members.indices.reduce(0.0) { sum, member in
        let pattern = members[member]
        return sum + problem.weights[pattern] * shares[pattern * count + held]
          * max(0, advantage(member, candidate))
      }
    }
    let order = candidates.indices.sorted { (gains[$0], $1) > (gains[$1], $0) }
    for candidate in order.prefix(Self.trials) where gains[candidate] > Self.leastGain {
      var moved = [Double](repeating: 0, count: problem.patterns * (count + 1))
      for pattern in 0..<problem.patterns {
        let (from, into) = (pattern * count, pattern * (count + 1))
        for k in 0..<clones { moved[into + k] = shares[from + k] }
        for k in clones..<count { moved[into + k + 1] = shares[from + k] }
      }
      for (member, pattern) in members.enumerated() {
        let into = pattern * (count + 1)
        let whole = moved[into + held + 1]
        let part = whole / (1 + exp(-advantage(member, candidate)))
        moved[into + clones] = part
        moved[into + held + 1] = whole - part
      }
      var trial = CloneMixture(problem, shares: moved)
      trial.assign()
      trial.climb(rounds: Self.birthRounds, tolerance: tolerance)
      if trial.bound > bound + 1e-9 * abs(bound) { return trial }
    }
    return nil
  }

  /// The expected ln likelihood of patterns under clones with the posteriors of single patterns,
  /// `[member][candidate]`.
  private func scores(of members: [Int], as candidates: [Int]) -> [Double] {
    var scores = [Double](repeating: 0, count: members.count * candidates.count)
    let own = CloneSeeds.posteriors(of: candidates, in: problem)
    for (sample, table) in problem.tables.enumerated() {
      let points = table.points
      table.withValues { values in
        own[sample].withUnsafeBufferPointer { own in
          for (member, pattern) in members.enumerated() {
            let row = Int(problem.rows[pattern * problem.samples + sample])
            guard row >= 0 else { continue }
            let values = values + row * points
            for candidate in candidates.indices {
              var sum = 0.0
              for g in 0..<points { sum += values[g] * own[candidate * points + g] }
              scores[member * candidates.count + candidate] += sum
            }
          }
        }
      }
    }
    return scores
  }

  /// A class with fewer mutations has no clone in it.
  private static let leastBorn = 2.0
  /// A mutation that a class holds with less is another's.
  private static let leastHeld = 0.3
  /// Mutations of a class that are looked at, and those of them that a clone may begin at.
  private static let mostMembers = 400
  private static let mostCandidates = 24
  /// Candidates that are tried, the best first, and what they must promise, in nats.
  private static let trials = 2
  private static let leastGain = 3.0
  private static let birthRounds = 8
}
