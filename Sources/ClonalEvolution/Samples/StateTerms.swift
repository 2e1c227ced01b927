#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The log-likelihoods of some sites of one sample under each of its states.
struct StateTerms {
  /// States: absent, the ranges of sub-clonal fractions, clonal.
  private static let states = EarlierStates.rows

  /// ln of an artefact's likelihood of each site.
  private(set) var artefacts: [Double]
  private var logs: [Double]
  private let count: Int

  /// Room for a number of sites.
  init(count: Int) {
    self.count = count
    artefacts = [Double](repeating: 0, count: count)
    logs = [Double](repeating: 0, count: count * Self.states)
  }

  /// Stores one site's log-likelihoods.
  mutating func set(
    _ index: Int, absent: Double, artefact: Double, bins: [Double], clonal: Double
  ) {
    artefacts[index] = artefact
    let row = index * Self.states
    logs[row] = absent
    for (bin, value) in bins.enumerated() { logs[row + 1 + bin] = value }
    logs[row + Self.states - 1] = clonal
  }

  /// The log-likelihood of a site and the share of each state in it, absence replaced.
  func sums(
    _ index: Int, absent: Double, weights: [Double]
  ) -> (log: Double, shares: [Double]) {
    let row = index * Self.states
    var values = [Double](repeating: 0, count: Self.states)
    var best = -Double.infinity
    for state in values.indices {
      values[state] = log(weights[state]) + (state == 0 ? absent : logs[row + state])
      best = max(best, values[state])
    }
    var total = 0.0
    for state in values.indices {
      values[state] = exp(values[state] - best)
      total += values[state]
    }
    return (best + log(total), values.map { $0 / total })
  }

  /// The greatest log-likelihood of a mixture of the states, its weights with a prior.
  func mixtureLogLikelihood(prior: [Double], strength: Double) -> Double {
    let states = Self.states
    var values = logs
    var offset = 0.0
    for index in 0..<count {
      let row = index * states
      var best = -Double.infinity
      for state in 0..<states { best = max(best, logs[row + state]) }
      offset += best
      for state in 0..<states { values[row + state] = exp(logs[row + state] - best) }
    }
    var weights = prior
    for _ in 0..<25 {
      var counts = prior.map { strength * $0 }
      for index in 0..<count {
        let row = index * states
        var sum = 0.0
        for state in 0..<states { sum += weights[state] * values[row + state] }
        let inverse = 1 / sum
        for state in 0..<states { counts[state] += weights[state] * values[row + state] * inverse }
      }
      weights = SampleModel.normalised(counts)
    }
    var total = offset
    for index in 0..<count {
      var sum = 0.0
      for state in 0..<states { sum += weights[state] * values[index * states + state] }
      total += log(sum)
    }
    for state in 0..<states where prior[state] > 0 {
      total += strength * prior[state] * log(weights[state])
    }
    return total
  }
}
