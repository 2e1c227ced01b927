import Glibc

/// The population weights of the joint states of an earlier and a later sample.
///
/// State `3 i + j` has the earlier sample in state `i` and the later one in state `j`. The later
/// sample is absent, sub-clonal or clonal (0, 1, 2). The earlier one is absent, sub-clonal in one of
/// the ranges of ``CellFractionGrid/binEdges``, or clonal: a patient's sub-clones are few, so that
/// many mutations share a range and together tell how much it holds. The weights maximise
/// ```
/// Σ_v ln Σ_ij π_ij L_P(i) L_M(j) − V ln Σ_ij π_ij d_ij + A Σ_ij π⁰_ij ln π^disc_ij
/// ```
/// by EM, where `d_ij` is the probability that a mutation in state `ij` is discovered at all,
/// averaged over the patient's sites, and `π^disc ∝ π d` are the weights among discovered sites.
/// Without `d` the states that are hard to discover would be underrated.
///
/// The objective is derived here. EM: A. P. Dempster, N. M. Laird and D. B. Rubin, *J. R. Stat. Soc. B*
/// 39, 1–38 (1977), doi:10.1111/j.2517-6161.1977.tb01600.x.
struct JointStateModel: Sendable {
  /// Population weights of the states; they add to 1.
  let weights: [Double]
  /// The sum of responsibilities of each state, over mutations.
  let counts: [Double]
  /// Number of mutations the fit rests on.
  let mutations: Int
  /// A, the pseudo-count of the prior.
  let strength: Double
  /// The log-likelihood without the prior's term.
  let logLikelihood: Double
  /// The maximised objective.
  let objective: Double
  /// Rounds taken.
  let rounds: Int
  /// Whether the objective ever fell by more than rounding.
  let isMonotone: Bool
  private let prior: [Double]
  private let detection: [Double]

  /// The least probability of discovery that is divided by.
  static let leastDetection = 1e-6

  /// Fits the weights.
  ///
  /// - Parameters:
  ///   - likelihoods: `L_P(i) L_M(j)` of each mutation, as many each as `prior`, in any scale.
  ///   - scales: The logs of those scales, if the log-likelihood is wanted.
  ///   - prior: Population weights before the data; they add to 1.
  ///   - strength: A; `nil` for 10, or 30 with fewer than 20 mutations.
  ///   - detection: Probability of discovery of each state, or `nil` for certain discovery.
  ///   - tolerance: Relative change of the objective at which to stop.
  ///   - maximumRounds: The most rounds; 0 keeps the prior.
  init(
    likelihoods: [Double], scales: [Double]? = nil, prior: [Double], strength: Double? = nil,
    detection: [Double]? = nil, tolerance: Double = 1e-10, maximumRounds: Int = 500
  ) {
    let states = prior.count
    let mutations = likelihoods.count / states
    let a = strength ?? (mutations < 20 ? 30 : 10)
    let d = (detection ?? prior.map { _ in 1 }).map { max($0, Self.leastDetection) }
    let discoveredPrior = Self.normalised(zip(prior, d).map { $0 * $1 })
    var discovered = discoveredPrior
    var counts = [Double](repeating: 0, count: states)
    var factors = counts
    var table = MixtureTable(states: states, count: mutations)
    for mutation in 0..<mutations {
      for state in 0..<states { table[mutation, state] = likelihoods[mutation * states + state] }
    }
    var logLikelihood = 0.0
    var objective = -Double.infinity
    var rounds = 0
    var isMonotone = true
    while rounds < maximumRounds {
      for i in 0..<states {
        factors[i] = discovered[i] / d[i]
        counts[i] = 0
      }
      logLikelihood = table.expect(factors, into: &counts)
      var penalty = 0.0
      for i in 0..<states where discoveredPrior[i] > 0 {
        penalty += a * discoveredPrior[i] * log(discovered[i])
      }
      let next = logLikelihood + penalty
      rounds += 1
      if next < objective - 1e-8 * abs(objective) { isMonotone = false }
      let isDone = abs(next - objective) <= tolerance * abs(next)
      objective = next
      if isDone { break }
      let whole = Double(mutations) + a
      for i in 0..<states { discovered[i] = (counts[i] + a * discoveredPrior[i]) / whole }
    }
    let offset = scales?.reduce(0, +) ?? 0
    self.mutations = mutations
    self.strength = a
    self.prior = discoveredPrior
    self.detection = d
    self.counts = counts
    self.weights = Self.normalised(zip(discovered, d).map { $0 / $1 })
    self.logLikelihood = logLikelihood + offset
    self.objective = objective + offset
    self.rounds = rounds
    self.isMonotone = isMonotone
  }

  /// Responsibilities of the states for one mutation, under the fitted weights.
  func responsibilities(_ likelihoods: UnsafePointer<Double>, into result: inout [Double]) {
    var sum = 0.0
    for i in weights.indices {
      result[i] = weights[i] * likelihoods[i]
      sum += result[i]
    }
    for i in weights.indices { result[i] /= sum }
  }

  /// Population weights with some mutations' share taken out again.
  ///
  /// - Parameters:
  ///   - removed: The summed responsibilities of the mutations that are left out.
  ///   - count: How many they are.
  ///   - result: Room for as many values as there are states.
  func weights(without removed: [Double], count: Double, into result: inout [Double]) {
    let whole = Double(mutations) - count + strength
    var sum = 0.0
    for i in weights.indices {
      let discovered = (max(0, counts[i] - removed[i]) + strength * prior[i]) / whole
      result[i] = discovered / detection[i]
      sum += result[i]
    }
    for i in weights.indices { result[i] /= sum }
  }

  private static func normalised(_ values: [Double]) -> [Double] {
    let sum = values.reduce(0, +)
    return values.map { $0 / sum }
  }
}
