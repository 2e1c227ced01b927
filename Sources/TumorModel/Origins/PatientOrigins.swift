/// Whether two biopsies are from one tumour.
public enum RelatednessVerdict: String, Hashable, Sendable, CaseIterable {
  case related, independent, undecided
}

/// Results for a pair of samples as a whole.
public struct PairSummary: Hashable, Sendable {
  /// The index of the earlier sample; `nil` for all earlier samples together.
  public var earlier: Int?
  /// The index of the later sample; `nil` for all later samples together.
  public var later: Int?
  /// Whether the two are from one tumour.
  public var verdict: RelatednessVerdict
  /// The natural log of the Bayes factor for one tumour against two.
  public var logBayesFactor: Double
  /// Expected number of mutations in both samples.
  public var shared: Double
  /// Expected number of mutations in the earlier sample alone.
  public var privateEarlier: Double
  /// Expected number of mutations in the later sample alone.
  public var privateLater: Double
  /// Share of truncal mutations found in the earlier sample; `nil` where it is undefined.
  public var truncalRecall: Double?
  /// The truncal mutations behind ``truncalRecall``.
  public var truncalCount: Int
  /// Observed over expected VAF of shared clonal mutations in the earlier sample.
  public var sharedClonalFrequencyRatio: Double?
  /// Fitted population weights, rows earlier 0, S, C and columns later 0, S, C.
  public var classWeights: [Double]
  /// The mutations on which the weights rest.
  public var assessed: Int
  /// Estimated hyper-parameters of the earlier sample; `nil` for all earlier samples together.
  public var earlierModel: SampleEstimates?
  /// Estimated hyper-parameters of the later sample; `nil` for all later samples together.
  public var laterModel: SampleEstimates?
  /// Findings about the pair.
  public var findings: [PairFinding]
  /// Whether both samples are from the patient.
  public var identity: PairIdentity

  /// Creates a summary before inference.
  public init(earlier: Int?, later: Int?, laterModel: SampleEstimates? = nil) {
    self.earlier = earlier
    self.later = later
    self.verdict = .undecided
    self.logBayesFactor = 0
    (self.shared, self.privateEarlier, self.privateLater) = (0, 0, 0)
    self.truncalCount = 0
    self.classWeights = []
    self.assessed = 0
    self.laterModel = laterModel
    self.findings = []
    self.identity = PairIdentity()
  }
}

/// Parameters of a sample estimated from its own reads.
public struct SampleEstimates: Hashable, Sendable {
  /// Purity, posterior mean or as given.
  public var purity: Double
  /// Standard deviation of ``purity``.
  public var purityDeviation: Double
  /// Beta-binomial precision of allele counts.
  public var precision: Double
  /// P(read alternate | molecule reference), generic.
  public var errorRate: Double
  /// The same at C>T and G>A.
  public var deaminationRate: Double
  /// Share of sites without the mutation whose reads are inflated all the same.
  public var artefactShare: Double
  /// The basis of ``precision``.
  public var precisionBasis: PrecisionBasis = .mutations

  /// Creates a set of estimates.
  public init(
    purity: Double, purityDeviation: Double, precision: Double, errorRate: Double,
    deaminationRate: Double, artefactShare: Double
  ) {
    self.purity = purity
    self.purityDeviation = purityDeviation
    self.precision = precision
    self.errorRate = errorRate
    self.deaminationRate = deaminationRate
    self.artefactShare = artefactShare
  }
}

/// One mutation in one sample, along the patient's time line.
public struct TrajectoryPoint: Hashable, Sendable {
  /// The index in ``PatientEvidence/mutations``.
  public var mutation: Int
  /// The index in ``PatientEvidence/samples``.
  public var sample: Int
  /// The cancer cell fraction; `nil` when not assessable.
  public var cellFraction: CellFractionSummary?
  /// P(present in this sample), given all samples of the patient.
  public var presence: Double?
  /// Whether this is the earliest sample in which the mutation is above the threshold.
  public var isFirstDetectable: Bool

  /// Whether this is the last sample before the first detectable one that excludes the mutation
  /// above the threshold: the acquisition lies between the two.
  public var isLastExcluded: Bool

  /// Creates a point without inference.
  public init(mutation: Int, sample: Int) {
    self.mutation = mutation
    self.sample = sample
    self.isFirstDetectable = false
    self.isLastExcluded = false
  }
}

/// A call repeated under one changed assumption.
public struct SensitivityRow: Hashable, Sendable {
  /// The index in ``PatientEvidence/mutations``.
  public var mutation: Int
  /// The earlier sample, `nil` for all earlier ones together.
  public var earlier: Int?
  /// The later sample, `nil` for all later ones together.
  public var later: Int?
  /// What was varied.
  public var varied: Assumption
  /// The value, as written in the table.
  public var value: String
  /// The probabilities under it.
  public var probabilities: OriginProbabilities
  /// The label under it.
  public var label: OriginLabel
  /// Whether the label differs from the call's.
  public var flips: Bool

  /// Creates a row.
  public init(
    mutation: Int, earlier: Int?, later: Int?, varied: Assumption, value: String,
    probabilities: OriginProbabilities, label: OriginLabel, flips: Bool
  ) {
    self.mutation = mutation
    self.earlier = earlier
    self.later = later
    self.varied = varied
    self.value = value
    self.probabilities = probabilities
    self.label = label
    self.flips = flips
  }
}

/// Everything that was inferred about one patient.
public struct PatientOrigins: Hashable, Sendable {
  /// The patient's identifier.
  public var patient: String
  /// One call per mutation and pair, in the order of pairs, then of mutations.
  public var calls: [OriginCall]
  /// One summary per pair.
  public var pairs: [PairSummary]
  /// One point per mutation and sample.
  public var trajectories: [TrajectoryPoint]
  /// The calls repeated under other assumptions.
  public var sensitivity: [SensitivityRow]
  /// The purities that each sample's reads are consistent with, by sample, then by rising purity.
  public var purities: [PuritySolution] = []
  /// The earlier cancer cell fraction of the calls of the genes in the scope of ``sensitivity``.
  public var posteriors: [EarlierPosterior] = []
  /// The likelihood curves of the calls, in their order; each is followed by those under changed
  /// assumptions, for the genes in the scope of ``sensitivity``.
  public var curves: [OriginCurve] = []

  /// Creates an empty result.
  public init(patient: String) {
    self.patient = patient
    (self.calls, self.pairs, self.trajectories, self.sensitivity) = ([], [], [], [])
  }
}
