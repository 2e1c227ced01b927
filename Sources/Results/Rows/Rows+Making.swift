public import TumorModel

extension PairRow {
  /// The row of a pair of a patient's samples.
  public init(_ pair: PairSummary, of patient: PatientEvidence) {
    let earlierSample = pair.earlier.map { patient.samples[$0] }
    let laterSample = patient.samples[pair.later]
    self.init()
    self.patient = patient.id
    self.earlierSample = EarlierSample(earlierSample?.id)
    self.laterSample = laterSample.id
    earlier = Side(pair.earlierModel)
    earlier.role = earlierSample?.knownRole
    earlier.day = earlierSample?.day
    earlier.owner = pair.identity.earlierOwner
    later = Side(pair.laterModel)
    later.role = laterSample.knownRole
    later.day = laterSample.day
    later.owner = pair.identity.laterOwner
    relatedness = pair.verdict
    logBayesFactor = pair.logBayesFactor
    shared = pair.shared
    privateEarlier = pair.privateEarlier
    privateLater = pair.privateLater
    truncalRecall = pair.truncalRecall
    truncalCount = pair.truncalCount
    sharedClonalFrequencyRatio = pair.sharedClonalFrequencyRatio
    weights = ClassWeights(pair.classWeights)
    assessed = pair.assessed
    identity = pair.identity.verdict
    identityLogLikelihoodRatio = pair.identity.logLikelihoodRatio
    identitySites = pair.identity.sites
    findings = FieldList(pair.findings)
  }
}

extension PairRow.ClassWeights {
  /// Takes nine weights, earlier states before later ones; none where there are fewer.
  init(_ weights: [Double]) {
    self.init()
    guard weights.count == 9 else { return }
    func triple(_ start: Int) -> Triple {
      var triple = Triple()
      triple.absent = weights[start]
      triple.subclonal = weights[start + 1]
      triple.clonal = weights[start + 2]
      return triple
    }
    (absent, subclonal, clonal) = (triple(0), triple(3), triple(6))
  }
}

extension TrajectoryRow {
  /// Calls a closure with the row of each point of a patient, by mutation, then time.
  public static func forEach(
    in origins: PatientOrigins, of patient: PatientEvidence,
    functionalClass: (Mutation) -> String?, _ body: (borrowing TrajectoryRow) -> Void
  ) {
    // Looked up once a mutation, not once a point.
    let classes = patient.mutations.map { functionalClass($0) ?? "" }
    var row = TrajectoryRow()
    row.patient = patient.id
    for point in origins.trajectories {
      let mutation = patient.mutations[point.mutation]
      let observation = patient.observations[point.sample][point.mutation]
      row.variant = mutation.variant
      row.sample = patient.samples[point.sample].id
      row.day = patient.samples[point.sample].day
      row.depth = observation.counts.map { Int($0.depth) }
      row.alternate = observation.counts.map { Int($0.alternate) }
      row.missing = MissingCounts(observation)
      row.cellFraction = point.cellFraction?.median
      row.low = point.cellFraction?.low
      row.high = point.cellFraction?.high
      row.presence = point.presence
      row.isFirstDetectable = point.isFirstDetectable
      row.isLastExcluded = point.isLastExcluded
      row.gene = mutation.gene
      row.proteinChange = mutation.proteinChange
      row.classification = mutation.classification
      row.functionalClass = classes[point.mutation]
      body(row)
    }
  }
}

extension AssumptionRow {
  /// The row of a call under a changed assumption.
  public init(_ changed: SensitivityRow, of patient: PatientEvidence) {
    let mutation = patient.mutations[changed.mutation]
    self.init()
    self.patient = patient.id
    variant = mutation.variant
    earlierSample = EarlierSample(changed.earlier.map { patient.samples[$0].id })
    laterSample = patient.samples[changed.later].id
    varied = changed.varied
    value = changed.value
    acquired = changed.probabilities.acquired
    preexistingSubclonal = changed.probabilities.preexistingSubclonal
    preexistingClonal = changed.probabilities.preexistingClonal
    lost = changed.probabilities.lost
    artefact = changed.probabilities.artefact
    call = changed.label
    flips = changed.flips
    gene = mutation.gene
    proteinChange = mutation.proteinChange
  }
}

extension PosteriorRow {
  /// The rows of a call's posterior: the atom at 0, the ranges, the atom at 1.
  public static func rows(
    _ posterior: EarlierPosterior, of patient: PatientEvidence
  ) -> [PosteriorRow] {
    let mutation = patient.mutations[posterior.mutation]
    var row = PosteriorRow()
    row.patient = patient.id
    row.variant = mutation.variant
    row.earlierSample = EarlierSample(posterior.earlier.map { patient.samples[$0].id })
    row.laterSample = patient.samples[posterior.later].id
    row.gene = mutation.gene
    row.proteinChange = mutation.proteinChange
    func filled(_ low: Double, _ high: Double, _ probability: Double) -> PosteriorRow {
      var filled = row
      (filled.low, filled.high, filled.probability) = (low, high, probability)
      return filled
    }
    let edges = EarlierPosterior.edges
    return [filled(0, 0, posterior.absent)]
      + posterior.ranges.enumerated().map { filled(edges[$0], edges[$0 + 1], $1) }
      + [filled(1, 1, posterior.clonal)]
  }
}

extension PuritySolutionRow {
  /// The rows of a patient's samples, numbered within each.
  public static func rows(
    _ origins: PatientOrigins, of patient: PatientEvidence
  ) -> [PuritySolutionRow] {
    var last: Int?
    var number = 0
    return origins.purities.map { solution in
      number = solution.sample == last ? number + 1 : 1
      last = solution.sample
      var row = PuritySolutionRow()
      row.patient = patient.id
      row.sample = patient.samples[solution.sample].id
      row.solution = number
      row.purity = solution.purity
      row.low = solution.low
      row.high = solution.high
      row.weight = solution.weight
      row.ploidy = solution.ploidy
      row.peakFrequency = solution.peakFrequency
      row.peakMultiplicity = solution.peakMultiplicity
      row.mutations = solution.mutations
      row.basis = solution.basis
      row.isChosen = solution.isChosen
      return row
    }
  }
}

extension TimelineRow {
  /// A patient's samples in the study sheet's order, then the treatments by their first day.
  public static func rows(
    of patient: ManifestPatient, samples: [Sample], treatments: [ManifestTreatment]
  ) -> [TimelineRow] {
    var empty = TimelineRow()
    empty.patient = patient.id
    empty.sex = patient.sex
    empty.build = patient.build
    let biopsies = samples.map { sample in
      var row = empty
      row.event = .sample
      row.start = sample.day
      row.name = sample.id
      row.kind = sample.knownRole?.rawValue ?? ""
      row.order = sample.order
      row.site = sample.site ?? ""
      row.specimen = sample.specimen
      row.purity = sample.purity?.value
      row.ploidy = sample.ploidy
      return row
    }
    let ordered = treatments.enumerated().sorted {
      ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
    }
    return biopsies
      + ordered.map { _, treatment in
        var row = empty
        row.event = .treatment
        row.start = treatment.start
        row.stop = treatment.stop
        row.name = treatment.agent
        row.kind = treatment.kind
        row.bestResponse = treatment.bestResponse
        return row
      }
  }
}
