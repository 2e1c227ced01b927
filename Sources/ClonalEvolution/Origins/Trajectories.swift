import Glibc
import TumorModel

/// Each mutation along all samples of a patient, by the posteriors that the calls rest on.
///
/// A sample's presence is the mean over the pairs that hold it of that pair's posterior, in which the
/// patient's other samples have a part already; so samples of one day are exchangeable. A sample of no
/// pair is judged by itself, under the study's shares of the classes.
struct Trajectories {
  let patient: PatientEvidence
  let order: SampleOrder
  let evidence: [SampleEvidence]
  let parameters: OriginParameters
  let context: StudyContext
  /// Pairs of single samples.
  let pairs: [PairAnalysis]

  /// P(c >= c*) from which a mutation counts as detectable.
  private static let detectable = OriginGate.presence

  /// One point per mutation and sample, by mutation, then time.
  var points: [TrajectoryPoint] {
    let chain = order.chronological
    let holding = evidence.indices.map { sample in
      (
        earlier: pairs.filter { $0.earlier.sample == sample },
        later: pairs.filter { $0.later.sample == sample }
      )
    }
    var points: [TrajectoryPoint] = []
    points.reserveCapacity(patient.mutations.count * chain.count)
    for site in patient.mutations.indices {
      var isFirst = true
      var lastExcluded: Int?
      for sample in chain {
        var point = TrajectoryPoint(mutation: site, sample: sample)
        let evidence = evidence[sample]
        if evidence.isAssessable(site) {
          let (earlier, later) = holding[sample]
          let p = states(site, sample, earlier, later)
          point.presence = p.subclonal + p.clonal
          point.cellFraction = evidence.givenPresence(
            site, subclonal: p.subclonal, clonal: p.clonal)
          if isFirst {
            let shares = ranges(site, earlier, later)
            let above =
              p.subclonal * evidence.aboveThreshold(site, binShares: shares) + p.clonal
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

  /// The posterior of presence in some and in every cell of a sample.
  private func states(
    _ site: Int, _ sample: Int, _ earlier: [PairAnalysis], _ later: [PairAnalysis]
  ) -> (subclonal: Double, clonal: Double) {
    let count = Double(earlier.count + later.count)
    guard count > 0 else {
      let weights = OriginCaller.earlierMargin(context.classPrior)
      let likelihoods = evidence[sample].likelihoods(site)
      let best = max(likelihoods.absent, likelihoods.subclonal, likelihoods.clonal)
      let p = SampleModel.normalised([
        weights[0] * exp(likelihoods.absent - best),
        weights[1] * exp(likelihoods.subclonal - best),
        weights[2] * exp(likelihoods.clonal - best),
      ])
      return (p[1], p[2])
    }
    var (subclonal, clonal) = (0.0, 0.0)
    for pair in earlier {
      let states = pair.posteriors[site].states
      subclonal += states.earlier(.subclonal) / count
      clonal += states.earlier(.clonal) / count
    }
    for pair in later {
      let states = pair.posteriors[site].states
      subclonal += states.later(.subclonal) / count
      clonal += states.later(.clonal) / count
    }
    return (subclonal, clonal)
  }

  /// The posterior of each range of fractions, as the pairs that hold the sample tell; `nil` without one.
  private func ranges(
    _ site: Int, _ earlier: [PairAnalysis], _ later: [PairAnalysis]
  ) -> BinValues? {
    guard !earlier.isEmpty || !later.isEmpty else { return nil }
    var ranges = BinValues.zero
    for pair in earlier {
      ranges += pair.posteriors[site].earlierRanges(later: 0..<OriginCells.states)
    }
    for pair in later {
      ranges += pair.posteriors[site].laterRanges(earlier: 0..<OriginCells.states)
    }
    return ranges
  }
}
