public import TumorModel

/// What a study as a whole contributes to the analysis of each patient.
public struct StudyContext: Sendable {
  /// The shares of the nine classes among listed mutations, as the study tells them; rows are the
  /// earlier sample's 0, S, C.
  public let classPrior: [Double]
  /// Patients that ``classPrior`` was learnt from; 0 for the default.
  public let classPriorPatients: Int
  /// Patients among whom exact mutations were counted.
  public let patients: Int
  /// What is expected of pairs of one tumour.
  private(set) var clonalityPrior = ClonalityPrior.uniform
  private let carriers: [Variant: Int32]
  private let hotspots: [Variant: Double]
  /// What all patients tell of classes and artefacts, and each of them.
  private let table: StudyTable
  private let contributions: [String: StudyTable]

  /// The most patients that the table is learnt from, evenly chosen: a mean over patients needs no
  /// more.
  static let learntPatients = 100
  /// The most mutations of a patient that move the table.
  static let patientMutations = 100

  /// Learns what patients share.
  ///
  /// - Parameters:
  ///   - patients: The study, or an even choice of its patients; a few hundred are plenty.
  ///   - parameters: The analysis's choices.
  ///   - variantFrequencies: Share of tumours of this type with an exact mutation, for hotspots.
  public init(
    learningFrom patients: [PatientEvidence], parameters: OriginParameters,
    variantFrequencies: [Variant: Double]
  ) {
    var carriers: [Variant: Int32] = [:]
    for patient in patients {
      for mutation in patient.mutations { carriers[mutation.variant, default: 0] += 1 }
    }
    self.carriers = carriers.filter { $0.value > 1 }
    self.patients = patients.count
    hotspots = variantFrequencies
    let plain = OriginAnalysis(parameters: parameters, context: .none)
    // By name: neither the choice nor the sums may depend on the study's order.
    let named = patients.sorted { $0.id < $1.id }
    let chosen = Self.evenly(named, most: Self.learntPatients).map {
      $0.thinned(to: Self.patientMutations)
    }
    let fits =
      parameters.learnsPrior
      ? chosen.compactMap { patient in
        plain.firstFit(of: patient).map { (patient: patient, tables: $0.tables, fit: $0.fit) }
      } : []
    let study = StudyFit(fits.map(\.fit))
    table = study.total
    contributions = Dictionary(
      zip(fits.map(\.patient.id), study.contributions), uniquingKeysWith: { first, _ in first })
    classPriorPatients = fits.count
    classPrior = study.total.classShares(defaults: parameters.classPrior)
    guard !fits.isEmpty else { return }
    let analysis = OriginAnalysis(parameters: parameters, context: self)
    clonalityPrior = ClonalityPrior(
      learningFrom: fits.compactMap { analysis.sharing(of: $0.patient, tables: $0.tables) })
  }

  private init() {
    (classPrior, classPriorPatients, patients) = (OriginParameters.defaultClassPrior, 0, 0)
    (carriers, hotspots, table, contributions) = ([:], [:], StudyTable(), [:])
  }

  /// A study of no patients.
  static let none = StudyContext()

  /// The same study with nothing learnt of classes and artefacts.
  var withDefaultTable: StudyContext {
    StudyContext(self, table: StudyTable(), contributions: [:])
  }

  private init(_ other: StudyContext, table: StudyTable, contributions: [String: StudyTable]) {
    (classPrior, classPriorPatients) = (OriginParameters.defaultClassPrior, 0)
    patients = other.patients
    clonalityPrior = other.clonalityPrior
    carriers = other.carriers
    hotspots = other.hotspots
    (self.table, self.contributions) = (table, contributions)
  }

  /// How many patients the table rests on, one left out.
  func priorPatients(without patient: String) -> Int {
    classPriorPatients - (contributions[patient] == nil ? 0 : 1)
  }

  /// What the study's other patients tell.
  func table(without patient: String) -> StudyTable {
    contributions[patient].map { table.without($0) } ?? table
  }

  private static func evenly<Element>(_ all: [Element], most: Int) -> [Element] {
    guard all.count > most else { return all }
    return (0..<most).map { all[$0 * all.count / most] }
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
