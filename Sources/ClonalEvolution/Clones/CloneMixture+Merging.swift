import Glibc
import NumericalMethods

extension CloneMixture {
  /// The greatest gain that the bound has from two clones being one, what belongs to either belonging to
  /// it.
  ///
  /// The gain is exact up to the steps that follow, which only add to it: a merger with a gain never lowers
  /// the bound.
  ///
  /// - Returns: `nil` where no merger has a gain.
  func bestMerger() -> (kept: Int, gone: Int)? {
    guard clones > 1 else { return nil }
    var best: (kept: Int, gone: Int)?
    var bestGain = 1e-9 * abs(bound)
    for gone in 1..<clones {
      for kept in 0..<gone {
        var gain = sizeGain(kept, gone)
        for sample in 0..<problem.samples where gain > bestGain - Self.mostOfFractions {
          gain += fractionGain(kept, gone, sample)
        }
        guard gain > bestGain else { continue }
        // What belongs to both is told apart no more: always a loss.
        gain -= entropyLoss(kept, gone, limit: gain - bestGain)
        if gain > bestGain { (best, bestGain) = ((kept, gone), gain) }
      }
    }
    return best
  }

  /// No sample's fractions add more than this.
  private static let mostOfFractions = 100.0

  /// Makes two clones one.
  mutating func merge(_ kept: Int, _ gone: Int) {
    let (patterns, count) = (problem.patterns, components)
    var merged = [Double](repeating: 0, count: patterns * (count - 1))
    for pattern in 0..<patterns {
      var place = pattern * (count - 1)
      for k in 0..<count where k != gone {
        merged[place] = shares[pattern * count + k]
        if k == kept { merged[place] += shares[pattern * count + gone] }
        place += 1
      }
    }
    replace(shares: merged, clones: clones - 1)
    assign()
  }

  /// What the Dirichlet-multinomial of the sizes gains.
  private func sizeGain(_ a: Int, _ b: Int) -> Double {
    let logGamma = SpecialFunctions.logGamma
    let one = problem.priorOfClones
    let all = Double(clones) * one + problem.priorOfClasses.reduce(0, +)
    return logGamma(concentrations[a] + concentrations[b] - one) + logGamma(one)
      - logGamma(concentrations[a]) - logGamma(concentrations[b])
      + Self.wholeGain(from: all, to: all - one, mutations: problem.mutations)
  }

  /// The change of `ln Γ(A) − ln Γ(A + N)`.
  static func wholeGain(from: Double, to: Double, mutations: Double) -> Double {
    let logGamma = SpecialFunctions.logGamma
    return logGamma(to) - logGamma(to + mutations) - logGamma(from) + logGamma(from + mutations)
  }

  /// What one sample's fractions gain.
  private func fractionGain(_ a: Int, _ b: Int, _ sample: Int) -> Double {
    let nodes = problem.fractions.nodes.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: nodes) { sums in
      guard let start = sums.baseAddress else { return 0 }
      logFractions[sample].withUnsafeBufferPointer { logs in
        for g in 0..<nodes { start[g] = logs[a * nodes + g] + logs[b * nodes + g] }
      }
      return problem.fractions.logSum(start) - logSums[a * problem.samples + sample]
        - logSums[b * problem.samples + sample]
    }
  }

  /// ln of the sum of exponentials; the values are used up.
  static func logSum(_ logs: inout [Double]) -> Double {
    logs.withUnsafeMutableBufferPointer { logs in
      guard let start = logs.baseAddress else { return 0 }
      var best = -Double.infinity
      for value in logs { best = max(best, value) }
      LaneFunctions.exponentials(of: start, minus: best, count: logs.count, into: start)
      var sum = 0.0
      for value in logs { sum += value }
      return best + log(sum)
    }
  }

  /// The entropy of who belongs where that a merger takes away; counted up to a limit.
  private func entropyLoss(_ a: Int, _ b: Int, limit: Double) -> Double {
    let count = components
    return shares.withUnsafeBufferPointer { shares in
      var loss = 0.0
      for pattern in 0..<problem.patterns {
        let (x, y) = (shares[pattern * count + a], shares[pattern * count + b])
        guard min(x, y) > 1e-12 else { continue }
        let sum = x + y
        loss += problem.weights[pattern] * (sum * log(sum) - x * log(x) - y * log(y))
        if loss > limit { break }
      }
      return loss
    }
  }

  /// The same mixture with some clones of one sample alone as its neutral tail, if that raises the bound.
  ///
  /// A tail takes the place of several clones, none of which alone is worse than it: those of the lowest
  /// fractions are tried together, one more each time.
  func withTail(of sample: Int, tolerance: Double) -> CloneMixture? {
    let (count, nodes) = (components, problem.fractions.nodes.count)
    let tail = clones + sample
    func mean(_ clone: Int) -> Double {
      (0..<nodes).reduce(0) {
        $0 + fractions[sample][clone * nodes + $1] * problem.fractions.nodes[$1]
      }
    }
    let own = (0..<clones).filter { clone in
      (0..<problem.samples).allSatisfy {
        $0 == sample || fractions[$0][clone * nodes + CloneFractions.absent] > 0.5
      } && fractions[sample][clone * nodes + problem.fractions.clonal] < 0.5
    }.map { (clone: $0, mean: mean($0)) }.sorted { ($0.mean, $0.clone) < ($1.mean, $1.clone) }
    var best: CloneMixture?
    for most in own.indices {
      let gone = Set(own[...most].map(\.clone))
      var moved = [Double](repeating: 0, count: problem.patterns * (count - gone.count))
      var place = 0
      for pattern in 0..<problem.patterns {
        let start = pattern * count
        for k in 0..<count where !gone.contains(k) {
          moved[place] = shares[start + k]
          if k == tail { for clone in gone { moved[place] += shares[start + clone] } }
          place += 1
        }
      }
      var trial = CloneMixture(problem, shares: moved)
      trial.assign()
      trial.climb(rounds: Self.tailRounds, tolerance: tolerance)
      if trial.bound > best?.bound ?? bound { best = trial }
    }
    return best
  }

  private static let tailRounds = 8

  /// Makes one clone of all that may be in every tumour cell of every sample.
  ///
  /// At exactly 1 any number of copies is as likely as another, and below it one copy is much likelier. With
  /// thousands of mutations a clone just below 1 then takes the trunk's mutations of one copy; but what is in every
  /// cell is one clone.
  ///
  /// - Parameter high: The upper end of the interval of a clone's fraction in a sample.
  mutating func mergeTrunk(_ high: (Int, Int) -> Double) {
    let told = (0..<problem.samples).filter { problem.tables[$0].rows > 0 }
    guard !told.isEmpty else { return }
    let trunk = (0..<clones).filter { clone in told.allSatisfy { high(clone, $0) >= Self.whole } }
    guard let kept = trunk.first else { return }
    // From the last on, so that numbers of those before stay.
    for gone in trunk.dropFirst().reversed() { merge(kept, gone) }
    if trunk.count > 1 { settle() }
  }

  /// An upper end that is every cell, but for what the grid rounds off.
  private static let whole = 1 - 1e-6
}
