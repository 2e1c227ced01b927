import TumorModel

/// Repeats calls under other assumptions.
///
/// One assumption at a time (error rate and its spread over sites, precision, either purity, prior, share
/// of artefacts), then all combinations of error rate × precision × purity × prior × artefacts, of which
/// the least and greatest probabilities are kept. The fitted weights are held while the rest varies.
struct SensitivityAnalysis {
  let pair: PairAnalysis
  let caller: OriginCaller

  /// One set of assumptions about both samples.
  private struct Setting {
    var earlier = ChangedSite.Setting()
    var later = ChangedSite.Setting()

    init() {}

    /// The same of both.
    init(_ both: ChangedSite.Setting) { (earlier, later) = (both, both) }
  }

  /// Factors on the share of artefacts.
  private static let artefactFactors = [0.5, 2.0]

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
    var single:
      [(varied: Assumption, value: String, setting: Setting, assumptions: SiteAssumptions)] = []
    func vary(
      _ varied: Assumption, _ value: String,
      _ setting: Setting = Setting(), _ assumptions: SiteAssumptions = SiteAssumptions()
    ) {
      single.append((varied, value, setting, assumptions))
    }
    func both(_ change: (inout ChangedSite.Setting) -> Void) -> Setting {
      var setting = ChangedSite.Setting()
      change(&setting)
      return Setting(setting)
    }
    for (factor, name) in [(1.0 / 3, "x1/3"), (3, "x3")] {
      vary(.errorRate, name, both { $0.errorFactor = factor })
    }
    for (shape, name) in [(0.3, "wide"), (10, "narrow")] {
      vary(.errorSpread, name, both { $0.errorShape = shape })
    }
    vary(.precision, "x1/3", both { $0.precisionFactor = 1.0 / 3 })
    for (shift, name) in [(-0.1, "-0.1"), (0.1, "+0.1")] {
      var (earlier, later) = (Setting(), Setting())
      earlier.earlier.purityShift = shift
      later.later.purityShift = shift
      vary(.earlierPurity, name, earlier)
      vary(.laterPurity, name, later)
    }
    vary(.prior, "default", Setting(), SiteAssumptions(usesDefaultPrior: true))
    for (factor, name) in zip(Self.artefactFactors, ["x1/2", "x2"]) {
      vary(.artefactShare, name, Setting(), SiteAssumptions(artefactFactor: factor))
    }
    let changed = ChangedSite(pair: pair, site: call.mutation)

    func row(
      _ varied: Assumption, _ value: String, _ outcome: Outcome, flips: Bool
    ) -> SensitivityRow {
      SensitivityRow(
        mutation: call.mutation, earlier: pair.earlier.sample, later: pair.later.sample,
        varied: varied, value: value, probabilities: outcome.probabilities, label: outcome.label,
        flips: flips)
    }
    var rows = single.map { item in
      let outcome = outcome(call.mutation, in: changed, item.setting, [item.assumptions])[0]
      return row(item.varied, item.value, outcome, flips: outcome.label != call.label)
    }
    let (low, high, flips) = extremes(call, changed)
    rows.append(row(.all, "min", low, flips: flips))
    rows.append(row(.all, "max", high, flips: flips))
    return rows
  }

  /// The least and greatest probabilities over all combinations.
  private func extremes(
    _ call: OriginCall, _ changed: ChangedSite
  ) -> (low: Outcome, high: Outcome, flips: Bool) {
    var low = OriginProbabilities(
      acquired: 1, preexistingSubclonal: 1, preexistingClonal: 1, lost: 1, artefact: 1)
    var high = OriginProbabilities(
      acquired: 0, preexistingSubclonal: 0, preexistingClonal: 0, lost: 0, artefact: 0)
    var flips = false
    let assumptions = [false, true].flatMap { usesDefaultPrior in
      ([1.0] + Self.artefactFactors).map {
        SiteAssumptions(usesDefaultPrior: usesDefaultPrior, artefactFactor: $0)
      }
    }
    for error in [1.0 / 3, 1, 3] {
      for precision in [1.0, 1.0 / 3] {
        for shift in [-0.1, 0, 0.1] {
          let setting = Setting(
            ChangedSite.Setting(
              errorFactor: error, precisionFactor: precision, purityShift: shift))
          for outcome in outcome(call.mutation, in: changed, setting, assumptions) {
            if outcome.label != call.label { flips = true }
            low = low.merged(outcome.probabilities, by: min)
            high = high.merged(outcome.probabilities, by: max)
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

  /// The outcomes under one setting, one for each of some further assumptions.
  private func outcome(
    _ site: Int, in changed: ChangedSite, _ setting: Setting, _ assumptions: [SiteAssumptions]
  ) -> [Outcome] {
    let tables = changed.tables(earlier: setting.earlier, later: setting.later)
    let (power, laterPower) = (
      changed.earlierPower(setting.earlier), changed.laterPower(setting.later)
    )
    let reads = SeenReads(earlier: pair.earlier, later: pair.later, site: site)
    return assumptions.map { varied in
      var assumptions = varied
      assumptions.ignoresEarlier = caller.rule.ignoresEarlier
      let posterior = pair.fit.posterior(of: site, under: tables, assumptions)
      // Where c* lies inside a range of fractions, the likelihood's shape in it is kept.
      let above = pair.earlier.aboveThreshold(
        site, binShares: posterior.earlierRanges(later: 1..<OriginCells.states))
      let decision = caller.rule.decide(
        posterior.states, above: above, power: power, laterPower: laterPower, reads: reads,
        copyLossHides: caller.copyLossHides(site), mayBeBlood: caller.flags.mayBeBlood(site),
        germline: posterior.germline)
      return Outcome(
        probabilities: posterior.origins, label: caller.named(decision, site).label)
    }
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
