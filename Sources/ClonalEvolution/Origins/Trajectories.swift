import Glibc
import TumorModel

/// Each mutation along all samples of a patient.
///
/// The states of successive samples form a chain: the first sample's prior is the margin of the
/// pair's weights and each step's transition is their row, fitted on that step's two samples. Sums
/// over all state vectors are exact, by forward and backward passes, for any number of samples.
///
/// Forward-backward algorithm: L. R. Rabiner, *Proc. IEEE* 77, 257–286 (1989), doi:10.1109/5.18626.
struct Trajectories {
  let patient: PatientEvidence
  let order: SampleOrder
  let evidence: [SampleEvidence]
  let parameters: OriginParameters
  let context: StudyContext
  /// Pairs of single samples that were fitted already.
  let pairs: [PairAnalysis]

  /// P(c >= c*) from which a mutation counts as detectable.
  private static let detectable = OriginGate.presence

  /// One point per mutation and sample, by mutation, then time.
  var points: [TrajectoryPoint] {
    let chain = order.chronological
    let steps = zip(chain, chain.dropFirst()).map { first, second in
      EarlierStates.collapse(stateWeights(first, second))
    }
    let start = steps.first ?? context.classPrior
    let initial = OriginCaller.earlierMargin(start)
    let transitions = steps.map { weights -> [Double] in
      let rows = OriginCaller.earlierMargin(weights)
      return weights.indices.map { rows[$0 / 3] > 0 ? weights[$0] / rows[$0 / 3] : 1.0 / 3 }
    }
    var points: [TrajectoryPoint] = []
    points.reserveCapacity(patient.mutations.count * chain.count)
    var passes = Passes(samples: chain.count)
    for site in patient.mutations.indices {
      for (position, sample) in chain.enumerated() {
        passes.likelihoods[position] = Self.likelihoods(evidence[sample].likelihoods[site])
      }
      passes.smooth(initial: initial, transitions: transitions)
      var isFirst = true
      var lastExcluded: Int?
      for (position, sample) in chain.enumerated() {
        var point = TrajectoryPoint(mutation: site, sample: sample)
        let evidence = evidence[sample]
        if evidence.isAssessable(site) {
          let p = passes.smoothed[position]
          point.presence = p[1] + p[2]
          point.cellFraction = evidence.withPosterior(site) {
            $0.summary(absent: p[0], subclonal: p[1])
          }
          if isFirst {
            let above = p[1] * evidence.aboveThreshold(site) + p[2]
            if above > Self.detectable {
              point.isFirstDetectable = true
              isFirst = false
              if let lastExcluded { points[lastExcluded].isLastExcluded = true }
            } else if 1 - above > Self.detectable {
              lastExcluded = points.count
            }
          }
        }
        points.append(point)
      }
    }
    return points
  }

  /// The joint states' weights of two successive samples.
  private func stateWeights(_ first: Int, _ second: Int) -> [Double] {
    if let pair = pairs.first(where: { $0.earlier.sample == first && $0.laterIndex == second }) {
      return pair.states.weights
    }
    return PairAnalysis(
      patient: patient, earlier: EarlierEvidence(sample: first, evidence: evidence[first]),
      later: evidence[second], laterIndex: second, parameters: parameters, context: context
    ).states.weights
  }

  /// The likelihoods of a sample's three states, the greatest being 1.
  private static func likelihoods(_ states: StateLikelihoods) -> SIMD4<Double> {
    let best = max(states.absent, states.subclonal, states.clonal)
    return [
      exp(states.absent - best), exp(states.subclonal - best), exp(states.clonal - best), 0,
    ]
  }
}

/// Forward and backward passes along a chain of samples; lanes 0 to 2 are the states.
private struct Passes {
  /// Likelihoods of each sample's states.
  var likelihoods: [SIMD4<Double>]
  /// The posterior of each sample's state, given all samples.
  var smoothed: [SIMD4<Double>]

  init(samples: Int) {
    likelihoods = [SIMD4<Double>](repeating: .zero, count: samples)
    smoothed = likelihoods
  }

  mutating func smooth(initial: [Double], transitions: [[Double]]) {
    for (position, likelihood) in likelihoods.enumerated() {
      var row = SIMD4<Double>.zero
      for j in 0..<3 {
        if position == 0 {
          row[j] = initial[j]
        } else {
          for i in 0..<3 {
            row[j] += smoothed[position - 1][i] * transitions[position - 1][3 * i + j]
          }
        }
      }
      row *= likelihood
      smoothed[position] = row / row.sum()
    }
    var backward = SIMD4<Double>(1, 1, 1, 0)
    for position in stride(from: likelihoods.count - 2, through: 0, by: -1) {
      let next = likelihoods[position + 1] * backward
      var row = SIMD4<Double>.zero
      for i in 0..<3 {
        for j in 0..<3 { row[i] += transitions[position][3 * i + j] * next[j] }
      }
      backward = row / row.sum()
      let product = smoothed[position] * backward
      smoothed[position] = product / product.sum()
    }
  }
}
