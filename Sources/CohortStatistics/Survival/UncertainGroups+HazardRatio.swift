import Glibc
import NumericalMethods

extension UncertainGroups {
  /// The standard deviation of the normal prior of the logarithm of a hazard ratio: ratios from 1/134 to 134 with
  /// a probability of 95 %.
  public static let priorDeviation = 2.5

  /// The chains, each with a random stream of its own.
  private static let chains = 4
  /// The sweeps before a chain's first draw.
  private static let burnIn = 100
  /// The sweeps from one draw to the next; all of them count for the answer.
  private static let sweepsPerDraw = 20

  /// The logarithm of the hazard ratio of the first group over the second, by Cox's model.
  ///
  /// Groups are drawn given the outcome: who died early is more likely to be of the group with the greater hazard. Drawn from
  /// the probabilities alone, as weights do too, groups would be mixed and the ratio drawn towards 1 whatever the
  /// number of patients. Groups, the ratio and the baseline hazard are drawn in turn, and
  /// what is told are quantiles of the ratio's posterior distribution, with the prior `N(0, priorDeviation²)`.
  /// The prior matters where the probabilities tell little for the number of events: then the interval is nearly its own.
  /// Where all probabilities are 0 or 1, it is the ordinary model, without a prior.
  ///
  /// The probabilities have to be right: they count as known.
  ///
  /// - Parameters:
  ///   - covariates: Further covariates, one row per patient, or none; with the same prior for a standard deviation of each.
  ///   - level: The level of confidence.
  ///   - priorDeviation: The standard deviation of the prior, above 0.
  /// - Returns: `nil` without events, or where the groups are certain and the model has no estimate.
  ///   ``Pooled/draws`` counts the draws with an estimate of their own: where it is small, a group has hardly an event.
  /// - Complexity: O(`draws · n · e`) for `e` events; a tenth of a second for 200 draws of 50 patients.
  public func logHazardRatio(
    covariates: [[Double]] = [], level: Double = 0.95,
    priorDeviation: Double = UncertainGroups.priorDeviation
  ) -> Pooled? {
    requireLevel(level)
    precondition(
      covariates.isEmpty || covariates.count == patients.count, "one row of covariates per patient")
    precondition(priorDeviation > 0 && priorDeviation.isFinite, "a deviation above 0")
    guard patients.contains(where: \.survival.isEvent) else { return nil }
    // Patients who differ in covariates alone have an order too.
    let order = order(with: covariates)
    let sorted = order.map { patients[$0] }
    let rows = covariates.isEmpty ? [] : order.map { covariates[$0] }
    func model(_ isFirst: [Bool]) -> CoxModel.Coefficient? {
      let all = isFirst.indices.map { place in
        [isFirst[place] ? 1 : 0] + (rows.isEmpty ? [] : rows[place])
      }
      return try? CoxModel(sorted.map(\.survival), covariates: all, level: level).coefficients[0]
    }
    guard patients.contains(where: { $0.probability > 0 && $0.probability < 1 }) else {
      return model(sorted.map { $0.probability == 1 }).map {
        Pooled(
          value: $0.logHazardRatio, standardError: $0.standardError, lower: log($0.lower),
          upper: log($0.upper), pValue: $0.pValue, shareFromGroups: 0, draws: draws)
      }
    }
    let posterior = GroupPosterior(sorted, covariates: rows, priorDeviation: priorDeviation)
    var found: [Double] = []
    var within = 0.0
    var estimates = 0
    for chain in 0..<Self.chains {
      let random = RandomSource(
        seed: RandomSource.seed(base: seed, stream: UInt64(draws + chain)))
      var state = posterior.start(random)
      for _ in 0..<Self.burnIn { posterior.sweep(&state, random) }
      for draw in 0..<draws where draw % Self.chains == chain {
        for _ in 0..<Self.sweepsPerDraw {
          posterior.sweep(&state, random)
          found.append(state.logRatio)
        }
        var precision = 1 / (priorDeviation * priorDeviation)
        if let estimate = model(state.isFirst) {
          estimates += 1
          precision += 1 / (estimate.standardError * estimate.standardError)
        }
        within += 1 / precision
      }
    }
    return Self.summary(
      found.sorted(), within: within / Double(draws), draws: estimates, level: level)
  }

  /// The order in which patients are drawn, by covariates after all else.
  private func order(with covariates: [[Double]]) -> [Int] {
    guard !covariates.isEmpty else { return order }
    let keys = patients.indices.map { Self.key(patients[$0]) + covariates[$0] }
    return patients.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
  }

  private static func summary(
    _ sorted: [Double], within: Double, draws: Int, level: Double
  ) -> Pooled {
    let count = Double(sorted.count)
    let mean = sorted.reduce(0, +) / count
    let variance = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    func quantile(_ share: Double) -> Double {
      let place = share * (count - 1)
      let index = min(Int(place), sorted.count - 2)
      return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
    }
    let below = Double(sorted.count { $0 < 0 })
    let beyond = min(below, count - below)
    return Pooled(
      value: quantile(0.5), standardError: variance.squareRoot(),
      lower: quantile(0.5 * (1 - level)),
      upper: quantile(0.5 * (1 + level)), pValue: min(1, 2 * (beyond + 1) / (count + 1)),
      shareFromGroups: max(0, 1 - within / variance), draws: draws)
  }
}
