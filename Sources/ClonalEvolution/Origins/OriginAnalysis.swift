public import TumorModel

/// The inference of each mutation's origin in a patient with an earlier and a later biopsy.
///
/// For each sample the nuisance parameters are estimated from its own reads, then the likelihood of
/// every site under absence, sub-clonal and clonal presence; for each pair of samples the weights of
/// the nine joint states by EM, then the posterior of each mutation with its own share left out, and
/// from it the label by ``OriginGate``.
public struct OriginAnalysis: Sendable {
  /// The choices made.
  public let parameters: OriginParameters
  /// What the study contributes.
  public let context: StudyContext
  /// What the study tells of whose samples are whose.
  public var identity = StudyIdentity()

  /// Samples whose nuisance parameters are given rather than estimated, by their identifiers.
  package var knownSamples: [String: KnownSample] = [:]
  /// Whether labels that depend on which of several purities is true are withheld.
  package var withholdsAmbiguous = true

  /// Creates an analysis.
  public init(parameters: OriginParameters, context: StudyContext) {
    self.parameters = parameters
    self.context = context
  }

  /// Creates an analysis of patients that are part of no study.
  public init(parameters: OriginParameters = OriginParameters()) {
    self.init(
      parameters: parameters,
      context: StudyContext(learningFrom: [], parameters: parameters, variantFrequencies: [:]))
  }

  /// Infers the origins of all mutations of a patient.
  ///
  /// Pure and deterministic: the same evidence gives the same result on any thread. A patient with
  /// one sample has trajectories and no calls.
  ///
  /// - Complexity: About 20 µs a mutation and pair in patients with a thousand mutations of known
  ///   purity and copy number, and about 3 ms a sample for its model in any patient; in proportion
  ///   to the purities and copy numbers that are averaged over otherwise.
  public func origins(of patient: PatientEvidence) -> PatientOrigins {
    let order = SampleOrder(patient.samples)
    let backgrounds = siteBackgrounds(of: patient)
    let evidence = sampleEvidence(of: patient, backgrounds: backgrounds, findsSolutions: true)
    var result = PatientOrigins(patient: patient.id)
    guard !evidence.isEmpty else { return result }
    result.purities = evidence.enumerated().flatMap { sample, evidence in
      evidence.model.reported(sample: sample, data: evidence.data)
    }
    let ambiguity = PurityAmbiguity(samples: evidence)
    let pairs = order.pairs(parameters.pairs, samples: patient.samples).map { pair in
      PairAnalysis(
        patient: patient,
        earlier: EarlierEvidence(sample: pair.earlier, evidence: evidence[pair.earlier]),
        later: evidence[pair.later], laterIndex: pair.later, parameters: parameters,
        context: context)
    }
    result.trajectories =
      Trajectories(
        patient: patient, order: order, evidence: evidence, parameters: parameters,
        context: context, pairs: pairs
      ).points
    let shown = ShownMutations(result.trajectories, of: patient)
    let normals = NormalEvidence(
      patient: patient, evidence: evidence, backgrounds: backgrounds)
    let recall = TruncalRecall(order: order, evidence: evidence)
    let identities = identity.samples(of: patient)
    func add(_ pair: PairAnalysis, _ setting: PairSetting) {
      let caller = OriginCaller(
        pair: pair, recall: recall.value(earlier: pair.earlier.sample, later: pair.laterIndex),
        setting: setting, normals: normals, backgrounds: backgrounds, shown: shown)
      var calls = caller.calls()
      var summary = caller.summary
      if withholdsAmbiguous { ambiguity.settle(&calls, summary: &summary, of: caller) }
      let isPurityAmbiguous = withholdsAmbiguous && ambiguity.concerns(caller.pair)
      let rows = SensitivityAnalysis(pair: pair, caller: caller).rows(for: &calls)
      CallExplainer(caller: caller).explain(&calls)
      result.calls.append(contentsOf: calls)
      result.sensitivity.append(contentsOf: rows)
      result.posteriors.append(
        contentsOf:
          caller.earlierPosteriors(of: calls, isPurityAmbiguous: isPurityAmbiguous))
      summary.findings += normals.findings
      result.pairs.append(summary)
    }
    for pair in pairs {
      guard let earlier = pair.earlier.sample else { continue }
      add(
        pair,
        PairSetting(
          isOrderUnknown: order.isUnknown,
          identity: identities.pair(earlier: earlier, later: pair.laterIndex)))
    }
    if order.earliest.count > 1, !order.isUnknown {
      for later in order.later where order.isAfterAllEarliest(later, of: patient.samples) {
        // A sample of another tumour or person says nothing of this tumour's past.
        let strangers = result.pairs.filter { $0.later == later && $0.forbidsLabels }
          .compactMap(\.earlier)
        let fit = order.earliest.filter { !strangers.contains($0) }
        let used = fit.isEmpty ? order.earliest : fit
        let pair = PairAnalysis(
          patient: patient, earlier: EarlierEvidence(jointly: used.map { evidence[$0] }),
          later: evidence[later], laterIndex: later, parameters: parameters, context: context)
        let left = order.earliest.filter { !used.contains($0) }.map { patient.samples[$0].id }
        add(
          pair,
          PairSetting(
            isOrderUnknown: false,
            identity: PairIdentity(
              joining: used.map { identities.pair(earlier: $0, later: later) }), leftOut: left))
      }
    }
    return result
  }

  /// Whether each two of a patient's tumour samples are of one tumour and of one person.
  ///
  /// - Returns: One summary for each two samples, in the patient's order; which of the two came
  ///   first does not matter.
  /// - Complexity: As for ``origins(of:)``.
  public func comparisons(of patient: PatientEvidence) -> [PairSummary] {
    let evidence = sampleEvidence(of: patient)
    let identities = identity.samples(of: patient)
    return evidence.indices.flatMap { first in
      evidence.indices.dropFirst(first + 1).map { second in
        let pair = PairAnalysis(
          patient: patient, earlier: EarlierEvidence(sample: first, evidence: evidence[first]),
          later: evidence[second], laterIndex: second, parameters: parameters, context: context)
        let setting = PairSetting(
          isOrderUnknown: false, identity: identities.pair(earlier: first, later: second))
        return OriginCaller(pair: pair, recall: nil, setting: setting).summary
      }
    }
  }

  /// What a patient's first pair tells of the study, or `nil` without one.
  func contribution(of patient: PatientEvidence) -> StudyContribution? {
    let order = SampleOrder(patient.samples)
    guard !order.isUnknown,
      let pair = order.pairs(.earliest, samples: patient.samples).first
    else { return nil }
    let evidence = sampleEvidence(of: patient, backgrounds: siteBackgrounds(of: patient))
    let analysis = PairAnalysis(
      patient: patient,
      earlier: EarlierEvidence(sample: pair.earlier, evidence: evidence[pair.earlier]),
      later: evidence[pair.later], laterIndex: pair.later, parameters: parameters, context: context)
    guard analysis.states.mutations > 0 else { return nil }
    let loci = OriginCaller(
      pair: analysis, recall: nil,
      setting: PairSetting(isOrderUnknown: false, identity: PairIdentity())
    ).sharedLoci()
    var sharing = SharingLikelihood(capacity: loci.shared.count)
    for (frequency, share) in zip(loci.frequencies, loci.shared) {
      sharing.append(frequency: frequency, shared: share)
    }
    return StudyContribution(
      weights: analysis.states.weights, prior: analysis.prior,
      samples: [evidence[pair.earlier], evidence[pair.later]].filter {
        $0.data.sample.errorRate == nil
      }.map { evidence in
        let start = SampleModel(sample: evidence.data.sample, parameters: parameters)
        let generic = ChangeKind.generic.rawValue
        return (
          error: evidence.model.errorRates[generic] / start.errorRates[generic],
          precision: evidence.model.precision / start.precision
        )
      }, sharing: sharing.logRatios(at: ClonalityPrior.signals))
  }

  /// What normal samples show at a patient's sites; empty if nothing is known.
  private func siteBackgrounds(of patient: PatientEvidence) -> [SiteBackground?] {
    parameters.errorModels.usesBackgrounds ? SiteBackgrounds.known(of: patient) : []
  }

  /// The evidence of each sample of a patient.
  ///
  /// - Parameters:
  ///   - backgrounds: What normal samples show at the sites; empty if nothing is known.
  ///   - findsSolutions: Whether all purities that fit are looked for where none is stated.
  func sampleEvidence(
    of patient: PatientEvidence, backgrounds: [SiteBackground?] = [], findsSolutions: Bool = false
  ) -> [SampleEvidence] {
    let germline = patient.samples.indices.map {
      GermlineAlleles(patient: patient, sample: $0)
    }
    let data = patient.samples.indices.map { index in
      let data = SampleData(
        patient: patient, sample: index, uncalled: parameters.uncalled, backgrounds: backgrounds)
      return germline[index].map { data.captured(atOdds: $0.captureOdds) } ?? data
    }
    let plain = data.map { data in (0..<patient.mutations.count).map { Self.isPlain(data, $0) } }
    let fitted = data.indices.map { index -> (data: SampleData, model: SampleModel) in
      if let known = knownSamples[patient.samples[index].id] {
        return (data[index], SampleModel(known: known, sample: patient.samples[index]))
      }
      let elsewhere = (0..<patient.mutations.count).filter { site in
        plain.indices.contains { $0 != index && plain[$0][site] }
      }
      let fit = SampleModelFit(
        data: data[index], parameters: parameters, prior: context.samplePrior,
        presentElsewhere: elsewhere, germline: germline[index], findsSolutions: findsSolutions)
      let model = fit.fit()
      return (model.genome == .usual ? data[index] : data[index].assuming(model.genome), model)
    }
    guard !fitted.isEmpty else { return [] }
    let grid = SampleEvidence.grid(for: fitted, parameters: parameters)
    return fitted.map {
      SampleEvidence(data: $0.data, model: $0.model, parameters: parameters, grid: grid)
    }
  }

  /// Whether a sample plainly shows a site's mutation: five alternate reads, a tenth of all.
  private static func isPlain(_ data: SampleData, _ site: Int) -> Bool {
    data.use[site] == .counted && data.alternate[site] >= 5
      && 10 * data.alternate[site] >= data.depth[site]
  }
}
