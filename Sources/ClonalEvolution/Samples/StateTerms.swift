import Glibc

/// The likelihoods of one site of one sample under each of its states.
struct SiteTerms {
  /// ln of the likelihood of absence, artefacts included.
  var absent: Double
  /// ln of an artefact's likelihood.
  var artefact: Double
  /// ln of what ``bins`` are relative to.
  var best: Double
  /// The mean likelihood over each range of sub-clonal fractions.
  var bins: BinValues
  /// ln of the likelihood of clonal presence.
  var clonal: Double

  /// The greatest of all states.
  var peak: Double { max(absent, artefact, best, clonal) }

  /// The likelihood of a state that is not absence, relative to a log-likelihood.
  func value(_ state: Int, relativeTo offset: Double, scale: Double) -> Double {
    state == EarlierStates.clonal ? exp(clonal - offset) : bins[state - 1] * scale
  }
}

/// The likelihoods of some sites of one sample under each of its states.
///
/// States: absent, the ranges of sub-clonal fractions, clonal.
struct StateTerms {
  private var table: MixtureTable
  private var offset = 0.0

  /// Room for a number of sites.
  init(count: Int) {
    table = MixtureTable(states: EarlierStates.rows, count: count)
  }

  /// Stores one site's likelihoods, once.
  mutating func set(_ index: Int, _ terms: SiteTerms) {
    let peak = terms.peak
    let scale = exp(terms.best - peak)
    offset += peak
    table[index, 0] = exp(terms.absent - peak)
    for state in 1..<EarlierStates.rows {
      table[index, state] = terms.value(state, relativeTo: peak, scale: scale)
    }
  }

  /// The greatest log-likelihood of a mixture of the states, its weights with a prior.
  ///
  /// The ranges of sub-clonal fractions keep their prior shares of sub-clonal presence: free ones
  /// would take for small differences between clones what is spread of the counts.
  func mixtureLogLikelihood(prior: [Double], strength: Double) -> Double {
    var weights = prior
    var counts = weights
    var total = 0.0
    let whole = Double(table.count) + strength
    for _ in 0..<25 {
      for state in counts.indices { counts[state] = 0 }
      total = table.expect(weights, into: &counts)
      let clonal = EarlierStates.clonal
      let subclonal = counts[1..<clonal].reduce(0, +) / prior[1..<clonal].reduce(0, +)
      for state in counts.indices {
        let count = state == 0 || state == clonal ? counts[state] : subclonal * prior[state]
        weights[state] = (count + strength * prior[state]) / whole
      }
    }
    for state in counts.indices { counts[state] = 0 }
    total = offset + table.expect(weights, into: &counts)
    for state in weights.indices where prior[state] > 0 {
      total += strength * prior[state] * log(weights[state])
    }
    return total
  }
}
