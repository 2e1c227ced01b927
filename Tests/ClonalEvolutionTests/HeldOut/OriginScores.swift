import Foundation
import TumorModel
import TumorSimulation

/// A count out of a total, with its Wilson 95 % interval.
struct Proportion: Sendable {
  var count = 0
  var total = 0

  var value: Double { total == 0 ? .nan : Double(count) / Double(total) }

  mutating func add(_ isCounted: Bool) {
    total += 1
    if isCounted { count += 1 }
  }

  /// The Wilson interval.
  var interval: (low: Double, high: Double) {
    guard total > 0 else { return (0, 1) }
    let (n, p, z) = (Double(total), value, 1.959964)
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return (centre - half, centre + half)
  }
}

/// How good a set of probabilities is; lower is better in each.
struct ProbabilityScores: Sendable {
  /// The mean squared error of P(acquired).
  var brier = 0.0
  /// The mean negative log probability of "acquired or not", in nats.
  var logScore = 0.0
  /// The mean over mutations of the summed squared errors of the five probabilities.
  var fiveClassBrier = 0.0
  /// The mean negative log probability of the true class, in nats.
  var fiveClassLogScore = 0.0
  /// The expected calibration error of P(acquired) over ten bins of equal width.
  var calibrationError = 0.0
  /// Mutations, mean P(acquired) and observed share in each bin.
  var reliability: [(count: Int, predicted: Double, observed: Double)] = []

  /// Scores probability vectors against the indices of the true classes; "acquired" is class 0.
  init(_ rows: [(probabilities: [Double], truth: Int)]) {
    guard !rows.isEmpty else { return }
    var counts = [Int](repeating: 0, count: 10)
    var predicted = [Double](repeating: 0, count: 10)
    var observed = [Double](repeating: 0, count: 10)
    for (p, truth) in rows {
      let isAcquired = truth == 0 ? 1.0 : 0.0
      brier += (p[0] - isAcquired) * (p[0] - isAcquired)
      logScore -= log(max(truth == 0 ? p[0] : 1 - p[0], 1e-6))
      for (index, value) in p.enumerated() {
        let hit = index == truth ? 1.0 : 0.0
        fiveClassBrier += (value - hit) * (value - hit)
      }
      fiveClassLogScore -= log(max(p[truth], 1e-6))
      let bin = min(max(Int(p[0] * 10), 0), 9)
      counts[bin] += 1
      predicted[bin] += p[0]
      observed[bin] += isAcquired
    }
    let total = Double(rows.count)
    for bin in 0..<10 { calibrationError += abs(predicted[bin] - observed[bin]) / total }
    reliability = (0..<10).map {
      let count = Double(max(counts[$0], 1))
      return (counts[$0], predicted[$0] / count, observed[$0] / count)
    }
    brier /= total
    logScore /= total
    fiveClassBrier /= total
    fiveClassLogScore /= total
  }
}

/// Everything that the held-out evaluation says of the model.
struct OriginScores: Sendable {
  /// Mutations scored.
  var mutations = 0
  /// Mutations for which the model gave no probability.
  var notAssessed = 0
  /// The model's probabilities.
  var model = ProbabilityScores([])
  /// The oracle's probabilities.
  var oracle = ProbabilityScores([])
  /// The naive rules' probabilities.
  var rules: [(rule: NaiveRule, scores: ProbabilityScores)] = []
  /// Of the truly sub-clonal in the earlier tissue: those whose 90 % interval holds the truth.
  var coverage = Proportion()
  /// Of the acquired calls: those with a true earlier cancer cell fraction of 0.05 or more.
  var seriouslyFalse = Proportion()
  /// Of the acquired calls: those in the earlier tissue at any share.
  var falselyAcquired = Proportion()
  /// Of the truly acquired in related pairs: those called so.
  var recall = Proportion()
  /// Of the mutations present in the later tissue: those called indeterminate.
  var indeterminate = Proportion()
  /// Acquired calls whose own detection power is under 0.8, or is absent.
  var underpoweredBySelf = 0
  /// Acquired calls where the true parameters give a power under 0.6, and their number.
  var underpoweredByTruth = 0
  /// Of the mutations whose allele the earlier tissue lost: those called acquired.
  var deletedCalledAcquired = Proportion()

  /// Scores mutations; each half's rules are trained on the other half.
  init(_ mutations: [HeldOutMutation]) {
    self.mutations = mutations.count
    model = ProbabilityScores(mutations.map { ($0.probabilities, $0.origin) })
    oracle = ProbabilityScores(mutations.map { ($0.oracle, $0.origin) })
    rules = NaiveRule.allCases.map { rule in
      (rule, ProbabilityScores(rule.probabilities(of: mutations)))
    }
    for mutation in mutations { add(mutation) }
  }

  private mutating func add(_ mutation: HeldOutMutation) {
    let truth = mutation.truth
    let earlier = truth.earlierFraction ?? 0
    let call = mutation.call
    if call?.probabilities == nil { notAssessed += 1 }
    let isCalled = call?.label == .acquired
    if earlier > 0, earlier < 1, let interval = call?.earlier.cellFraction {
      coverage.add((interval.low - 1e-12...interval.high + 1e-12).contains(earlier))
    }
    if isCalled {
      seriouslyFalse.add(earlier >= 0.05)
      falselyAcquired.add(earlier > 0)
      if (call?.earlier.detectionPower ?? 0) < 0.8 { underpoweredBySelf += 1 }
      if mutation.truePower < 0.6 { underpoweredByTruth += 1 }
    }
    if truth.laterFraction > 0 { indeterminate.add(call?.label == .indeterminate) }
    if truth.isDeletedEarlier {
      deletedCalledAcquired.add(isCalled)
    } else if truth.origin == .acquired, truth.isRelated {
      recall.add(isCalled)
    }
  }

  /// The naive rules' lowest Brier and log score.
  var bestRule: (brier: Double, logScore: Double) {
    (rules.map(\.scores.brier).min() ?? .nan, rules.map(\.scores.logScore).min() ?? .nan)
  }
}
