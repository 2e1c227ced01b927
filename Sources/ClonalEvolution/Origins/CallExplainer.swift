import Glibc
import TumorModel

/// Explains the calls of a pair from the evidence that made them.
struct CallExplainer {
  let caller: OriginCaller
  // Stored: each look through the caller would copy its many parts.
  private let pair: PairAnalysis
  /// Other samples of the earlier one's time.
  private let contemporaries: [Int]
  /// Other patients behind the prior of most sites.
  private let patients: Int

  /// The |log10| of a Bayes factor from which evidence counts as speaking for one side.
  private static let leastEvidence = 0.5
  /// The power asked for at the threshold c*.
  private static let thresholdPower = DetectionPower.limitPower

  init(caller: OriginCaller) {
    self.caller = caller
    pair = caller.pair
    contemporaries = Self.contemporaries(pair)
    patients = pair.context.priorPatients(without: pair.patient.id)
  }

  /// Fills the explanations; what is costly only for the mutations that were asked for.
  func explain(_ calls: inout [OriginCall]) {
    var defaultPair: PairAnalysis?
    for index in calls.indices {
      fill(&calls[index])
      if priorPatients(calls[index].mutation) > 0, calls[index].probabilities != nil {
        let other = defaultPair ?? withDefaultPrior()
        defaultPair = other
        calls[index].explanation.studyWeight = studyWeight(calls[index].mutation, in: other)
      }
      guard pair.isAskedFor(calls[index].mutation) else { continue }
      fillDepths(&calls[index])
      if pair.isInScope(calls[index]) { fillPatient(&calls[index]) }
    }
  }

  private static func contemporaries(_ pair: PairAnalysis) -> [Int] {
    let samples = pair.patient.samples
    return samples.indices.filter { index in
      !pair.later.samples.contains(index) && !pair.earlier.samples.contains(index)
        && !pair.earlier.samples.contains { SampleOrder.precedes(samples[$0], samples[index]) }
    }
  }

  /// Other patients behind a site's prior.
  private func priorPatients(_ site: Int) -> Int {
    pair.fit.studies.isEmpty ? patients : pair.fit.studies[site]?.patients ?? patients
  }

  // MARK: Every call

  private func fill(_ call: inout OriginCall) {
    let site = call.mutation
    call.explanation.earlierProblem = problem(site, pair.earlier)
    call.explanation.laterProblem = problem(site, pair.later)
    call.explanation.expectedReads = expectedReads(site)
    call.explanation.outweighed = outweighed(call)
    if call.label == .absentFromBoth {
      call.explanation.isShownElsewhere = caller.shown.isShown(site, outside: caller.samples)
    } else if call.label == .acquired, !contemporaries.isEmpty {
      call.explanation.isShownElsewhere = caller.shown.isShown(site, in: contemporaries)
    }
    let earlier = pair.earlier.regions[0]
    guard let expected = earlier.expectation(site) else { return }
    call.explanation.normalCopies = expected.normalCopies
    guard pair.earlier.sample != nil else { return }
    call.explanation.errorRate = expected.errorRate
    call.explanation.tumorCopies = expected.tumorCopies
    call.explanation.precision = earlier.model.precision
  }

  private func problem(_ site: Int, _ side: SideEvidence) -> AssessabilityProblem? {
    side.isAssessable(site)
      ? nil : side.regions[0].problem(site, of: pair.patient, sample: side.samples[0])
  }

  private func expectedReads(_ site: Int) -> ClosedRange<Double>? {
    var (low, high) = (0.0, 0.0)
    var isCounted = false
    for region in pair.earlier.regions where region.data.use[site] == .counted {
      guard let shares = region.expectation(site)?.clonalShares else { continue }
      low += Double(region.data.depth[site]) * shares.lowerBound
      high += Double(region.data.depth[site]) * shares.upperBound
      isCounted = true
    }
    return isCounted ? low...high : nil
  }

  private func outweighed(_ call: OriginCall) -> OutweighedEvidence? {
    guard let factor = call.log10BayesFactorAbsent, abs(factor) >= Self.leastEvidence else {
      return nil
    }
    if call.label.isPreexisting, factor > 0 { return .absence }
    return call.label == .acquired && factor < 0 ? .presence : nil
  }

  // MARK: Calls that were asked for

  private func fillDepths(_ call: inout OriginCall) {
    guard pair.earlier.sample != nil else { return }
    let earlier = pair.earlier.regions[0]
    call.explanation.depthForThreshold = earlier.detection.depthNeeded(
      call.mutation, for: pair.parameters.threshold, power: Self.thresholdPower)
    call.explanation.depthForQuarter = earlier.detection.depthNeeded(
      call.mutation, for: OriginGate.powerCellFraction, power: OriginGate.power)
  }

  /// What unsampled regions leave of "acquired".
  private func fillPatient(_ call: inout OriginCall) {
    guard call.label == .acquired, pair.earlier.sample != nil,
      let acquired = call.probabilities?.acquired
    else { return }
    let weights = JointProbabilities(caller.summary.classWeights)
    call.explanation.acquiredInPatient = SpatialSampling.acquiredInPatient(
      acquired: acquired, acquiredPrior: weights.acquired,
      preexistingPrior: weights.preexistingSubclonal)
  }

  /// The pair as if nothing had been learnt of origins from other patients.
  private func withDefaultPrior() -> PairAnalysis {
    PairAnalysis(
      patient: pair.patient, tables: pair.tables, earlier: pair.earlier, later: pair.later,
      parameters: pair.parameters,
      context: pair.context.withDefaultTable,
      fit: pair.fit.withoutStudy())
  }

  private func studyWeight(_ site: Int, in other: PairAnalysis) -> StudyWeight {
    let posterior =
      caller.rule.ignoresEarlier
      ? other.fit.posteriorWithoutEarlier(of: site, at: other.place(of: site))
      : other.posteriors[site]
    let p = posterior.states
    let (earlier, later) = (other.earlier, other.later)
    let decision = caller.rule.decide(
      p,
      above: earlier.aboveThreshold(
        site, binShares: posterior.earlierRanges(later: 1..<OriginCells.states)),
      power: earlier.power(site), laterPower: later.power(site),
      reads: SeenReads(earlier: earlier, later: later, site: site),
      copyLossHides: caller.copyLossHides(site), mayBeBlood: caller.flags.mayBeBlood(site),
      germline: posterior.germline)
    return StudyWeight(
      patients: priorPatients(site), probabilities: posterior.origins,
      label: caller.named(decision, site).label)
  }
}
