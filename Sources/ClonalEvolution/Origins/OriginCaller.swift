import Glibc
import TumorModel

/// Turns a pair's posteriors into calls.
///
/// A class: its many parts would be copied for each mutation's closures otherwise.
final class OriginCaller {
  let pair: PairAnalysis
  let recall: TruncalRecall.Value?
  let setting: PairSetting
  /// The posterior of the joint states, `[site][state]`.
  let posteriors: [Double]
  /// What holds for the pair as a whole.
  let summary: PairSummary
  /// What the patient's normal samples say.
  let normals: NormalEvidence
  /// What other normal samples show at each site; empty if nothing is known.
  let backgrounds: [SiteBackground?]
  /// Which samples of the patient show which mutations.
  let shown: ShownMutations
  /// The indices of the pair's samples.
  let samples: [Int]

  /// Probability that a pre-existing mutation arose before the loss of an allele.
  private static let precedesLoss = 0.5
  /// Probability from which a change of the cancer cell fraction is flagged.
  private static let change = 0.9
  /// The least change that counts.
  private static let changeMargin = 0.1

  init(
    pair: PairAnalysis, recall: TruncalRecall.Value?, setting: PairSetting,
    normals: NormalEvidence = NormalEvidence(), backgrounds: [SiteBackground?] = [],
    shown: ShownMutations = ShownMutations()
  ) {
    self.normals = normals
    self.shown = shown
    samples = pair.earlierIndices + [pair.laterIndex]
    self.backgrounds = backgrounds
    self.pair = pair
    self.recall = recall
    self.setting = setting
    let count = pair.patient.mutations.count
    let width = EarlierStates.count
    var posteriors = [Double](repeating: 0, count: width * count)
    var scratch = [Double](repeating: 0, count: width)
    var row = scratch
    posteriors.withUnsafeMutableBufferPointer { posteriors in
      for site in 0..<count {
        pair.posterior(of: site, scratch: &scratch, into: &row)
        for i in 0..<width { posteriors[width * site + i] = row[i] }
      }
    }
    self.posteriors = posteriors
    summary = Self.summarise(
      pair: pair, posteriors: posteriors, recall: recall, setting: setting)
  }

  /// The mutations by which the pair is judged to be of one tumour or two.
  func sharedLoci() -> SharedLoci {
    var loci = SharedLoci()
    for site in 0..<pair.patient.mutations.count
    where pair.earlier.isAssessable(site) && pair.later.isAssessable(site) {
      loci.add(site, of: pair, Self.withStates(posteriors, site, EarlierStates.nine))
    }
    return loci
  }

  /// One call per mutation, in the patient's order.
  func calls() -> [OriginCall] {
    (0..<pair.patient.mutations.count).map(call)
  }

  /// Runs `body` with the posterior of a site's joint states.
  static func withStates<Result>(
    _ posteriors: [Double], _ site: Int, _ body: (UnsafePointer<Double>) -> Result
  ) -> Result {
    posteriors.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { preconditionFailure("a site has states") }
      return body(base + EarlierStates.count * site)
    }
  }

  // MARK: One mutation

  private func call(_ site: Int) -> OriginCall {
    let (earlier, later) = (pair.earlier, pair.later)
    var call = OriginCall(
      mutation: site, earlier: earlierSide(site), later: laterSide(site))
    call.flags = flags(site)
    if !backgrounds.isEmpty { call.siteBackground = backgrounds[site] }
    guard earlier.isAssessable(site), later.isAssessable(site) else {
      fillAlone(&call, site)
      return call
    }
    let (p, everywhere, presentLater) = Self.withStates(posteriors, site) {
      (
        EarlierStates.nine($0), EarlierStates.binShares($0, columns: 0..<3),
        EarlierStates.binShares($0, columns: 1..<3)
      )
    }
    call.probabilities = OriginProbabilities(states: p)
    call.earlier.cellFraction = withEarlierPosterior(site, shares: everywhere) {
      $0.summary(absent: p.earlier(.absent), subclonal: p.earlier(.subclonal))
    }
    call.later.cellFraction = later.withPosterior(site) {
      $0.summary(absent: p.later(.absent), subclonal: p.later(.subclonal))
    }
    call.earlier.detectionPower = earlier.power(site)
    call.earlier.limitOfDetection = earlier.limitOfDetection(site)
    call.later.detectionPower = later.power[site]
    let limit = later.limitOfDetection[site]
    call.later.limitOfDetection = limit.isNaN ? nil : limit
    let above = earlier.aboveThreshold(site, binShares: presentLater)
    call.earlierAboveThreshold = Self.aboveThreshold(p, subclonal: above)
    call.earlierUpperBound = earlier.withPosterior(site) { $0.uniformQuantile(0.95) }
    let evidence = earlier.likelihoods[site]
    call.log10BayesFactorAbsent = (evidence.absent - evidence.present) / log(10.0)
    call.regionBayesFactors = earlier.bayesFactors(site)
    let decision = decide(site, p, above: above)
    (call.label, call.reason) = (named(decision.label, site), decision.reason)
    call.explanation.weakSide = decision.weakSide
    addChangeFlags(&call, p, site)
    return call
  }

  /// A label, with "artefact" told apart from "in neither sample" by what the samples show.
  ///
  /// Reads of a mutation that no sample of the patient shows are errors. Without a read there is
  /// nothing to call an error: a list of sites, or a sample that is not compared here, names it.
  func named(_ label: OriginLabel, _ site: Int) -> OriginLabel {
    guard label == .artefact, !shown.isShown(site, in: samples) else { return label }
    if shown.isShown(site, outside: samples) { return .absentFromBoth }
    let reads = SeenReads(earlier: pair.earlier, later: pair.later, site: site)
    return reads.areInEarlier || reads.areInLater ? .artefact : .absentFromBoth
  }

  /// P(c >= c* in the earlier sample | present later).
  static func aboveThreshold(_ p: JointProbabilities, subclonal above: Double) -> Double {
    let present = p.presentLater
    return present > 0 ? (p.preexistingSubclonal * above + p.preexistingClonal) / present : 0
  }

  /// The label of a site by the pair's own evidence.
  ///
  /// - Parameter above: P(c >= c* | sub-clonal earlier, present later).
  func decide(_ site: Int, _ p: JointProbabilities, above: Double) -> OriginDecision {
    let (earlier, later) = (pair.earlier, pair.later)
    return decide(
      p, above: above, power: earlier.power(site), laterPower: later.power[site],
      reads: SeenReads(earlier: earlier, later: later, site: site),
      copyLossHides: copyLossHides(site), mayBeBlood: mayBeBlood(site))
  }

  /// The label of a posterior, vetoes first.
  ///
  /// A patient's other mutations move a posterior, but no label rests on them alone: what is called
  /// acquired must be seen later, what is called lost earlier, and what is called pre-existing in
  /// both, be it by one read.
  func decide(
    _ p: JointProbabilities, above: Double, power: Double, laterPower: Double, reads: SeenReads,
    copyLossHides: Bool, mayBeBlood: Bool = false
  ) -> OriginDecision {
    let decision = decide(
      p, above: above, power: power, laterPower: laterPower, reads: reads,
      hiddenByLoss: copyLossHides)
    // Reads that blood cells gave say nothing of the tumour, whatever they look like.
    if mayBeBlood, decision.label != .artefact, decision.label != .indeterminate {
      return OriginDecision(.artefactSuspected)
    }
    return decision
  }

  private func decide(
    _ p: JointProbabilities, above: Double, power: Double, laterPower: Double, reads: SeenReads,
    hiddenByLoss: Bool
  ) -> OriginDecision {
    if setting.identity.forbidsLabels { return OriginDecision(.identityNotEstablished) }
    if setting.isOrderUnknown { return OriginDecision(.orderUnknown) }
    if summary.verdict == .independent { return OriginDecision(.unrelated) }
    let origins = OriginProbabilities(states: p)
    if origins.artefact >= OriginGate.absence { return OriginDecision(.artefact) }
    if origins.lost >= OriginGate.presence {
      guard reads.reachEarlier else { return .unseen(.earlier, power: power) }
      return laterPower >= OriginGate.power ? OriginDecision(.lost) : .underpowered(.later)
    }
    let present = p.presentLater
    guard present >= OriginGate.presence else {
      if laterPower < OriginGate.power { return .underpowered(.later) }
      return OriginDecision(origins.artefact > 0.2 ? .artefactSuspected : .conflicting)
    }
    let gate = OriginGate(
      absent: p.acquired / present, subclonal: p.preexistingSubclonal / present,
      clonal: p.preexistingClonal / present,
      aboveThreshold: Self.aboveThreshold(p, subclonal: above), power: power,
      reachesCriticalCount: reads.reachEarlier)
    let decision = OriginDecision(gate)
    guard decision.label == .acquired else {
      guard decision.label != .indeterminate else { return decision }
      guard reads.areInEarlier else { return .unseen(.earlier, power: power) }
      return reads.areInLater ? decision : .unseen(.later, power: laterPower)
    }
    guard reads.reachLater else { return .unseen(.later, power: laterPower) }
    // That the caller's rule failed is an assumption about the caller, not a count.
    if reads.isCensoredEarlier, power < OriginGate.censoredPower {
      return .underpowered(.earlier)
    }
    if let recall, recall.isVeto, let share = recall.recall, share < TruncalRecall.leastRecall {
      return OriginDecision(.lowTruncalRecall)
    }
    if hiddenByLoss { return OriginDecision(.copyLossPossible) }
    return decision
  }

  /// Whether every earlier sample lost an allele here that the later one kept, at odds that forbid
  /// "acquired".
  func copyLossHides(_ site: Int) -> Bool {
    let patient = pair.patient
    guard let later = patient.fullestCopyNumber(pair.laterIndex, site) else { return false }
    for index in pair.earlierIndices where patient.observations[index][site].counts != nil {
      // Cells that kept the allele, be they some only, would show the mutation.
      let hides = patient.copyNumber(index, site) {
        CopyLossAlternative.mayHideEarlierMutation(earlier: $0, later: later)
      }
      guard hides == true else { return false }
    }
    let weights = JointProbabilities(EarlierStates.collapse(pair.states.weights))
    let (acquired, preexisting) = (weights.acquired, weights.preexisting)
    let total = acquired + preexisting
    return CopyLossAlternative(
      preexisting: preexisting / total, precedesLoss: Self.precedesLoss, acquired: acquired / total
    )?.forbidsAcquired ?? false
  }

  // MARK: Sides and flags

  private func earlierSide(_ site: Int) -> OriginSide {
    let patient = pair.patient
    if let index = pair.earlier.sample {
      var side = OriginSide(sample: index, observation: patient.observations[index][site])
      side.purity = pair.earlier.regions[0].model.meanPurity
      side.copyNumber = patient.copyNumbers[index][site]
      side.errorModel = pair.earlier.regions[0].errorModelUse(site)
      return side
    }
    var (alternate, depth) = (0, 0)
    var isCounted = false
    for region in pair.earlier.regions where region.data.use[site] == .counted {
      alternate += Int(region.data.alternate[site])
      depth += Int(region.data.depth[site])
      isCounted = true
    }
    let counts = isCounted ? ReadCounts(alternate: alternate, depth: depth) : nil
    var side = OriginSide(
      sample: nil, observation: counts.map(SiteObservation.counted) ?? .notAssayed)
    let models = Set(pair.earlier.regions.compactMap { $0.errorModelUse(site) })
    side.errorModel =
      models.count > 1
      ? ErrorModelUse(.mixed, usesOrientation: models.contains(where: \.usesOrientation))
      : models.first
    return side
  }

  private func laterSide(_ site: Int) -> OriginSide {
    let patient = pair.patient
    var side = OriginSide(
      sample: pair.laterIndex, observation: patient.observations[pair.laterIndex][site])
    side.purity = pair.later.model.meanPurity
    side.copyNumber = patient.copyNumbers[pair.laterIndex][site]
    side.errorModel = pair.later.errorModelUse(site)
    return side
  }

  private func flags(_ site: Int) -> OriginFlags {
    var flags = pair.patient.flags[site]
    func add(_ evidence: SampleEvidence) {
      flags.formUnion(evidence.data.flags[site])
      if evidence.model.isPurityEstimated { flags.insert(.purityEstimated) }
      if evidence.isOrientationBiased(site) { flags.insert(.orientationBiased) }
    }
    if !normals.flags.isEmpty { flags.formUnion(normals.flags[site]) }
    if !hasPlasma { flags.remove(.possibleCloneInBlood) }
    for evidence in pair.earlier.regions { add(evidence) }
    add(pair.later)
    if summary.verdict == .undecided { flags.insert(.relatednessNotEstablished) }
    if setting.identity.verdict == .undecided { flags.insert(.identityUndecided) }
    if let recall, recall.isLaterOnly, !recall.isVeto, let share = recall.recall,
      share < TruncalRecall.leastRecall
    {
      flags.insert(.laterTrunkAbsent)
    }
    return flags
  }

  /// Whether one of the pair's samples is of plasma.
  private var hasPlasma: Bool {
    pair.later.data.sample.role == .plasma
      || pair.earlier.regions.contains { $0.data.sample.role == .plasma }
  }

  /// Whether blood cells explain what the pair's plasma shows at a site.
  func mayBeBlood(_ site: Int) -> Bool {
    hasPlasma
      && (pair.patient.flags[site].contains(.possibleCloneInBlood)
        || (!normals.flags.isEmpty && normals.flags[site].contains(.possibleCloneInBlood)))
  }

  /// What the one assessable side says by itself.
  private func fillAlone(_ call: inout OriginCall, _ site: Int) {
    let prior = pair.context.classPrior
    if pair.later.isAssessable(site) {
      let weights = Self.laterMargin(prior)
      call.later.cellFraction = Self.summary(pair.later, site, weights)
      call.later.detectionPower = pair.later.power[site]
      let limit = pair.later.limitOfDetection[site]
      call.later.limitOfDetection = limit.isNaN ? nil : limit
    } else if pair.earlier.sample != nil, pair.earlier.isAssessable(site) {
      let weights = Self.earlierMargin(prior)
      call.earlier.cellFraction = Self.summary(pair.earlier.regions[0], site, weights)
      call.earlier.detectionPower = pair.earlier.power(site)
      call.earlier.limitOfDetection = pair.earlier.limitOfDetection(site)
    }
  }

  /// The weights of the earlier sample's three states.
  static func earlierMargin(_ joint: [Double]) -> [Double] {
    let joint = JointProbabilities(joint)
    return CellPresence.allCases.map(joint.earlier)
  }

  /// The weights of the later sample's three states.
  static func laterMargin(_ joint: [Double]) -> [Double] {
    let joint = JointProbabilities(joint)
    return CellPresence.allCases.map(joint.later)
  }

  /// A sample's posterior by itself, under weights of its three states.
  static func summary(
    _ evidence: SampleEvidence, _ site: Int, _ weights: [Double]
  ) -> CellFractionSummary {
    let states = evidence.likelihoods[site]
    let best = max(states.absent, states.subclonal, states.clonal)
    let p = SampleModel.normalised([
      weights[0] * exp(states.absent - best), weights[1] * exp(states.subclonal - best),
      weights[2] * exp(states.clonal - best),
    ])
    return evidence.withPosterior(site) { $0.summary(absent: p[0], subclonal: p[1]) }
  }

  private func addChangeFlags(_ call: inout OriginCall, _ p: JointProbabilities, _ site: Int) {
    switch call.label {
    case .lost:
      if let index = pair.earlier.sample,
        let before = pair.patient.copyNumbers[index][site],
        pair.patient.copyNumber(
          pair.laterIndex, site,
          isAlways: { CopyLossAlternative.mayExplainLoss(earlier: before, later: $0) }) == true
      {
        call.flags.insert(.lostByDeletion)
      }
    case .preexistingSubclonal, .preexistingClonal, .preexisting:
      let both = p.preexisting
      guard both > 0 else { return }
      if p[.clonal, .subclonal] > OriginGate.presence * both {
        call.flags.insert(.clonalEarlierOnly)
      }
      let margin = Self.changeMargin
      let (rise, fall, low, slack) = pair.earlier.withPosterior(site) { before in
        pair.later.withPosterior(site) { after in
          (
            before.isExceeded(by: after, margin: margin),
            after.isExceeded(by: before, margin: margin),
            1 - before.aboveThreshold(1 - margin), 1 - after.aboveThreshold(1 - margin)
          )
        }
      }
      let kept = p[.subclonal, .subclonal]
      if kept * rise + p[.subclonal, .clonal] * low > Self.change * both {
        call.flags.insert(.expanded)
      }
      if kept * fall + p[.clonal, .subclonal] * slack > Self.change * both {
        call.flags.insert(.depleted)
      }
    default: break
    }
  }

  // MARK: The pair

  private static func summarise(
    pair: PairAnalysis, posteriors: [Double], recall: TruncalRecall.Value?, setting: PairSetting
  ) -> PairSummary {
    let patient = pair.patient
    var summary = PairSummary(
      earlier: pair.earlier.sample, later: pair.laterIndex,
      laterModel: pair.later.model.estimates)
    if pair.earlier.sample != nil { summary.earlierModel = pair.earlier.regions[0].model.estimates }
    summary.classWeights = EarlierStates.collapse(pair.states.weights)
    summary.assessed = pair.states.mutations
    summary.truncalRecall = recall?.recall
    summary.truncalCount = recall?.count ?? 0
    var loci = SharedLoci()
    var (observed, expected) = (0.0, 0.0)
    for site in 0..<patient.mutations.count
    where pair.earlier.isAssessable(site) && pair.later.isAssessable(site) {
      let p = withStates(posteriors, site, EarlierStates.nine)
      let origins = OriginProbabilities(states: p)
      let both = p.preexisting
      summary.shared += both
      summary.privateEarlier += origins.lost
      summary.privateLater += origins.acquired
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
    if expected > 0 { summary.sharedClonalFrequencyRatio = observed / expected }
    let test = RelatednessTest(
      frequencies: loci.frequencies, shared: loci.shared, prior: pair.context.clonalityPrior)
    summary.logBayesFactor = test.logBayesFactor
    summary.verdict = test.verdict(poweredPrivate: loci.poweredPrivate)
    summary.identity = setting.identity
    summary.findings = findings(summary, pair: pair, recall: recall, setting: setting)
    return summary
  }

  private static func findings(
    _ summary: PairSummary, pair: PairAnalysis, recall: TruncalRecall.Value?, setting: PairSetting
  ) -> [PairFinding] {
    var findings = setting.findings
    switch summary.verdict {
    case .independent: findings.append(.independentTumors)
    case .undecided: findings.append(.relatednessUndecided)
    case .related: break
    }
    if let share = recall?.recall, share < TruncalRecall.leastRecall {
      findings.append(recall?.isLaterOnly == true ? .laterTrunkAbsent : .truncalMutationsMissing)
    }
    if let ratio = summary.sharedClonalFrequencyRatio, ratio < 0.8 || ratio > 1.25 {
      findings.append(.frequencyUnlikePurity)
    }
    let estimated = (pair.earlier.regions + [pair.later]).filter(\.model.isPurityEstimated)
    if !estimated.isEmpty {
      findings.append(.purityEstimated(samples: estimated.map(\.data.sample.id)))
    }
    return findings
  }
}
