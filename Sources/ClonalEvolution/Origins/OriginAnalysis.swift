public import TumorModel

/// The inference of each mutation's origin in a patient with an earlier and a later biopsy.
///
/// Each listed site is one cell of one table: a clone in a state of the earlier and a state of the later
/// sample, an artefact, an inherited variant or a clone of blood cells. For each pair, the weights of
/// the cells and what the samples do not say of themselves (purity, genome, error rate) are fitted
/// together, each site left out of what it is judged by, with the study's other patients as the prior.
/// The label follows from the posterior by ``OriginGate``.
public struct OriginAnalysis: Sendable {
  /// The choices made.
  public let parameters: OriginParameters
  /// What the study contributes.
  public let context: StudyContext
  /// What the study tells of whose samples are whose.
  public var identity = StudyIdentity()

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
  /// - Complexity: In proportion to the mutations and pairs. A pair's fit rests on at most 200 sites,
  ///   whatever the patient's number of mutations, and its rounds cost time in proportion to the
  ///   purities and error rates that are averaged over.
  public func origins(of patient: PatientEvidence) -> PatientOrigins {
    let order = SampleOrder(patient.samples)
    let backgrounds = siteBackgrounds(of: patient)
    let data = sampleData(of: patient, backgrounds: backgrounds)
    let tables = PatientTables(
      patient: patient, data: data, parameters: parameters, keepsCurves: true)
    let compared = order.pairs(parameters.pairs, samples: patient.samples)
    let fits = compared.map {
      context.fit(
        tables, earlier: [$0.earlier], later: [$0.later], parameters: parameters)
    }
    let evidence = sampleEvidence(
      of: data, tables: tables, fits: zip(compared, fits).map { ([$0.earlier], [$0.later], $1) })
    var result = PatientOrigins(patient: patient.id)
    guard !evidence.isEmpty else { return result }
    result.purities = evidence.enumerated().flatMap { sample, evidence in
      evidence.model.reported(sample: sample, data: evidence.data)
    }
    func analysis(_ earlier: SideEvidence, _ later: SideEvidence, _ fit: PairFit) -> PairAnalysis {
      PairAnalysis(
        patient: patient, tables: tables, earlier: earlier, later: later, parameters: parameters,
        context: context, fit: fit)
    }
    let pairs = zip(compared, fits).map { pair, fit in
      analysis(
        SideEvidence([pair.earlier], of: evidence), SideEvidence([pair.later], of: evidence), fit)
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
        pair: pair, recall: recall.value(earlier: pair.earlier.sample),
        setting: setting, normals: normals, backgrounds: backgrounds, shown: shown)
      var calls = caller.calls()
      var summary = caller.summary
      let rows = SensitivityAnalysis(pair: pair, caller: caller).rows(for: &calls)
      CallExplainer(caller: caller).explain(&calls)
      result.curves.append(contentsOf: OriginCurves(caller: caller).curves(of: calls))
      result.calls.append(contentsOf: calls)
      result.sensitivity.append(contentsOf: rows)
      result.posteriors.append(
        contentsOf:
          caller.earlierPosteriors(of: calls))
      summary.findings += normals.findings
      result.pairs.append(summary)
    }
    for ((earlier, later), pair) in zip(compared, pairs) {
      add(
        pair,
        PairSetting(
          isOrderUnknown: order.isUnknown,
          identity: identities.pair(earlier: earlier, later: later),
          isPrimaryLater: patient.isPrimary(later, after: [earlier])))
    }
    for joint in order.joints(of: patient.samples, unlike: result.pairs) {
      let fit = context.fit(
        tables, earlier: joint.earlier.samples, later: joint.later.samples, parameters: parameters)
      add(
        analysis(
          SideEvidence(joint.earlier.samples, of: evidence, isJoint: joint.earlier.isJoint),
          SideEvidence(
            joint.later.samples, of: evidence, isJoint: joint.later.isJoint, isEarlier: false),
          fit),
        PairSetting(
          isOrderUnknown: false,
          identity: PairIdentity(
            joining: joint.later.samples.flatMap { later in
              joint.earlier.samples.map { identities.pair(earlier: $0, later: later) }
            }),
          leftOut: joint.leftOut.map { patient.samples[$0].id },
          isPrimaryLater: joint.later.samples.contains {
            patient.isPrimary($0, after: joint.earlier.samples)
          }))
    }
    return result
  }

  /// Whether each two of a patient's tumour samples are of one tumour and of one person.
  ///
  /// - Returns: One summary for each two samples, in the patient's order; which of the two came
  ///   first does not matter.
  /// - Complexity: As for ``origins(of:)``.
  public func comparisons(of patient: PatientEvidence) -> [PairSummary] {
    let data = sampleData(of: patient)
    let tables = PatientTables(
      patient: patient, data: data, parameters: parameters, keepsCurves: true)
    let identities = identity.samples(of: patient)
    return patient.samples.indices.flatMap { first in
      patient.samples.indices.dropFirst(first + 1).map { second in
        let fit = context.fit(
          tables, earlier: [first], later: [second], parameters: parameters)
        let evidence = sampleEvidence(of: data, tables: tables, fits: [([first], [second], fit)])
        let pair = PairAnalysis(
          patient: patient, tables: tables, earlier: SideEvidence([first], of: evidence),
          later: SideEvidence([second], of: evidence), parameters: parameters, context: context,
          fit: fit)
        let setting = PairSetting(
          isOrderUnknown: false, identity: identities.pair(earlier: first, later: second))
        return PairSummary(pair: pair, recall: nil, setting: setting)
      }
    }
  }

  /// A patient's first pair, ready to be fitted with those of a study, and the likelihoods of all its
  /// samples; `nil` without one.
  func firstFit(of patient: PatientEvidence) -> (tables: PatientTables, fit: PairFit)? {
    guard let pair = firstPair(of: patient) else { return nil }
    let tables = PatientTables(
      patient: patient,
      data: sampleData(of: patient, backgrounds: siteBackgrounds(of: patient)),
      parameters: parameters)
    let likelihoods = tables.pair(earlier: [pair.earlier], later: [pair.later])
    let sites = tables.fitted(likelihoods)
    guard !sites.isEmpty else { return nil }
    let fit = PairFit(
      tables: likelihoods, sites: sites, study: StudyTable(), defaults: parameters.classPrior)
    return (tables, fit)
  }

  private func firstPair(of patient: PatientEvidence) -> (earlier: Int, later: Int)? {
    let order = SampleOrder(patient.samples)
    guard !order.isUnknown else { return nil }
    let samples = patient.samples
    let depths = samples.indices.map { sample in
      patient.observations[sample].reduce(0) { $0 + Int($1.counts?.depth ?? 0) }
    }
    // The pair that the most reads speak for: a sample that was not read tells the study nothing of what arose
    // before it. Names decide between equals alone, so that they decide nothing.
    func key(_ pair: (earlier: Int, later: Int)) -> (Int, Int, String, String) {
      (
        -min(depths[pair.earlier], depths[pair.later]), samples[pair.later].day ?? .max,
        samples[pair.earlier].id, samples[pair.later].id
      )
    }
    return order.pairs(.earliest, samples: samples).min { key($0) < key($1) }
      .map { ($0.earlier, $0.later) }
  }

  /// `ln [L(ξ) / L(0)]` of a patient's first pair at `ClonalityPrior.signals`; `nil` without one.
  ///
  /// - Parameters:
  ///   - tables: The likelihoods of the patient's samples; their curves are not needed.
  ///   - fit: The pair's.
  func sharing(of patient: PatientEvidence, tables: PatientTables, fit: PairFit) -> [Double]? {
    guard let pair = firstPair(of: patient) else { return nil }
    let evidence = sampleEvidence(
      of: tables.data, tables: tables, fits: [([pair.earlier], [pair.later], fit)])
    let analysis = PairAnalysis(
      patient: patient, tables: tables, earlier: SideEvidence([pair.earlier], of: evidence),
      later: SideEvidence([pair.later], of: evidence), parameters: parameters, context: context,
      fit: fit)
    let loci = SharedLoci(of: analysis)
    var sharing = SharingLikelihood(capacity: loci.shared.count)
    for (frequency, share) in zip(loci.frequencies, loci.shared) {
      sharing.append(frequency: frequency, shared: share)
    }
    return sharing.logRatios(at: ClonalityPrior.signals)
  }

  /// What normal samples show at a patient's sites; empty if nothing is known.
  private func siteBackgrounds(of patient: PatientEvidence) -> [SiteBackground?] {
    parameters.errorModels.usesBackgrounds ? SiteBackgrounds.known(of: patient) : []
  }

  /// Each sample's observations, as the samples' tables take them.
  func sampleData(
    of patient: PatientEvidence, backgrounds: [SiteBackground?] = []
  ) -> [SampleData] {
    patient.samples.indices.map { index in
      let data = SampleData(
        patient: patient, sample: index, uncalled: parameters.uncalled, backgrounds: backgrounds)
      return GermlineAlleles(patient: patient, sample: index).map(data.following) ?? data
    }
  }

  /// The evidence of each sample of a patient.
  ///
  /// - Parameters:
  ///   - data: The samples' observations.
  ///   - tables: Their likelihoods.
  ///   - fits: The fits of the patient's pairs; the first of a sample's own tells its grids.
  func sampleEvidence(
    of data: [SampleData], tables: PatientTables,
    fits: [(earlier: [Int], later: [Int], fit: PairFit)]
  ) -> [SampleEvidence] {
    let sides = data.indices.map { tables.side($0, in: fits) }
    let fitted = data.indices.map { index -> (data: SampleData, model: SampleModel) in
      let model = SampleModel(
        sides[index], tables: tables.samples[index], data: data[index], parameters: parameters)
      return (model.genome == .usual ? data[index] : data[index].assuming(model.genome), model)
    }
    guard !fitted.isEmpty else { return [] }
    let grid = CellFractionGrid.shared(by: fitted, parameters: parameters)
    return zip(fitted, sides).map { fitted, side in
      SampleEvidence(
        data: fitted.data, model: fitted.model, parameters: parameters, grid: grid, side: side)
    }
  }
}
