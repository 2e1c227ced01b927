import Glibc
import TumorModel

/// Turns a pair's posteriors into calls.
///
/// A class: its many parts would be copied for each mutation's closures otherwise.
final class OriginCaller {
  let pair: PairAnalysis
  /// What holds for the pair as a whole.
  let summary: PairSummary
  /// Labels by a posterior.
  let rule: LabelRule
  /// What is said beside a label.
  let flags: CallFlags
  /// What other normal samples show at each site; empty if nothing is known.
  let backgrounds: [SiteBackground?]
  /// Which samples of the patient show which mutations.
  let shown: ShownMutations
  /// The indices of the pair's samples.
  let samples: [Int]

  /// See ``PairTables/hidden``.
  private let hidden: [Double]
  /// Whether a loss of an allele is too good an explanation of an absence, at the pair's weights.
  private let lossForbidsAcquired: Bool

  /// Probability that a pre-existing mutation arose before the loss of an allele.
  private static let precedesLoss = 0.5

  init(
    pair: PairAnalysis, recall: TruncalRecall.Value?, setting: PairSetting,
    normals: NormalEvidence = NormalEvidence(), backgrounds: [SiteBackground?] = [],
    shown: ShownMutations = ShownMutations()
  ) {
    self.shown = shown
    samples = pair.earlier.samples + pair.later.samples
    self.backgrounds = backgrounds
    self.pair = pair
    hidden = pair.fit.tables.hidden
    lossForbidsAcquired = !hidden.isEmpty && Self.lossForbidsAcquired(pair.fit)
    summary = PairSummary(pair: pair, recall: recall, setting: setting)
    rule = LabelRule(setting: setting, verdict: summary.verdict, recall: recall)
    flags = CallFlags(pair: pair, rule: rule, normals: normals)
  }

  /// The posterior of a site that its call rests on.
  func posterior(_ site: Int) -> SitePosterior {
    guard rule.ignoresEarlier else { return pair.posteriors[site] }
    return pair.fit.posteriorWithoutEarlier(of: site, at: pair.place(of: site))
  }

  /// One call per mutation, in the patient's order.
  func calls() -> [OriginCall] {
    (0..<pair.patient.mutations.count).map(call)
  }

  // MARK: One mutation

  private func call(_ site: Int) -> OriginCall {
    let (earlier, later) = (pair.earlier, pair.later)
    var call = OriginCall(
      mutation: site, earlier: side(pair.earlier, site), later: side(pair.later, site))
    call.flags = flags.ofSite(site)
    if !backgrounds.isEmpty { call.siteBackground = backgrounds[site] }
    guard earlier.isAssessable(site), later.isAssessable(site) else {
      fillAlone(&call, site)
      return call
    }
    let posterior = posterior(site)
    let p = posterior.states
    let presentLater = posterior.earlierRanges(later: 1..<OriginCells.states)
    call.probabilities = posterior.origins
    call.earlier.cellFraction = earlier.givenPresence(
      site, subclonal: p.earlier(.subclonal), clonal: p.earlier(.clonal))
    call.later.cellFraction = later.givenPresence(
      site, subclonal: p.later(.subclonal), clonal: p.later(.clonal))
    call.earlier.detectionPower = earlier.power(site)
    call.earlier.limitOfDetection = earlier.limitOfDetection(site)
    call.later.detectionPower = later.power(site)
    call.later.limitOfDetection = later.limitOfDetection(site)
    let above = earlier.aboveThreshold(site, binShares: presentLater)
    call.earlierAboveThreshold = LabelRule.aboveThreshold(p, subclonal: above)
    call.earlierUpperBound = earlier.withPosterior(site) { $0.uniformQuantile(0.95) }
    let evidence = earlier.likelihoods(site)
    call.log10BayesFactorAbsent = (evidence.absent - evidence.present) / log(10.0)
    call.regionBayesFactors = earlier.bayesFactors(site)
    let decision = named(decide(site, posterior, above: above), site)
    (call.label, call.reason) = (decision.label, decision.reason)
    call.explanation.weakSide = decision.weakSide
    flags.addChanges(to: &call, p, site)
    return call
  }

  /// A decision, with "artefact" and what reads leave open told apart from "in neither sample" by what the
  /// samples show.
  ///
  /// Reads of a mutation that no sample of the patient shows are errors. Without a read there is
  /// nothing to call an error, and nothing of which an origin is asked: a list of sites, or a sample that
  /// is not compared here, names it. Where another sample shows it, several reads here may be of a few of
  /// its cells.
  func named(_ decision: OriginDecision, _ site: Int) -> OriginDecision {
    let reads = SeenReads(earlier: pair.earlier, later: pair.later, site: site)
    let isSeen = reads.areInEarlier || reads.areInLater
    let isCounted = !reads.isCensoredEarlier && !reads.isCensoredLater
    switch decision.reason {
    case .conflicting where !isSeen && isCounted, .artefactSuspected where !isSeen && isCounted:
      return OriginDecision(.absentFromBoth)
    default: break
    }
    guard decision.label == .artefact, !shown.isShown(site, in: samples) else { return decision }
    if shown.isShown(site, outside: samples) {
      return hasSeveralReads(site)
        ? OriginDecision(.artefactSuspected) : OriginDecision(.absentFromBoth)
    }
    return isSeen ? decision : OriginDecision(.absentFromBoth)
  }

  /// Whether a sample of the pair has as many reads as callers ask for, and more than errors give.
  private func hasSeveralReads(_ site: Int) -> Bool {
    zip(pair.earlier.regions + pair.later.regions, pair.fit.tables.earlier + pair.fit.tables.later)
      .contains { region, tables in
        Double(region.data.alternate[site]) >= ListingRule.usual.leastAlternate
          && tables.isBeyondErrors(site)
      }
  }

  /// The label of a site by the pair's own evidence.
  ///
  /// - Parameter above: P(c >= c* | sub-clonal earlier, present later).
  func decide(_ site: Int, _ posterior: SitePosterior, above: Double) -> OriginDecision {
    let (earlier, later) = (pair.earlier, pair.later)
    return rule.decide(
      posterior.states, above: above, power: earlier.power(site), laterPower: later.power(site),
      reads: SeenReads(earlier: earlier, later: later, site: site),
      copyLossHides: copyLossHides(site), mayBeBlood: flags.mayBeBlood(site),
      germline: posterior.germline)
  }

  /// Whether the pair's earlier samples cannot speak of the later one's past, whatever their reads.
  var saysNothingOfThePast: Bool {
    rule.setting.isOrderUnknown || rule.ignoresEarlier
  }

  /// Whether every earlier sample lost an allele here that a later one kept, at odds that forbid
  /// "acquired".
  func copyLossHides(_ site: Int) -> Bool {
    lossForbidsAcquired && hidden[site] > 0
  }

  private static func lossForbidsAcquired(_ fit: PairFit) -> Bool {
    let weights = JointProbabilities(fit.classWeights)
    let (acquired, preexisting) = (weights.acquired, weights.preexisting)
    let total = acquired + preexisting
    return CopyLossAlternative(
      preexisting: preexisting / total, precedesLoss: precedesLoss, acquired: acquired / total
    )?.forbidsAcquired ?? false
  }
}
