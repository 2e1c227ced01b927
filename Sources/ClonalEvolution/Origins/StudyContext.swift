public import TumorModel

/// What a study as a whole contributes to the analysis of each patient.
public struct StudyContext: Sendable {
  /// Population weights of the nine states before a patient's own mutations are seen.
  public let classPrior: [Double]
  /// Patients that ``classPrior`` was learnt from; 0 for the default.
  public let classPriorPatients: Int
  /// Patients among whom exact mutations were counted.
  public let patients: Int
  /// What is expected of the study's samples.
  private(set) var samplePrior = SamplePrior()
  /// What is expected of pairs of one tumour.
  private(set) var clonalityPrior = ClonalityPrior.uniform
  private let carriers: [Variant: Int32]
  /// The study's weights of the joint states, ranges of fractions included.
  private let learntStates: [Double]?
  private let hotspots: [Variant: Double]

  /// The least number of patients whose mean weights replace the default prior.
  public static let leastPatients = 10
  /// The most mutations of a patient that move the prior; a mean over patients needs no more.
  static let patientMutations = 320
  /// The default prior's weight, in patients, against those of the study.
  static let defaultPatients = 5.0

  /// Learns what patients share.
  ///
  /// From ten patients with a pair on, the prior of the class weights is the mean of the patients'
  /// own fits, the default counting as five patients more.
  ///
  /// - Parameters:
  ///   - patients: The study, or an even choice of its patients; a few hundred are plenty.
  ///   - parameters: The analysis's choices.
  ///   - variantFrequencies: Share of tumours of this type with an exact mutation, for hotspots.
  public init(
    learningFrom patients: [PatientEvidence], parameters: OriginParameters,
    variantFrequencies: [Variant: Double]
  ) {
    self.init(parameters: parameters, patients: patients, hotspots: variantFrequencies, prior: nil)
    guard parameters.learnsPrior else { return }
    let analysis = OriginAnalysis(parameters: parameters, context: self)
    let fits = patients.compactMap {
      analysis.contribution(of: $0.thinned(to: Self.patientMutations))
    }
    guard fits.count >= Self.leastPatients else { return }
    var mean = fits[0].prior.map { $0 * Self.defaultPatients }
    for fit in fits {
      for i in mean.indices { mean[i] += fit.weights[i] }
    }
    let total = Double(fits.count) + Self.defaultPatients
    self.init(
      parameters: parameters, patients: patients, hotspots: variantFrequencies,
      prior: (mean.map { $0 / total }, fits.count))
    let samples = fits.flatMap(\.samples)
    samplePrior = SamplePrior(
      errorFactors: samples.map(\.error), precisionFactors: samples.map(\.precision))
    clonalityPrior = ClonalityPrior(learningFrom: fits.map(\.sharing))
  }

  /// The same study with the default weights in place of those learnt from its patients.
  func withDefaultPrior(_ parameters: OriginParameters) -> StudyContext {
    StudyContext(self, classPrior: parameters.classPrior)
  }

  private init(_ other: StudyContext, classPrior: [Double]) {
    self.classPrior = classPrior
    (classPriorPatients, learntStates) = (0, nil)
    patients = other.patients
    samplePrior = other.samplePrior
    clonalityPrior = other.clonalityPrior
    carriers = other.carriers
    hotspots = other.hotspots
  }

  private init(
    parameters: OriginParameters, patients: [PatientEvidence], hotspots: [Variant: Double],
    prior: (weights: [Double], patients: Int)?
  ) {
    classPrior = prior.map { EarlierStates.collapse($0.weights) } ?? parameters.classPrior
    learntStates = prior?.weights
    classPriorPatients = prior?.patients ?? 0
    self.patients = patients.count
    self.hotspots = hotspots
    var carriers: [Variant: Int32] = [:]
    for patient in patients {
      for mutation in patient.mutations { carriers[mutation.variant, default: 0] += 1 }
    }
    self.carriers = carriers.filter { $0.value > 1 }
  }

  /// The prior of the joint states.
  ///
  /// - Parameter binMasses: The slab's own share of each range of fractions.
  func statePrior(binMasses: [Double]) -> [Double] {
    learntStates ?? EarlierStates.expand(classPrior, binMasses: binMasses)
  }

  /// The least chance that two unrelated samples share a mutation by a technical cause, such as a
  /// recurrent artefact or a germline variant that slipped through.
  private static let technicalSharing = 1e-4

  /// The frequency of an exact mutation among other patients.
  func frequency(of variant: Variant) -> Double {
    // The patient's own copy is one of the carriers.
    let others = max(0, Int(carriers[variant] ?? 1) - 1)
    let estimate = ExactMutationFrequency().estimate(
      carriers: min(others, max(0, patients - 1)), patients: max(0, patients - 1))
    return max(Self.technicalSharing, estimate, hotspots[variant] ?? 0)
  }
}

/// What one patient tells of a study.
struct StudyContribution: Sendable {
  /// Fitted weights of the joint states, and the prior they were fitted under.
  let weights: [Double]
  let prior: [Double]
  /// For each sample the factors on the default error rate and precision.
  let samples: [(error: Double, precision: Double)]
  /// `ln [L(ξ) / L(0)]` of the pair's mutations at `ClonalityPrior.signals`.
  let sharing: [Double]
}
