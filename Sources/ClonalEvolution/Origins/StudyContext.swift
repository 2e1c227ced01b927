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
  /// What single genes tell, for those that tell enough to matter.
  private let genes: [String: GeneShare]

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
  ///   - sharing: How the work on different patients is shared out.
  public init(
    learningFrom patients: [PatientEvidence], parameters: OriginParameters,
    variantFrequencies: [Variant: Double], sharing: WorkSharing = .serial
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
      ? sharing.map(chosen.count) { index in
        plain.firstFit(of: chosen[index]).map {
          (patient: chosen[index], tables: $0.tables, fit: $0.fit)
        }
      }.compactMap(\.self) : []
    let study = StudyFit(fits.map(\.fit), sharing: sharing)
    table = study.total
    contributions = Dictionary(
      zip(fits.map(\.patient.id), study.contributions), uniquingKeysWith: { first, _ in first })
    genes = GeneShare.all(
      zip(fits.map(\.patient), study.fits), contributions: study.contributions, of: study.total,
      defaults: parameters.classPrior)
    classPriorPatients = fits.count
    classPrior = study.total.classShares(defaults: parameters.classPrior)
    guard !fits.isEmpty else { return }
    let analysis = OriginAnalysis(parameters: parameters, context: self)
    nonisolated(unsafe) let (learnt, settled) = (fits, study.fits)
    let tables = fits.map { table(without: $0.patient.id) }
    clonalityPrior = ClonalityPrior(
      learningFrom: sharing.map(learnt.count) { index in
        // The fit goes on from where the study's left it.
        var fit = settled[index]
        fit.learn(from: tables[index])
        fit.settle(tables[index])
        return analysis.sharing(
          of: learnt[index].patient, tables: learnt[index].tables, fit: fit)
      }.compactMap(\.self))
  }

  private init() {
    (classPrior, classPriorPatients, patients) = (OriginParameters.defaultClassPrior, 0, 0)
    (carriers, hotspots, table, contributions, genes) = ([:], [:], StudyTable(), [:], [:])
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
    (self.table, self.contributions, genes) = (table, contributions, [:])
  }

  /// How many patients the table rests on, one left out.
  func priorPatients(without patient: String) -> Int {
    classPriorPatients - (contributions[patient] == nil ? 0 : 1)
  }

  /// What the study's other patients tell.
  func table(without patient: String) -> StudyTable {
    contributions[patient].map { table.without($0) } ?? table
  }

  /// What the study's other patients tell of a gene's mutations by their mutations of other genes; `nil`
  /// where that is what they tell of all.
  func table(without patient: String, gene: String) -> StudyTable? {
    genes[gene]?.others(than: patient).map { table(without: patient).without($0) }
  }

  /// The fit of a pair of a patient's samples, with what the study's other patients tell.
  func fit(
    _ tables: PatientTables, earlier: [Int], later: [Int], parameters: OriginParameters
  ) -> PairFit {
    let patient = tables.patient.id
    return tables.fit(
      earlier: earlier, later: later, study: table(without: patient),
      gene: { table(without: patient, gene: $0) }, parameters: parameters)
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
