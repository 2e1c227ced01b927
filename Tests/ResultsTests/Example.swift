import Testing
import TumorModel

/// A patient with two earlier samples and one later one, made by hand.
enum Example {
  static func patient() throws -> PatientEvidence {
    let chromosome = try #require(Chromosome("chr17"))
    let snv = try #require(
      Variant(chromosome: chromosome, position: 37_880_220, reference: "T", alternate: "G"))
    let insertion = try #require(
      Variant(chromosome: chromosome, position: 37_880_981, reference: "-", alternate: "GCATAC"))
    var primary = Sample(id: "P1", patient: "P", role: .primary)
    primary.day = 0
    var breast = Sample(id: "P2", patient: "P", role: .primary)
    breast.day = 0
    var liver = Sample(id: "M1", patient: "P", role: .metastasis)
    liver.day = 812
    let none = try #require(ReadCounts(alternate: 0, depth: 120))
    let many = try #require(ReadCounts(alternate: 41, depth: 160))
    return try #require(
      PatientEvidence(
        id: "P", sex: .female, build: .hg19, samples: [primary, breast, liver],
        mutations: [
          Mutation(
            variant: snv, gene: "ERBB2", proteinChange: "p.L755R",
            classification: "Missense_Mutation"),
          Mutation(
            variant: insertion, gene: "ERBB2", proteinChange: "p.Y772_A775dup",
            classification: "In_Frame_Ins"),
        ],
        observations: [
          [.counted(none), .uncalled], [.counted(none), .notAssayed],
          [.counted(many), .withoutCounts],
        ],
        copyNumbers: [
          [CopyNumber.normal, nil], [nil, nil], [CopyNumber(major: 2, minor: 0), nil],
        ],
        depths: [[120], [120], [160]], flags: [[], .notLeftAligned]))
  }

  static func origins() throws -> PatientOrigins {
    let patient = try patient()
    func side(_ sample: Int, _ mutation: Int) -> OriginSide {
      var side = OriginSide(
        sample: sample, observation: patient.observations[sample][mutation])
      side.copyNumber = patient.copyNumbers[sample][mutation]
      return side
    }
    var call = OriginCall(mutation: 0, earlier: side(0, 0), later: side(2, 0))
    call.earlier.purity = 0.5
    call.later.purity = 2.0 / 3
    call.earlier.errorModel = ErrorModelUse(.fitted)
    call.later.errorModel = ErrorModelUse(.ffpe, usesOrientation: true)
    call.earlier.cellFraction = CellFractionSummary(median: 0, low: 0, high: 0.012_345_678)
    call.later.cellFraction = CellFractionSummary(median: 1, low: 0.9, high: 1)
    call.earlier.detectionPower = 0.98
    call.earlier.limitOfDetection = 0.203_456_7
    call.later.detectionPower = 1
    call.later.limitOfDetection = 0.1
    call.probabilities = OriginProbabilities(
      acquired: 0.97, preexistingSubclonal: 0.03, preexistingClonal: 1e-12, lost: 0, artefact: 1e-7)
    call.earlierAboveThreshold = 0.012
    call.earlierUpperBound = 0.0979
    call.log10BayesFactorAbsent = 1.25
    call.label = .acquired
    call.reason = nil
    call.flags = [.sexAssumed, .copyNumberAssumed]
    let unknown = OriginCall(mutation: 1, earlier: side(0, 1), later: side(2, 1))
    var joint = call
    joint.earlier = OriginSide(
      sample: nil,
      observation: .counted(try #require(ReadCounts(alternate: 0, depth: 240))))
    joint.regionBayesFactors = RegionBayesFactors(shared: 2, independent: 3.5, patchy: 0.7)
    joint.flags = []
    var united = call
    united.later = OriginSide(
      sample: nil, observation: .counted(try #require(ReadCounts(alternate: 0, depth: 240))))
    united.flags = []

    let estimates = SampleEstimates(
      purity: 0.5, purityDeviation: 0.1, precision: 300, errorRate: 3e-4, deaminationRate: 5e-3,
      artefactShare: 0.05)
    var pair = PairSummary(earlier: 0, later: 2, laterModel: estimates)
    pair.earlierModel = estimates
    pair.verdict = .related
    pair.logBayesFactor = 12.5
    pair.classWeights = [0.02, 0.22, 0.1, 0.1, 0.1, 0.04, 0.02, 0.05, 0.35]
    pair.findings = [.relatednessUndecided, .purityEstimated(samples: ["M1"])]
    var jointPair = pair
    jointPair.earlier = nil
    jointPair.earlierModel = nil
    var unitedPair = pair
    unitedPair.later = nil
    unitedPair.laterModel = nil

    var point = TrajectoryPoint(mutation: 0, sample: 2)
    point.cellFraction = call.later.cellFraction
    point.presence = 1
    point.isFirstDetectable = true
    var origins = PatientOrigins(patient: "P")
    origins.calls = [call, unknown, joint, united]
    origins.pairs = [pair, jointPair, unitedPair]
    origins.trajectories = [TrajectoryPoint(mutation: 1, sample: 0), point]
    origins.sensitivity = [
      SensitivityRow(
        mutation: 0, earlier: 0, later: 2, varied: .artefactShare, value: "x2",
        probabilities: OriginProbabilities(
          acquired: 0.5, preexistingSubclonal: 0.25, preexistingClonal: 0.25, lost: 0, artefact: 0),
        label: .indeterminate, flips: true)
    ]
    var low = PuritySolution(
      sample: 0, purity: 0.35, low: 0.31, high: 0.39, weight: 0.25, mutations: 41,
      basis: .posterior,
      isChosen: false)
    low.ploidy = 4
    low.peakFrequency = 0.26
    var high = low
    (high.purity, high.low, high.high, high.weight) = (0.52, 0.49, 0.55, 0.75)
    (high.ploidy, high.peakMultiplicity, high.basis, high.isChosen) = (2, 1, .peak, true)
    let stated = PuritySolution(
      sample: 2, purity: 0.5, low: 0.3, high: 0.7, weight: 1, mutations: 2, basis: .stated,
      isChosen: true)
    origins.purities = [low, high, stated]
    var ranges = [Double](repeating: 0, count: EarlierPosterior.edges.count - 1)
    ranges[1] = 0.03
    var posterior = EarlierPosterior(
      mutation: 0, earlier: nil, later: 2, absent: 0.96, ranges: ranges, clonal: 0.01)
    posterior.atOrAbove = ranges.indices.map { $0 < 2 ? 0.04 : 0.01 } + [0.01]
    posterior.acquiredVeto = .copyLossPossible
    origins.posteriors = [posterior]
    return origins
  }
}
