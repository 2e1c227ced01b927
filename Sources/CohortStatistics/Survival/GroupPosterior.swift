import Glibc
import NumericalMethods

/// Draws of uncertain groups, of the hazard ratio and of the baseline hazard, each given the others.
///
/// With the linear predictor `η_i = β g_i + γ · z_i`, Efron's partial likelihood is `Π exp(w_i η_i) Π R^-m`, where `R` is a sum of
/// `w_i c_i exp(η_i)` over those at risk at an event and `c_i` is below 1 for tied events alone. Since `R^-m`
/// is proportional to the integral of `λ^(m-1) exp(-λ R)`, the jumps `λ ~ Gamma(m, R)` of the baseline hazard,
/// whose mean is Breslow's estimate, make the patients independent:
/// ```
/// P(g = 1 | …) ∝ p exp(w β d - exp(β + γ z) w Λ),   P(g = 0 | …) ∝ (1 - p) exp(-exp(γ z) w Λ)
/// ```
/// with `Λ` the sum of the jumps from entry to exit. The coefficients are drawn by slices from the partial likelihood with normal
/// priors. J. D. Kalbfleisch, *J. R. Stat. Soc. B* 40, 214–221 (1978), doi:10.1111/j.2517-6161.1978.tb01666.x;
/// M. A. Tanner and W. H. Wong, *J. Am. Stat. Assoc.* 82, 528–540 (1987), doi:10.1080/01621459.1987.10478458;
/// R. M. Neal, *Ann. Stat.* 31, 705–767 (2003), doi:10.1214/aos/1056562461.
struct GroupPosterior {
  /// One term of the partial likelihood: an event, of which several may be at one time.
  private struct Term {
    /// The place of its time among the times of events.
    let time: Int
    /// The part of those who have their event at this time that is no longer at risk.
    let share: Double
    /// The power, the mean weight of the events at this time.
    let power: Double
  }

  private let patients: [UncertainGroups.Patient]
  /// Centred, and in units of their standard deviations.
  private let covariates: [[Double]]
  private let priorDeviation: Double
  private let terms: [Term]
  /// The times of events at which each patient is at risk.
  private let risk: [Range<Int>]
  private let times: Int

  /// Prepares draws.
  ///
  /// - Parameters:
  ///   - patients: In an order of their own, such that draws do not depend on that of their rows.
  ///   - covariates: One row per patient, or none.
  ///   - priorDeviation: The standard deviation of the normal priors, of the group and of covariates in units of theirs.
  init(
    _ patients: [UncertainGroups.Patient], covariates: [[Double]], priorDeviation: Double
  ) {
    self.patients = patients
    self.covariates = Self.standardized(covariates)
    self.priorDeviation = priorDeviation
    var tied: [Double: (events: Int, weight: Double)] = [:]
    for time in patients.map(\.survival) where time.isEvent {
      let known = tied[time.time] ?? (0, 0)
      tied[time.time] = (known.events + 1, known.weight + time.weight)
    }
    let days = tied.keys.sorted()
    times = days.count
    terms = days.enumerated().flatMap { place, day in
      let (events, weight) = tied[day] ?? (0, 0)
      return (0..<events).map {
        Term(time: place, share: Double($0) / Double(events), power: weight / Double(events))
      }
    }
    risk = patients.map { patient in
      let (entry, exit) = (patient.survival.entry, patient.survival.time)
      // Who was there from the start is at risk at 0 too.
      let first = days.firstIndex { $0 > entry || ($0 == 0 && entry == 0) } ?? days.count
      let last = days.lastIndex { $0 <= exit }.map { $0 + 1 } ?? 0
      return min(first, last)..<last
    }
  }

  private static func standardized(_ rows: [[Double]]) -> [[Double]] {
    guard let count = rows.first?.count, count > 0 else { return [] }
    let columns = (0..<count).map { column -> [Double] in
      let values = rows.map { $0[column] }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance =
        values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      let deviation = variance > 0 ? variance.squareRoot() : 1
      return values.map { ($0 - mean) / deviation }
    }
    return rows.indices.map { row in columns.map { $0[row] } }
  }

  /// The state of a chain.
  struct State {
    /// Whether each patient belongs to the first group.
    var isFirst: [Bool]
    /// The logarithm of the hazard ratio.
    var logRatio = 0.0
    /// The coefficients of the covariates.
    var coefficients: [Double]
  }

  /// A start: groups drawn without the outcome, and no difference.
  func start(_ random: RandomSource) -> State {
    State(
      isFirst: patients.map { random.uniform() < $0.probability },
      coefficients: [Double](repeating: 0, count: covariates.first?.count ?? 0))
  }

  /// Draws everything once.
  ///
  /// - Complexity: O(`n p`) for each of about ten evaluations.
  func sweep(_ state: inout State, _ random: RandomSource) {
    var base = hazards(state.coefficients)
    for index in state.coefficients.indices {
      let (groups, logRatio) = (state.isFirst, state.logRatio)
      var trial = state.coefficients
      state.coefficients[index] = slice(from: trial[index], random) { value in
        trial[index] = value
        return logLikelihood(logRatio, sums(groups, hazards(trial)))
          + logEvents(trial) - 0.5 * pow(value / priorDeviation, 2)
      }
      base = hazards(state.coefficients)
    }
    let found = sums(state.isFirst, base)
    state.logRatio = slice(from: state.logRatio, random) { value in
      logLikelihood(value, found) - 0.5 * pow(value / priorDeviation, 2)
    }
    let ratio = exp(state.logRatio)
    let (whole, own) = jumps(ratio, found, random)
    for (place, patient) in patients.enumerated() {
      let survival = patient.survival
      let range = risk[place]
      guard patient.probability > 0, patient.probability < 1 else { continue }
      var hazard = whole[range.upperBound] - whole[range.lowerBound]
      // Who has the event at a time is at risk for a part of its jumps.
      if survival.isEvent, !range.isEmpty { hazard -= own[range.upperBound - 1] }
      let odds =
        log(patient.probability / (1 - patient.probability))
        + survival.weight
        * ((survival.isEvent ? state.logRatio : 0) - (ratio - 1) * base[place] * max(0, hazard))
      state.isFirst[place] = random.uniform() < 1 / (1 + exp(-odds))
    }
  }

  /// The sums of hazards over those at risk at each term, by group, and the weight of events in the first group.
  private struct Sums {
    var first: [Double]
    var second: [Double]
    var events: Double
  }

  private func hazards(_ coefficients: [Double]) -> [Double] {
    guard !coefficients.isEmpty else { return [Double](repeating: 1, count: patients.count) }
    return covariates.map { row in exp(zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 }) }
  }

  private func logEvents(_ coefficients: [Double]) -> Double {
    zip(patients, covariates).reduce(0) { sum, pair in
      guard pair.0.survival.isEvent else { return sum }
      return sum + pair.0.survival.weight
        * zip(pair.1, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  private func sums(_ isFirst: [Bool], _ base: [Double]) -> Sums {
    var atRisk = [[Double]](repeating: [Double](repeating: 0, count: times), count: 2)
    var dying = atRisk
    var events = 0.0
    for (place, patient) in patients.enumerated() {
      let (group, term) = (isFirst[place] ? 0 : 1, patient.survival.weight * base[place])
      for time in risk[place] { atRisk[group][time] += term }
      guard patient.survival.isEvent, let last = risk[place].last else { continue }
      dying[group][last] += term
      if isFirst[place] { events += patient.survival.weight }
    }
    func part(_ group: Int) -> [Double] {
      terms.map { atRisk[group][$0.time] - $0.share * dying[group][$0.time] }
    }
    return Sums(first: part(0), second: part(1), events: events)
  }

  /// The partial likelihood but for what the covariates of events add.
  private func logLikelihood(_ logRatio: Double, _ sums: Sums) -> Double {
    let ratio = exp(logRatio)
    var value = sums.events * logRatio
    for (place, term) in terms.enumerated() {
      value -= term.power * log(ratio * sums.first[place] + sums.second[place])
    }
    return value
  }

  /// The baseline hazard up to before each time of an event, and at each the part that those who have their event then do not share.
  private func jumps(
    _ ratio: Double, _ sums: Sums, _ random: RandomSource
  ) -> (whole: [Double], own: [Double]) {
    var jumps = [Double](repeating: 0, count: times)
    var own = jumps
    for (place, term) in terms.enumerated() {
      let rate = ratio * sums.first[place] + sums.second[place]
      let jump = random.gamma(shape: term.power, scale: 1 / rate)
      jumps[term.time] += jump
      own[term.time] += term.share * jump
    }
    var whole = [0.0]
    for jump in jumps { whole.append(whole[whole.count - 1] + jump) }
    return (whole, own)
  }

  /// A number from a density with one peak, by stepping out and shrinking.
  private func slice(
    from start: Double, _ random: RandomSource, _ logDensity: (Double) -> Double
  ) -> Double {
    let level = logDensity(start) + log(1 - random.uniform())
    let width = 1.0
    var low = start - width * random.uniform()
    var high = low + width
    while logDensity(low) > level { low -= width }
    while logDensity(high) > level { high += width }
    while true {
      let value = low + (high - low) * random.uniform()
      // Rounding may leave no other number.
      if value == start || logDensity(value) >= level { return value }
      if value < start { low = value } else { high = value }
    }
  }
}
