import TumorModel
import TumorSimulation

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
  /// Of the acquired calls: those where the true parameters give a power under 0.6.
  var underpoweredByTruth = Proportion()
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
      underpoweredByTruth.add(mutation.truePower < 0.6)
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
