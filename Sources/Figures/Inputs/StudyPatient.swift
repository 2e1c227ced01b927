package import CohortStatistics
public import Results
import TumorModel

/// What the results tell of one patient.
public struct StudyPatient: Hashable, Sendable {
  /// The identifier.
  public var id: String
  /// The calls of pairs.
  public var calls: [OriginRow] = []
  /// The pairs of samples.
  public var pairs: [PairRow] = []
  /// The mutations in each sample.
  public var trajectories: [TrajectoryRow] = []
  /// The posteriors of earlier cancer cell fractions.
  public var posteriors: [PosteriorRow] = []
  /// The clones.
  public var clones = StudyClones()
  /// The tumour samples.
  public var samples: [ManifestSample] = []
  /// Lines of treatment, by their first day.
  public var treatments: [ManifestTreatment] = []

  /// Creates a patient of whom nothing is known.
  public init(id: String) { self.id = id }

  /// The calls that decide: those against the patient's earliest tissue, see
  /// `PatientSamples.isDeciding`.
  public var decidingCalls: [OriginRow] {
    let (samples, numbers) = numberedSamples
    return calls.filter { call in
      samples.isDeciding(
        earlier: call.earlierSample.id.flatMap { numbers[$0] },
        later: call.laterSample.id.flatMap { numbers[$0] })
    }
  }

  /// The samples with their comparisons, and each one's number.
  private var numberedSamples: (samples: PatientSamples, numbers: [String: Int]) {
    var samples = PatientSamples()
    var numbers: [String: Int] = [:]
    for sample in self.samples {
      numbers[sample.id] = samples.add(
        isPrimary: sample.role == .primary && sample.isRoleAssumed != true)
    }
    func number(_ id: String) -> Int {
      if let known = numbers[id] { return known }
      let added = samples.add(isPrimary: false)
      numbers[id] = added
      return added
    }
    struct Pair: Hashable {
      let earlier: ComparedSample
      let later: ComparedSample
    }
    var pairs = Set(pairs.map { Pair(earlier: $0.earlierSample, later: $0.laterSample) })
    for call in calls {
      pairs.insert(Pair(earlier: call.earlierSample, later: call.laterSample))
    }
    for pair in pairs {
      samples.addComparison(
        earlier: pair.earlier.id.map(number), later: pair.later.id.map(number))
    }
    return (samples, numbers)
  }

  /// What the patient's rows come to in genes, each a target in its order, by the rules of a cohort.
  ///
  /// - Parameter targets: The genes and classes, each gene once.
  package func reduced(to targets: [CohortTarget]) -> PatientReducer {
    var reducer = PatientReducer(targets: Array(targets.indices))
    let (samples, numbers) = numberedSamples
    reducer.begin(samples)
    let places = Dictionary(targets.enumerated().map { ($1.gene, $0) }) { first, _ in first }
    var mutations: [Variant: Int] = [:]
    func mutation(_ variant: Variant, _ place: Int, _ functionalClass: String, _ changes: Bool)
      -> CohortMutation
    {
      let number = mutations[variant] ?? mutations.count
      mutations[variant] = number
      return CohortMutation(
        number: number, gene: place, changesProtein: changes,
        isOfClass: targets[place].className.includes(FunctionalClass(rawValue: functionalClass)))
    }
    for row in trajectories {
      guard let place = places[row.gene], let sample = numbers[row.sample], row.isSeen else {
        continue
      }
      reducer.see(
        mutation(row.variant, place, row.functionalClass, row.changesProtein), inSample: sample)
    }
    for (number, call) in calls.enumerated() {
      guard let place = places[call.gene], let variant = call.variant else { continue }
      reducer.add(
        CohortCall(call), of: mutation(variant, place, call.functionalClass, call.changesProtein),
        earlier: call.earlierSample.id.flatMap { numbers[$0] },
        later: call.laterSample.id.flatMap { numbers[$0] }, number: number)
    }
    reducer.finish()
    return reducer
  }

  /// What the patient comes to in a gene, as the funnel counts it; `nil` for a patient without an
  /// earlier sample to compare with, or without a mutation of the class in a later sample.
  package func outcome(of target: CohortTarget) -> CohortOutcome? {
    reduced(to: [target]).outcome(ofTarget: 0)
  }

  /// The call that decides the patient's outcome in a gene, by the rules of a cohort; `nil` where
  /// ``outcome(of:)`` is.
  package func decidingCall(of target: CohortTarget) -> OriginRow? {
    let reducer = reduced(to: [target])
    guard reducer.outcome(ofTarget: 0) != nil else { return nil }
    return reducer.histories[0].reduction.decidingNumber.map { calls[$0] }
  }

  /// The samples that show a mutation of a gene that changes the protein.
  package func samplesShowing(_ gene: String) -> Set<String> {
    Set(trajectories.filter { $0.gene == gene && $0.changesProtein && $0.isSeen }.map(\.sample))
  }

  /// The calls of one pair: of the later sample that is named, or else the first; joint ones where
  /// there are some.
  public func calls(ofLater later: ComparedSample?) -> [OriginRow] {
    guard let wanted = later ?? calls.first?.laterSample else { return [] }
    let ofLater = calls.filter { $0.laterSample == wanted }
    guard let first = ofLater.first(where: \.earlierSample.isJoint) ?? ofLater.first else {
      return []
    }
    return ofLater.filter { $0.earlierSample == first.earlierSample }
  }

  /// The pair of a call.
  public func pair(of call: OriginRow) -> PairRow? {
    pairs.first {
      $0.earlierSample == call.earlierSample && $0.laterSample == call.laterSample
    }
  }

  /// The posterior of a call's earlier cancer cell fraction; empty where none was written.
  public func posterior(of call: OriginRow) -> [PosteriorRow] {
    guard let variant = call.variant else { return [] }
    return posteriors.filter {
      $0.variant == variant && $0.earlierSample == call.earlierSample
        && $0.laterSample == call.laterSample
    }
  }
}

extension TrajectoryRow {
  /// Whether the sample shows the mutation, by the one rule of presence.
  var isSeen: Bool {
    MutationPresence.isSeen(
      alternate: alternate, isListed: missing == .withoutCounts, presence: presence)
  }
}
