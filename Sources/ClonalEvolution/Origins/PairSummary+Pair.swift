import TumorModel

extension PairSummary {
  /// Sums up a pair.
  ///
  /// - Parameters:
  ///   - pair: The pair's joint inference.
  ///   - recall: What the patient's own positive control tells.
  ///   - setting: What is known of the pair before its mutations are looked at.
  init(pair: PairAnalysis, recall: TruncalRecall.Value?, setting: PairSetting) {
    let patient = pair.patient
    self.init(
      earlier: pair.earlier.sample, later: pair.later.sample)
    if pair.earlier.sample != nil { earlierModel = pair.earlier.regions[0].model.estimates }
    if pair.later.sample != nil { laterModel = pair.later.regions[0].model.estimates }
    classWeights = pair.fit.classWeights
    assessed = pair.fit.sites.count
    truncalRecall = recall?.recall
    truncalCount = recall?.count ?? 0
    var loci = SharedLoci()
    var (observed, expected) = (0.0, 0.0)
    for site in 0..<patient.mutations.count
    where pair.earlier.isAssessable(site) && pair.later.isAssessable(site) {
      let p = pair.posteriors[site].states
      let origins = OriginProbabilities(states: p)
      let both = p.preexisting
      shared += both
      privateEarlier += origins.lost
      privateLater += origins.acquired
      // Where a clonal mutation can stand on one copy alone, its share depends on purity only.
      if p[.clonal, .clonal] > 0.5, let sample = pair.earlier.sample,
        (patient.copyNumbers[sample][site]?.major ?? 1) <= 1,
        patient.supporting.copyNumberMixture(sample: sample, mutation: site) == nil,
        pair.earlier.regions[0].data.use[site] == .counted
      {
        let data = pair.earlier.regions[0].data
        observed += Double(data.alternate[site])
        expected += Double(data.depth[site]) * pair.earlier.regions[0].clonalFrequency(site)
      }
      loci.add(site, of: pair, p)
    }
    if expected > 0 { sharedClonalFrequencyRatio = observed / expected }
    let test = RelatednessTest(
      frequencies: loci.frequencies, shared: loci.shared, prior: pair.context.clonalityPrior)
    logBayesFactor = test.logBayesFactor
    verdict = test.verdict(poweredPrivate: loci.poweredPrivate)
    identity = setting.identity
    findings = findings(of: pair, recall: recall, setting: setting)
  }

  private func findings(
    of pair: PairAnalysis, recall: TruncalRecall.Value?, setting: PairSetting
  ) -> [PairFinding] {
    var findings = setting.findings
    switch verdict {
    case .independent: findings.append(.independentTumors)
    case .undecided: findings.append(.relatednessUndecided)
    case .related: break
    }
    if let share = recall?.recall, share < TruncalRecall.leastRecall {
      findings.append(recall?.isLaterOnly == true ? .laterTrunkAbsent : .truncalMutationsMissing)
    }
    if let ratio = sharedClonalFrequencyRatio, ratio < 0.8 || ratio > 1.25 {
      findings.append(.frequencyUnlikePurity)
    }
    let estimated = (pair.earlier.regions + pair.later.regions).filter(\.model.isPurityEstimated)
    if !estimated.isEmpty {
      findings.append(.purityEstimated(samples: estimated.map(\.data.sample.id)))
    }
    if !pair.fit.hasSettled { findings.append(.fitUnsettled) }
    return findings
  }
}
