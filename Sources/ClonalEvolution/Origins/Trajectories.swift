#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import TumorModel

/// Each mutation along all samples of a patient.
///
/// The states of successive samples form a chain: the first sample's prior is the margin of the
/// pair's weights and each step's transition is their row, fitted on that step's two samples. Sums
/// over all state vectors are exact, by forward and backward passes, for any number of samples.
struct Trajectories {
  let patient: PatientEvidence
  let order: SampleOrder
  let evidence: [SampleEvidence]
  let parameters: OriginParameters
  let context: StudyContext

  /// P(c >= c*) from which a mutation counts as detectable.
  private static let detectable = 0.8

  /// One point per mutation and sample, by mutation, then time.
  var points: [TrajectoryPoint] {
    let chain = order.chronological
    let steps = zip(chain, chain.dropFirst()).map { first, second -> [Double] in
      let pair = PairAnalysis(
        patient: patient, earlier: EarlierEvidence(sample: first, evidence: evidence[first]),
        later: evidence[second], laterIndex: second, parameters: parameters, context: context
      )
      return EarlierStates.collapse(pair.states.weights)
    }
    let start = steps.first ?? context.classPrior
    let initial = OriginCaller.earlierMargin(start)
    let transitions = steps.map { weights -> [Double] in
      let rows = OriginCaller.earlierMargin(weights)
      return weights.indices.map { rows[$0 / 3] > 0 ? weights[$0] / rows[$0 / 3] : 1.0 / 3 }
    }
    var points: [TrajectoryPoint] = []
    points.reserveCapacity(patient.mutations.count * chain.count)
    for site in patient.mutations.indices {
      let states = smoothed(site, chain: chain, initial: initial, transitions: transitions)
      var isFirst = true
      var lastExcluded: Int?
      for (position, sample) in chain.enumerated() {
        var point = TrajectoryPoint(mutation: site, sample: sample)
        if evidence[sample].isAssessable(site) {
          let p = states[position]
          point.presence = p[1] + p[2]
          point.cellFraction = evidence[sample].withPosterior(site) {
            $0.summary(absent: p[0], subclonal: p[1])
          }
          let above = p[1] * evidence[sample].aboveThreshold(site) + p[2]
          if above > Self.detectable, isFirst {
            point.isFirstDetectable = true
            isFirst = false
            if let lastExcluded { points[lastExcluded].isLastExcluded = true }
          } else if isFirst, 1 - above > Self.detectable {
            lastExcluded = points.count
          }
        }
        points.append(point)
      }
    }
    return points
  }

  /// The posterior of each sample's state, given all samples.
  private func smoothed(
    _ site: Int, chain: [Int], initial: [Double], transitions: [[Double]]
  ) -> [[Double]] {
    let likelihoods = chain.map { sample -> [Double] in
      let states = evidence[sample].likelihoods[site]
      let best = max(states.absent, states.subclonal, states.clonal)
      return [exp(states.absent - best), exp(states.subclonal - best), exp(states.clonal - best)]
    }
    var forward: [[Double]] = []
    for (position, likelihood) in likelihoods.enumerated() {
      var row = [0.0, 0.0, 0.0]
      for j in 0..<3 {
        if position == 0 {
          row[j] = initial[j] * likelihood[j]
        } else {
          let transition = transitions[position - 1]
          for i in 0..<3 { row[j] += forward[position - 1][i] * transition[3 * i + j] }
          row[j] *= likelihood[j]
        }
      }
      forward.append(SampleModel.normalised(row))
    }
    var backward = [1.0, 1.0, 1.0]
    var result = forward
    for position in stride(from: chain.count - 2, through: 0, by: -1) {
      let transition = transitions[position]
      var row = [0.0, 0.0, 0.0]
      for i in 0..<3 {
        for j in 0..<3 {
          row[i] += transition[3 * i + j] * likelihoods[position + 1][j] * backward[j]
        }
      }
      backward = SampleModel.normalised(row)
      result[position] = SampleModel.normalised(
        zip(forward[position], backward).map { $0 * $1 })
    }
    return result
  }
}
