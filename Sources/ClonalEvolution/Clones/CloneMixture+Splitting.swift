import Glibc
import NumericalMethods

/// A clone in two, as far as its own mutations tell.
struct CloneSplit {
  /// The clone.
  var clone: Int
  /// `t` of the part that leaves it as weights of the nodes, by sample.
  var fractions: [[Double]]
  /// The part's share of the clone's mutations.
  var share: Double
  /// What the bound gains.
  var gain: Double
}

extension CloneMixture {
  /// The best way to part a clone in two that some of its mutations show; `nil` where none has a gain.
  ///
  /// Of a large clone, mutations that stand for the others are looked at, and what they gain is scaled up:
  /// ``apply(_:)`` asks all.
  ///
  /// - Parameter most: Patterns to look at.
  func bestSplit(of clone: Int, most: Int = 800) -> CloneSplit? {
    let members = Members(self, clone, most: most)
    guard members.total >= 2, members.patterns.count >= 2 else { return nil }
    var best: CloneSplit?
    for start in members.starts() {
      var part = Part(members, shares: start)
      for round in 1...Self.rounds {
        part.step()
        // All in one part, or so bad that a few more rounds do not help.
        if part.isOne || (round == Self.firstLook && part.gain < -Self.hopeless) { break }
      }
      let gain = part.gain
      if gain > max(best?.gain ?? 0, 1e-9 * abs(bound)) {
        best = CloneSplit(
          clone: clone, fractions: part.fractions, share: part.share, gain: gain)
      }
    }
    return best
  }

  private static let rounds = 10
  private static let firstLook = 3
  private static let hopeless = 12.0
  private static let lastRounds = 3

  /// Parts a clone in two, if all its mutations agree that the bound rises.
  ///
  /// - Returns: Whether it was done.
  mutating func apply(_ split: CloneSplit) -> Bool {
    let members = Members(self, split.clone, most: .max)
    var part = Part(members, split)
    for _ in 0..<Self.lastRounds { part.step() }
    guard part.gain > 1e-9 * abs(bound) else { return false }
    let (count, patterns) = (components, problem.patterns)
    var parted = [Double](repeating: 0, count: patterns * (count + 1))
    for pattern in 0..<patterns {
      let (from, into) = (pattern * count, pattern * (count + 1))
      for k in 0..<clones { parted[into + k] = shares[from + k] }
      for k in clones..<count { parted[into + k + 1] = shares[from + k] }
    }
    for (place, pattern) in members.patterns.enumerated() {
      let whole = shares[pattern * count + split.clone]
      parted[pattern * (count + 1) + clones] = whole * part.shares[place]
      parted[pattern * (count + 1) + split.clone] = whole * (1 - part.shares[place])
    }
    replace(shares: parted, clones: clones + 1)
    assign()
    return true
  }
}

/// The mutations of one clone, each with the rows of its samples.
private struct Members {
  let problem: CloneProblem
  let mixture: CloneMixture
  let clone: Int
  let patterns: [Int]
  /// Mutations of each pattern that the clone has, scaled to stand for all.
  let weights: [Double]
  /// The clone's expected mutations.
  let total: Double
  /// The rows of the members in each sample, -1 for none.
  let rows: [[Int32]]

  init(_ mixture: CloneMixture, _ clone: Int, most: Int) {
    let problem = mixture.problem
    self.problem = problem
    self.mixture = mixture
    self.clone = clone
    let count = mixture.components
    var (patterns, weights): ([Int], [Double]) = ([], [])
    var (sum, whole) = (0.0, 0.0)
    mixture.shares.withUnsafeBufferPointer { shares in
      for pattern in 0..<problem.patterns {
        let share = shares[pattern * count + clone]
        let weight = problem.weights[pattern] * share
        whole += weight
        guard share > 0.01, patterns.count < most else { continue }
        patterns.append(pattern)
        weights.append(weight)
        sum += weight
      }
    }
    total = whole
    let scale = most == .max || sum == 0 ? 1 : whole / sum
    self.patterns = patterns
    self.weights = weights.map { $0 * scale }
    rows = (0..<problem.samples).map { sample in
      patterns.map { problem.rows[$0 * problem.samples + sample] }
    }
  }

  /// Ways to begin: by the likeliest fraction in each sample, and about the mutation that fits worst.
  func starts() -> [[Double]] {
    let points = problem.fractions.nodes.count
    var starts: [(spread: Double, shares: [Double])] = []
    var misfits = [Double](repeating: 0, count: patterns.count)
    for sample in 0..<problem.samples {
      let table = problem.tables[sample]
      let own = mixture.fractions[sample]
      let start = clone * points
      var mean = 0.0
      for g in 0..<points { mean += own[start + g] * Double(g) }
      var spread = 0.0
      let shares = rows[sample].enumerated().map { place, row -> Double in
        guard row >= 0 else { return 0.5 }
        let from = Int(row) * points
        var (peak, best, expected) = (0, -Double.infinity, 0.0)
        for g in 0..<points {
          let value = table.values[from + g]
          if value > best { (peak, best) = (g, value) }
          expected += own[start + g] * value
        }
        misfits[place] += best - expected
        let gap = Double(peak) - mean
        spread += weights[place] * gap * gap
        return gap > 0.5 ? 0.85 : gap < -0.5 ? 0.15 : 0.5
      }
      starts.append((spread, shares))
    }
    starts.sort { $0.spread > $1.spread }
    var result = starts.prefix(Self.mostSamples).map(\.shares)
    if let worst = misfits.indices.max(by: { misfits[$0] < misfits[$1] }) {
      // The half of the mutations that fit worst, the worst of all first.
      let half = 0.3 * misfits[worst]
      result.append(misfits.map { $0 >= half ? 0.9 : 0.05 })
    }
    return result
  }

  private static let mostSamples = 4
}

/// The part of a clone's mutations that may be a clone of their own.
private struct Part {
  private let members: Members
  private(set) var shares: [Double]
  private(set) var fractions: [[Double]]
  /// `Σ r l + ln h` of the part and of what stays, one sample after the other.
  private var logSums = (part: 0.0, rest: 0.0, whole: 0.0)
  private var restFractions: [[Double]]
  private var size = 0.0

  init(_ members: Members, shares: [Double]) {
    self.members = members
    self.shares = shares
    fractions = []
    restFractions = []
    settle()
  }

  init(_ members: Members, _ split: CloneSplit) {
    self.members = members
    fractions = split.fractions
    let points = members.problem.fractions.nodes.count
    restFractions = members.mixture.fractions.map {
      Array($0[(split.clone * points)..<((split.clone + 1) * points)])
    }
    shares = []
    size = split.share * members.total
    assign()
    settle()
  }

  /// Whether one of the parts has less than a mutation.
  var isOne: Bool { min(size, members.total - size) < 0.5 }

  /// The part's share of the clone.
  var share: Double { size / max(members.total, 1e-300) }

  mutating func step() {
    assign()
    settle()
  }

  private mutating func assign() {
    let problem = members.problem
    let one = problem.priorOfClones
    let odds =
      SpecialFunctions.digamma(one + size)
      - SpecialFunctions.digamma(one + max(members.total - size, 0))
    let points = problem.fractions.nodes.count
    var logits = [Double](repeating: odds, count: members.patterns.count)
    var difference = [Double](repeating: 0, count: points)
    for sample in 0..<problem.samples {
      for g in 0..<points { difference[g] = fractions[sample][g] - restFractions[sample][g] }
      let rows = members.rows[sample]
      problem.tables[sample].withValues { values in
        difference.withUnsafeBufferPointer { difference in
          for place in logits.indices where rows[place] >= 0 {
            let row = values + Int(rows[place]) * points
            var sum = 0.0
            for g in 0..<points { sum += row[g] * difference[g] }
            logits[place] += sum
          }
        }
      }
    }
    shares = logits.map { 1 / (1 + exp(-$0)) }
  }

  private mutating func settle() {
    let problem = members.problem
    let mixture = members.mixture
    let points = problem.fractions.nodes.count
    let grid = problem.fractions
    size = 0
    let parts = zip(members.weights, shares).map { $0 * $1 }
    for part in parts { size += part }
    if fractions.isEmpty {
      fractions = problem.tables.map { _ in [Double](repeating: 0, count: points) }
      restFractions = fractions
    }
    logSums = (0, 0, 0)
    for sample in 0..<problem.samples {
      var sums = [Double](repeating: 0, count: points)
      let rows = members.rows[sample]
      problem.tables[sample].withValues { values in
        sums.withUnsafeMutableBufferPointer { sums in
          for place in parts.indices where rows[place] >= 0 {
            let (row, part) = (values + Int(rows[place]) * points, parts[place])
            for g in 0..<points { sums[g] += part * row[g] }
          }
        }
      }
      let start = members.clone * points
      let rest = (0..<points).map { mixture.logFractions[sample][start + $0] - sums[$0] }
      fractions[sample].withUnsafeMutableBufferPointer { into in
        guard let into = into.baseAddress else { return }
        logSums.part += grid.posteriorNodes(sums, into: into)
      }
      restFractions[sample].withUnsafeMutableBufferPointer { into in
        guard let into = into.baseAddress else { return }
        logSums.rest += grid.posteriorNodes(rest, into: into)
      }
      logSums.whole += mixture.logSums[members.clone * problem.samples + sample]
    }
  }

  /// What the bound gains from the part being a clone.
  var gain: Double {
    let problem = members.problem
    let logGamma = SpecialFunctions.logGamma
    let one = problem.priorOfClones
    let all = Double(members.mixture.clones) * one + problem.priorOfClasses.reduce(0, +)
    var gain = logSums.part + logSums.rest - logSums.whole
    gain +=
      logGamma(one + size) + logGamma(one + max(members.total - size, 0)) - logGamma(one)
      - logGamma(one + members.total)
    gain += CloneMixture.wholeGain(from: all, to: all + one, mutations: problem.mutations)
    for (weight, share) in zip(members.weights, shares) where share > 1e-12 && share < 1 - 1e-12 {
      gain -= weight * (share * log(share) + (1 - share) * log1p(-share))
    }
    return gain
  }
}
