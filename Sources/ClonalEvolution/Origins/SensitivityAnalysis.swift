import TumorModel

/// Repeats calls under other assumptions.
///
/// One assumption at a time (slab, error rate, precision, either purity, prior), then all
/// combinations of slab × error rate × precision × purity × prior, of which the least and greatest
/// probabilities are kept. The prior's fitted weights are held while the rest varies.
struct SensitivityAnalysis {
  let pair: PairAnalysis
  let caller: OriginCaller

  /// One set of assumptions.
  private struct Setting {
    var slab: SlabShape
    var errorFactor = 1.0
    var precisionFactor = 1.0
    var earlierPurityShift = 0.0
    var laterPurityShift = 0.0
    var usesFittedPrior: Bool
  }

  /// The outcome under one set of assumptions.
  private struct Outcome {
    var probabilities: OriginProbabilities
    var label: OriginLabel
  }

  /// The rows of the mutations in scope; calls that flip are flagged.
  func rows(for calls: inout [OriginCall]) -> [SensitivityRow] {
    var rows: [SensitivityRow] = []
    for index in calls.indices where pair.isInScope(calls[index]) {
      let added = self.rows(calls[index])
      if added.contains(where: \.flips) { calls[index].flags.insert(.notRobust) }
      rows.append(contentsOf: added)
    }
    return rows
  }

  private func rows(_ call: OriginCall) -> [SensitivityRow] {
    let parameters = pair.parameters
    let base = Setting(slab: parameters.slab, usesFittedPrior: true)
    var single: [(varied: Assumption, value: String, setting: Setting)] = []
    for slab in SlabShape.allCases where slab != parameters.slab {
      var setting = base
      setting.slab = slab
      single.append((.slab, slab.rawValue, setting))
    }
    for (factor, name) in [(1.0 / 3, "x1/3"), (3, "x3")] {
      var setting = base
      setting.errorFactor = factor
      single.append((.errorRate, name, setting))
    }
    var precise = base
    precise.precisionFactor = 1.0 / 3
    single.append((.precision, "x1/3", precise))
    for (shift, name) in [(-0.1, "-0.1"), (0.1, "+0.1")] {
      var setting = base
      setting.earlierPurityShift = shift
      single.append((.earlierPurity, name, setting))
      setting = base
      setting.laterPurityShift = shift
      single.append((.laterPurity, name, setting))
    }
    var plain = base
    plain.usesFittedPrior = false
    single.append((.prior, "default", plain))

    func row(
      _ varied: Assumption, _ value: String, _ outcome: Outcome, flips: Bool
    ) -> SensitivityRow {
      SensitivityRow(
        mutation: call.mutation, earlier: pair.earlier.sample, later: pair.laterIndex,
        varied: varied, value: value, probabilities: outcome.probabilities, label: outcome.label,
        flips: flips)
    }
    var rows = single.map { item in
      let outcome = outcome(call.mutation, item.setting)
      return row(item.varied, item.value, outcome, flips: outcome.label != call.label)
    }
    let (low, high, flips) = extremes(call)
    rows.append(row(.all, "min", low, flips: flips))
    rows.append(row(.all, "max", high, flips: flips))
    return rows
  }

  /// The least and greatest probabilities over all combinations.
  private func extremes(_ call: OriginCall) -> (low: Outcome, high: Outcome, flips: Bool) {
    var low = OriginProbabilities(
      acquired: 1, preexistingSubclonal: 1, preexistingClonal: 1, lost: 1, artefact: 1)
    var high = OriginProbabilities(
      acquired: 0, preexistingSubclonal: 0, preexistingClonal: 0, lost: 0, artefact: 0)
    var flips = false
    for slab in SlabShape.allCases {
      for error in [1.0 / 3, 1, 3] {
        for precision in [1.0, 1.0 / 3] {
          for shift in [-0.1, 0, 0.1] {
            var setting = Setting(slab: slab, usesFittedPrior: true)
            setting.errorFactor = error
            setting.precisionFactor = precision
            setting.earlierPurityShift = shift
            setting.laterPurityShift = shift
            let evidence = evidence(call.mutation, setting)
            for usesFittedPrior in [true, false] {
              let outcome = outcome(
                call.mutation, evidence: evidence, usesFittedPrior: usesFittedPrior)
              if outcome.label != call.label { flips = true }
              low = low.merged(outcome.probabilities, by: min)
              high = high.merged(outcome.probabilities, by: max)
            }
          }
        }
      }
    }
    // The label of a range is the call's own where nothing flips it.
    let label = flips ? OriginLabel.indeterminate : call.label
    return (
      Outcome(probabilities: low, label: label), Outcome(probabilities: high, label: label), flips
    )
  }

  private func outcome(_ site: Int, _ setting: Setting) -> Outcome {
    outcome(site, evidence: evidence(site, setting), usesFittedPrior: setting.usesFittedPrior)
  }

  private func outcome(
    _ site: Int, evidence: (earlier: EarlierEvidence, later: SampleEvidence), usesFittedPrior: Bool
  ) -> Outcome {
    var scratch = [Double](repeating: 0, count: EarlierStates.count)
    var states = scratch
    pair.weights(leavingOut: site, scratch: &scratch, into: &states)
    let masses = evidence.earlier.binMasses
    if usesFittedPrior {
      // The patient's weights of the ranges, on another slab's masses.
      for i in 3..<(3 * EarlierStates.clonal) {
        states[i] *= masses[i / 3 - 1] / max(pair.earlier.binMasses[i / 3 - 1], 1e-300)
      }
    } else {
      states = EarlierStates.expand(pair.parameters.classPrior, binMasses: masses)
    }
    PairAnalysis.multiply(
      &states, site: 0, evidence.earlier, evidence.later.likelihoods[0])
    let p = EarlierStates.nine(states)
    let shares = EarlierStates.binShares(states, columns: 1..<3)
    let label = caller.decide(
      p, above: evidence.earlier.aboveThreshold(0, binShares: shares),
      power: evidence.earlier.power(0),
      laterPower: evidence.later.power[0],
      reads: SeenReads(earlier: evidence.earlier, later: evidence.later, site: 0),
      copyLossHides: caller.copyLossHides(site), mayBeBlood: caller.mayBeBlood(site)
    ).label
    return Outcome(
      probabilities: OriginProbabilities(states: p), label: caller.named(label, site))
  }

  /// The evidence of one site under a setting.
  private func evidence(
    _ site: Int, _ setting: Setting
  ) -> (earlier: EarlierEvidence, later: SampleEvidence) {
    let regions = pair.earlier.regions.map {
      single($0, site: site, setting: setting, purityShift: setting.earlierPurityShift)
    }
    let later = single(
      pair.later, site: site, setting: setting, purityShift: setting.laterPurityShift)
    if let sample = pair.earlier.sample {
      return (EarlierEvidence(sample: sample, evidence: regions[0]), later)
    }
    return (EarlierEvidence(jointly: regions), later)
  }

  private func single(
    _ evidence: SampleEvidence, site: Int, setting: Setting, purityShift: Double
  ) -> SampleEvidence {
    var model = evidence.model
    model.errorRates = model.errorRates.map { min(0.2, $0 * setting.errorFactor) }
    model.backgroundFactor *= setting.errorFactor
    model.precision *= setting.precisionFactor
    model.purities = model.purities.map { min(1, max(0.02, $0 + purityShift)) }
    model.fittedSites = model.fittedSites.contains(site) ? [0] : []
    var parameters = evidence.parameters
    parameters.slab = setting.slab
    return SampleEvidence(
      data: evidence.data.only(site), model: model, parameters: parameters, grid: evidence.grid)
  }
}

extension OriginProbabilities {
  fileprivate func merged(
    _ other: Self, by combine: (Double, Double) -> Double
  ) -> OriginProbabilities {
    OriginProbabilities(
      acquired: combine(acquired, other.acquired),
      preexistingSubclonal: combine(preexistingSubclonal, other.preexistingSubclonal),
      preexistingClonal: combine(preexistingClonal, other.preexistingClonal),
      lost: combine(lost, other.lost), artefact: combine(artefact, other.artefact))
  }
}
