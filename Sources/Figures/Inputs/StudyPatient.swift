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
  /// The tumour samples.
  public var samples: [ManifestSample] = []
  /// Lines of treatment, by their first day.
  public var treatments: [ManifestTreatment] = []

  /// Creates a patient of whom nothing is known.
  public init(id: String) { self.id = id }

  /// The calls that decide: those against the patient's earliest tissue, see
  /// `PatientSamples.isDeciding`.
  public var decidingCalls: [OriginRow] {
    var samples = PatientSamples()
    var places: [String: Int] = [:]
    for sample in self.samples {
      places[sample.id] = samples.add(isPrimary: sample.role == .primary)
    }
    func place(_ id: String) -> Int {
      if let known = places[id] { return known }
      let added = samples.add(isPrimary: false)
      places[id] = added
      return added
    }
    struct Pair: Hashable {
      let earlier: EarlierSample
      let later: String
    }
    var pairs = pairs.map { Pair(earlier: $0.earlierSample, later: $0.laterSample) }
    if pairs.isEmpty {
      pairs = calls.map { Pair(earlier: $0.earlierSample, later: $0.laterSample) }
    }
    let compared = Set(pairs).map { ($0, $0.earlier.id.map(place), place($0.later)) }
    for (_, earlier, later) in compared { samples.addComparison(earlier: earlier, later: later) }
    let deciding = Set(
      compared.filter { samples.isDeciding(earlier: $0.1, later: $0.2) }.map(\.0))
    return calls.filter {
      deciding.contains(Pair(earlier: $0.earlierSample, later: $0.laterSample))
    }
  }

  /// What the patient's deciding calls of a gene come to; `nil` where there is none of its class.
  ///
  /// Silent mutations, artefacts and what no sample of a pair shows are left out.
  package func outcome(of target: CohortTarget) -> CohortOutcome? {
    var reduction = PatientReduction()
    for call in decidingCalls
    where call.gene == target.gene && call.changesProtein
      && target.className.includes(FunctionalClass(rawValue: call.functionalClass))
      && call.call.isOfMutation
    {
      reduction.add(CohortCall(call))
    }
    return reduction.count == 0 ? nil : reduction.outcome
  }

  /// The calls of one pair: of the later sample that is named, or else the first; joint ones where
  /// there are some.
  public func calls(ofLater later: String?) -> [OriginRow] {
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
