import ClonalEvolution
import TumorModel
import TumorSimulation

/// What a model says of C>T and G>A mutations in simulated primaries fixed in formalin.
struct FixedTissueOutcome: Sendable {
  /// Mutations that the earlier tissue lacks, and those of them called pre-existing.
  var absent = 0
  var falselyPreexisting = 0
  /// Mutations in both tissues, and those of them called pre-existing.
  var shared = 0
  var foundShared = 0
  /// The same where a tenth of the earlier cells or more have the mutation.
  var large = 0
  var foundLarge = 0
  /// Mutations of the later tissue alone, and those called acquired.
  var acquired = 0
  var foundAcquired = 0
  /// Calls that say nothing, of all.
  var indeterminate = 0
  /// Mutations of a clone of 5 % or more of the earlier cells called acquired.
  var falselyAcquired = 0

  /// P(pre-existing) of mutations in both tissues, and of those that the earlier one lacks.
  private var probabilities: (shared: [Double], absent: [Double]) = ([], [])

  /// How many mutations that the earlier tissue lacks are as probably pre-existing as the least
  /// probable of so many that are: the false calls of this model at another one's recall.
  func falselyPreexisting(atRecall found: Int) -> Int {
    let shared = probabilities.shared.sorted(by: >)
    guard found > 0, found <= shared.count else { return 0 }
    return probabilities.absent.count { $0 >= shared[found - 1] }
  }

  /// Primaries with deamination at 1–3 % and the orientation of every read pair.
  static let scenario: Scenario = {
    var scenario = Scenario.ffpe
    scenario.name = "deaminated"
    scenario.deamination = 1e-2...3e-2
    scenario.recordsOrientation = true
    return scenario
  }()

  /// Simulates patients.
  static func patients(_ count: Int, seed: UInt64) -> [SimulatedPatient] {
    let simulator = StudySimulator(scenarios: [scenario], seed: seed)
    return (0..<count).map { simulator.patient($0) }
  }

  /// Judges every C>T and G>A mutation of patients.
  ///
  /// - Parameter change: Leaves out parts of the error model.
  init(
    _ patients: [SimulatedPatient], _ change: (inout ErrorModelSwitches) -> Void
  ) async {
    var parameters = OriginParameters()
    change(&parameters.errorModels)
    let context = StudyContext(
      learningFrom: patients.map(\.evidence), parameters: parameters,
      variantFrequencies: StudySimulator.variantFrequencies)
    let analysis = OriginAnalysis(parameters: parameters, context: context)
    let parts = await withTaskGroup(of: FixedTissueOutcome.self) { group in
      for lane in 0..<2 {
        group.addTask {
          var part = FixedTissueOutcome()
          for index in stride(from: lane, to: patients.count, by: 2) {
            part.add(patients[index], analysis.origins(of: patients[index].evidence))
          }
          return part
        }
      }
      return await group.reduce(into: FixedTissueOutcome()) { $0.add($1) }
    }
    self = parts
  }

  private init() {}

  private mutating func add(_ patient: SimulatedPatient, _ origins: PatientOrigins) {
    for call in origins.calls where call.earlier.sample == 0 {
      guard patient.evidence.mutations[call.mutation].variant.isDeamination,
        let origin = patient.mutations[call.mutation].origin
      else { continue }
      let isPreexisting =
        [.preexisting, .preexistingClonal, .preexistingSubclonal].contains(call.label)
      let probability = call.probabilities.map {
        $0.preexistingSubclonal + $0.preexistingClonal
      }
      if call.label == .indeterminate { indeterminate += 1 }
      switch origin {
      case .acquired, .artefact:
        absent += 1
        probabilities.absent.append(probability ?? 0)
        if isPreexisting { falselyPreexisting += 1 }
        if origin == .acquired {
          acquired += 1
          if call.label == .acquired { foundAcquired += 1 }
        }
      case .preexistingClonal, .preexistingSubclonal:
        shared += 1
        probabilities.shared.append(probability ?? 0)
        if (patient.mutations[call.mutation].earlierFraction ?? 0) >= 0.1 {
          large += 1
          if isPreexisting { foundLarge += 1 }
        }
        if isPreexisting { foundShared += 1 }
        let fraction = patient.mutations[call.mutation].earlierFraction ?? 0
        if call.label == .acquired, fraction >= 0.05 { falselyAcquired += 1 }
      case .lost: break
      }
    }
  }

  private mutating func add(_ other: FixedTissueOutcome) {
    absent += other.absent
    falselyPreexisting += other.falselyPreexisting
    shared += other.shared
    foundShared += other.foundShared
    acquired += other.acquired
    foundAcquired += other.foundAcquired
    large += other.large
    foundLarge += other.foundLarge
    probabilities.shared += other.probabilities.shared
    probabilities.absent += other.probabilities.absent
    indeterminate += other.indeterminate
    falselyAcquired += other.falselyAcquired
  }
}
