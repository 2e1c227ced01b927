#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The likelihoods of a mutation's reads in one sample under the three states.
struct StateLikelihoods: Hashable, Sendable {
  /// ln L(0), ln L(S) and ln L(C).
  var absent: Double
  var subclonal: Double
  var clonal: Double

  /// ln [(.14 L(S) + .40 L(C)) / .54]: presence, at weights that no study changes.
  var present: Double { logSum(log(0.14) + subclonal, log(0.40) + clonal) - log(0.54) }

  /// A sample that says nothing.
  static let uninformative = StateLikelihoods(absent: 0, subclonal: 0, clonal: 0)
}

/// The population weights of the nine joint states of an earlier and a later sample.
///
/// State `3 i + j` has the earlier sample in state `i` and the later one in state `j`, each 0
/// (absent), 1 (sub-clonal) or 2 (clonal). The weights maximise
/// ```
/// Σ_v ln Σ_ij π_ij L_P(i) L_M(j) − V ln Σ_ij π_ij d_ij + A Σ_ij π⁰_ij ln π^disc_ij
/// ```
/// by EM, where `d_ij` is the probability that a mutation in state `ij` is discovered at all,
/// averaged over the patient's sites, and `π^disc ∝ π d` are the weights among discovered sites.
/// Without `d` the states that are hard to discover would be underrated.
struct JointStateModel: Sendable {
  /// Population weights of the nine states; they add to 1.
  let weights: [Double]
  /// Weights among discovered sites.
  let discoveredWeights: [Double]
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
  ///   - likelihoods: `exp(ln L_P(i) + ln L_M(j))` of each mutation, nine each, in any scale of
  ///     their own.
  ///   - prior: Population weights before the data; they add to 1.
  ///   - strength: A; `nil` for 10, or 30 with fewer than 20 mutations.
  ///   - detection: Probability of discovery of each state, or `nil` for certain discovery.
  ///   - tolerance: Relative change of the objective at which to stop.
  ///   - maximumRounds: The most rounds.
  init(
    likelihoods: [Double], scales: [Double]? = nil, prior: [Double], strength: Double? = nil,
    detection: [Double]? = nil, tolerance: Double = 1e-10, maximumRounds: Int = 500
  ) {
    let mutations = likelihoods.count / 9
    let a = strength ?? (mutations < 20 ? 30 : 10)
    let d = (detection ?? [Double](repeating: 1, count: 9)).map { max($0, Self.leastDetection) }
    let discoveredPrior = Self.normalised((0..<9).map { prior[$0] * d[$0] })
    var discovered = discoveredPrior
    var counts = [Double](repeating: 0, count: 9)
    var logLikelihood = 0.0
    var objective = -Double.infinity
    var rounds = 0
    var isMonotone = true
    likelihoods.withUnsafeBufferPointer { values in
      while rounds < maximumRounds {
        var factors = (0..<9).map { discovered[$0] / d[$0] }
        for i in 0..<9 { counts[i] = 0 }
        var total = 0.0
        var product = 1.0
        factors.withUnsafeMutableBufferPointer { factors in
          counts.withUnsafeMutableBufferPointer { counts in
            for v in 0..<mutations {
              let row = v * 9
              var sum = 0.0
              for i in 0..<9 { sum += factors[i] * values[row + i] }
              let inverse = 1 / sum
              for i in 0..<9 { counts[i] += factors[i] * values[row + i] * inverse }
              // One logarithm for many mutations: the product stays within range.
              product *= sum
              if product < 1e-200 || product > 1e200 {
                total += log(product)
                product = 1
              }
            }
          }
        }
        total += log(product)
        var penalty = 0.0
        for i in 0..<9 where discoveredPrior[i] > 0 {
          penalty += a * discoveredPrior[i] * log(discovered[i])
        }
        let next = total + penalty
        rounds += 1
        if next < objective - 1e-8 * abs(objective) { isMonotone = false }
        let isDone = abs(next - objective) <= tolerance * abs(next)
        objective = next
        logLikelihood = total
        if isDone { break }
        let whole = Double(mutations) + a
        for i in 0..<9 { discovered[i] = (counts[i] + a * discoveredPrior[i]) / whole }
      }
    }
    self.mutations = mutations
    self.strength = a
    self.prior = discoveredPrior
    self.detection = d
    self.counts = counts
    self.discoveredWeights = discovered
    self.weights = Self.normalised((0..<9).map { discovered[$0] / d[$0] })
    self.logLikelihood = logLikelihood + (scales?.reduce(0, +) ?? 0)
    self.objective = objective + (scales?.reduce(0, +) ?? 0)
    self.rounds = rounds
    self.isMonotone = isMonotone
  }

  /// Responsibilities of the nine states for one mutation, under the fitted weights.
  func responsibilities(_ likelihoods: UnsafePointer<Double>, into result: inout [Double]) {
    var sum = 0.0
    for i in 0..<9 {
      result[i] = weights[i] * likelihoods[i]
      sum += result[i]
    }
    for i in 0..<9 { result[i] /= sum }
  }

  /// Population weights with some mutations' share taken out again.
  ///
  /// - Parameters:
  ///   - removed: The summed responsibilities of the mutations that are left out.
  ///   - count: How many they are.
  ///   - result: Room for nine values.
  func weights(without removed: [Double], count: Double, into result: inout [Double]) {
    let whole = Double(mutations) - count + strength
    var sum = 0.0
    for i in 0..<9 {
      let discovered = (max(0, counts[i] - removed[i]) + strength * prior[i]) / whole
      result[i] = discovered / detection[i]
      sum += result[i]
    }
    for i in 0..<9 { result[i] /= sum }
  }

  private static func normalised(_ values: [Double]) -> [Double] {
    let sum = values.reduce(0, +)
    return values.map { $0 / sum }
  }
}
