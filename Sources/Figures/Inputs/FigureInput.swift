public import DrugResponse
public import Results
public import TumorModel

/// What figures are made from: the typed rows of results, and what of them is asked for.
public struct FigureInput: Sendable {
  /// The patients in the order of the results, those without a pair included; one alone where one is
  /// asked for.
  public var patients: [StudyPatient]
  /// The tables of a cohort; `nil` where there is none.
  public var cohort: CohortTables?
  /// The funnels of the genes that were asked about.
  public var funnels: [GeneFunnel] = []
  /// c*, the fraction that an acquired call excludes earlier, in (0, 1).
  public var threshold: Double
  /// The genes that the study asks about; they come first.
  public var leading: [String]
  /// Genes whose mutations are named and drawn, beside ``leading``.
  public var drivers: Set<String>
  /// The reference proteins of genes, where they are known.
  public var proteins: [String: ReferenceProtein] = [:]
  /// Whether the study was simulated.
  public var isSynthetic = false
  /// The gene that is asked for.
  public var gene: String?
  /// The mutation that is asked for.
  public var mutation: Variant?
  /// The samples that are asked for; empty for all.
  public var samples: [String] = []
  /// The later sample that is asked for, or all of them together; `nil` for the first.
  public var later: ComparedSample?

  /// The tables of an experiment with drugs, or of patients under treatment.
  public var response = ResponseTables()
  /// The drugs that are asked for; empty for all.
  public var drugs: [String] = []
  /// The cell line that is asked for.
  public var cellLine: String?
  /// The genotype that is asked for.
  public var genotype: String?
  /// The hours that are asked for; `nil` for the last.
  public var hours: Double?
  /// The end point that is asked for; `nil` for all.
  public var endpoint: String?
  /// The response that curves show.
  public var measure = ResponseSeries.Measure.viability
  /// What a heat map of two drugs shows.
  public var quantity = SynergyQuantity.bliss

  /// Creates an input without options.
  ///
  /// - Parameters:
  ///   - patients: The patients.
  ///   - cohort: The tables of a cohort.
  ///   - threshold: c*, in (0, 1); `nil` for the usual one.
  ///   - leading: The genes that the study asks about.
  ///   - drivers: Other genes that are named and drawn.
  public init(
    patients: [StudyPatient] = [], cohort: CohortTables? = nil, threshold: Double? = nil,
    leading: [String] = [], drivers: Set<String> = []
  ) {
    self.patients = patients
    self.cohort = cohort
    self.threshold = threshold ?? ManifestParameters().threshold
    self.leading = leading
    self.drivers = drivers
  }

  /// The gene that is asked for alone, or else all that are named.
  var genes: Set<String> { gene.map { [$0] } ?? drivers.union(leading) }

  /// The genes that come first.
  var first: [String] { gene.map { [$0] } ?? leading }

  /// The gene that is asked for.
  func neededGene() throws(FigureFailure) -> String {
    guard let gene else { throw .missing(.gene) }
    return gene
  }

  /// The patient that is asked for, who must have a call.
  func neededPatient() throws(FigureFailure) -> StudyPatient {
    guard let patient = patients.first, patients.count == 1 else { throw .missing(.patient) }
    guard !patient.calls.isEmpty else {
      throw .nothing(words: "patient '\(patient.id)' has no pair of an earlier and a later sample")
    }
    return patient
  }

  /// The patient that is asked for, who must have clones.
  func neededClones() throws(FigureFailure) -> StudyPatient {
    guard let patient = patients.first, patients.count == 1 else { throw .missing(.patient) }
    guard !patient.clones.fractions.isEmpty else {
      throw .nothing(words: "no clones of patient '\(patient.id)' were found")
    }
    return patient
  }

  /// The patient that is asked for, with the tree of its clones.
  func neededTree() throws(FigureFailure) -> (patient: StudyPatient, tree: ConsensusTree) {
    let patient = try neededClones()
    guard let tree = ConsensusTree(patient.clones) else {
      throw .nothing(
        words: "no tree of the clones of patient '\(patient.id)' is known")
    }
    return (patient, tree)
  }

  /// The first call of the mutation that is asked for, against a single earlier sample.
  func neededCall() throws(FigureFailure) -> (patient: StudyPatient, call: OriginRow) {
    guard let mutation else { throw .missing(.mutation) }
    let patient = try neededPatient()
    let call = patient.calls.first {
      $0.variant == mutation && !$0.earlierSample.isJoint
        && (later ?? $0.laterSample) == $0.laterSample
    }
    guard let call else {
      throw .nothing(words: "no pair of \(patient.id) has '\(mutation.name)'")
    }
    return (patient, call)
  }
}
