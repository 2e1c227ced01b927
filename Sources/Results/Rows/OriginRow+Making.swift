public import TumorModel

extension OriginRow {
  /// Calls a closure with the row of each call of a patient, in their order.
  ///
  /// One row is filled again and again: a row of its own for each call would be copied in vain.
  public static func forEach(
    in origins: PatientOrigins, of patient: PatientEvidence,
    functionalClass: (Mutation) -> String?, _ body: (borrowing OriginRow) -> Void
  ) {
    let days = jointDays(origins, of: patient)
    var row = OriginRow()
    row.patient = patient.id
    for call in origins.calls {
      let mutation = patient.mutations[call.mutation]
      row.gene = mutation.gene
      row.proteinChange = mutation.proteinChange
      row.chromosome = mutation.variant.chromosome
      row.position = mutation.variant.position
      row.reference.bases = mutation.variant.reference
      row.alternate.bases = mutation.variant.alternate
      row.classification = mutation.classification
      row.functionalClass = functionalClass(mutation) ?? ""
      row.earlierSample = EarlierSample(call.earlier.sample.map { patient.samples[$0].id })
      row.laterSample = call.later.sample.map { patient.samples[$0].id } ?? ""
      row.earlier.fill(call.earlier, of: patient, mutation: call.mutation)
      row.later.fill(call.later, of: patient, mutation: call.mutation)
      if call.earlier.sample == nil { row.earlier.day = call.later.sample.flatMap { days[$0] } }
      row.probabilities = call.probabilities
      row.earlierAboveThreshold = call.earlierAboveThreshold
      row.earlierUpperBound = call.earlierUpperBound
      row.log10BayesFactorAbsent = call.log10BayesFactorAbsent
      row.call = call.label
      row.reason = call.reason
      row.flags = call.flags
      row.log10BayesFactorShared = call.regionBayesFactors?.shared
      row.log10BayesFactorIndependent = call.regionBayesFactors?.independent
      row.log10BayesFactorPatchy = call.regionBayesFactors?.patchy
      row.backgroundRate = call.siteBackground?.mean
      row.backgroundPrecision = call.siteBackground?.precision
      row.backgroundNormals = call.siteBackground?.normals
      row.explanation = Explanation(call.explanation)
      body(row)
    }
  }

  /// The day that all earlier samples of a later one share.
  private static func jointDays(
    _ origins: PatientOrigins, of patient: PatientEvidence
  ) -> [Int: Int] {
    var days: [Int: Set<Int?>] = [:]
    for pair in origins.pairs {
      if let earlier = pair.earlier {
        days[pair.later, default: []].insert(patient.samples[earlier].day)
      }
    }
    return days.compactMapValues { $0.count == 1 ? $0.first ?? nil : nil }
  }
}

extension OriginRow.Side {
  /// Takes one side of a call.
  fileprivate mutating func fill(_ side: OriginSide, of patient: PatientEvidence, mutation: Int) {
    day = side.sample.flatMap { patient.samples[$0].day }
    if let counts = side.observation.counts {
      depth = Int(counts.depth)
      alternate = Int(counts.alternate)
      missing = nil
    } else {
      (depth, alternate) = (nil, nil)
      missing = MissingCounts(side.observation)
    }
    purity = side.purity
    majorCopies = side.copyNumber?.major
    minorCopies = side.copyNumber?.minor
    cellFraction = side.cellFraction?.median
    cellFractionLow = side.cellFraction?.low
    cellFractionHigh = side.cellFraction?.high
    detectionPower = side.detectionPower
    limitOfDetection = side.limitOfDetection
    errorModel = side.errorModel
    guard let sample = side.sample else {
      (copyNumberParts, orientation) = (nil, nil)
      return
    }
    copyNumberParts = patient.supporting.copyNumberMixture(sample: sample, mutation: mutation)
    orientation = OrientationCounts(
      patient.supporting.readSupport(sample: sample, mutation: mutation))
  }
}

extension OriginRow.Explanation {
  /// What the model says of a call.
  init(_ explanation: CallExplanation) {
    earlierProblem = explanation.earlierProblem
    laterProblem = explanation.laterProblem
    expectedReadsLow = explanation.expectedReads?.lowerBound
    expectedReadsHigh = explanation.expectedReads?.upperBound
    errorRate = explanation.errorRate
    normalCopies = explanation.normalCopies
    tumorCopies = explanation.tumorCopies
    outweighed = explanation.outweighed
    depthForThreshold = explanation.depthForThreshold
    depthForQuarter = explanation.depthForQuarter
    acquiredInPatientLow = explanation.acquiredInPatient?.lowerBound
    acquiredInPatientHigh = explanation.acquiredInPatient?.upperBound
    guard let weight = explanation.studyWeight else { return }
    priorPatients = weight.patients
    acquiredByDefault = weight.probabilities.acquired
    preexistingByDefault = min(
      1, weight.probabilities.preexistingSubclonal + weight.probabilities.preexistingClonal)
    callByDefault = weight.label
  }
}
