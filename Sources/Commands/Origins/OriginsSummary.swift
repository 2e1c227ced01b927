import ClonalEvolution
import Reporting
import TumorModel

/// What a run found, in numbers.
struct OriginsSummary: Codable, Hashable, Sendable {
  /// Patients of the study.
  var patients = 0
  /// Patients with an earlier and a later sample.
  var comparedPatients = 0
  /// Pairs of samples, joint ones left out.
  var pairs = 0
  /// Mutations, each once a patient.
  var mutations = 0
  /// Calls of pairs by label.
  var calls: [String: Int] = [:]
  /// Indeterminate calls of pairs by reason.
  var reasons: [String: Int] = [:]
  /// The genes asked for.
  var genes: [GeneSummary]
  /// Pairs most of whose calls lack power.
  var underpoweredPairs = 0
  /// The weakest of them.
  var weakest: [PairPower] = []
  /// Pairs whose samples are of independent tumours.
  var independentPairs = 0
  /// Pairs whose samples are of two people, or one of which looks to be of another patient.
  var doubtfulPairs = 0
  /// Samples of pairs, and those whose purity was estimated.
  var pairedSamples = 0
  var estimatedPurities = 0
  /// Calls with an unknown copy number, and calls that rest on a caller's rule.
  var assumedCopyNumbers = 0
  var censoredCalls = 0
  /// The caller's rule that a censored site failed.
  var callerRule = ""
  /// The threshold c*.
  var threshold = 0.0
  /// What an absent row meant.
  var uncalled = ""

  /// How many of the weakest pairs are named.
  private static let named = 5

  init(genes: [String]) { self.genes = genes.map { GeneSummary(gene: $0) } }

  /// Adds a patient.
  mutating func add(
    _ origins: PatientOrigins, of patient: PatientEvidence,
    functionalClass: (Mutation) -> String?
  ) {
    patients += 1
    if !origins.pairs.isEmpty { comparedPatients += 1 }
    mutations += patient.mutations.count
    // Counted by place: hashing a label for each call would cost more than rendering its name.
    var labelCounts = [Int](repeating: 0, count: OriginLabel.allCases.count)
    var reasonCounts: [IndeterminateReason: Int] = [:]
    for call in origins.calls where call.earlier.sample != nil {
      labelCounts[call.label.place] += 1
      if let reason = call.reason { reasonCounts[reason, default: 0] += 1 }
      if call.flags.contains(.copyNumberAssumed) { assumedCopyNumbers += 1 }
      if call.flags.contains(.censored) { censoredCalls += 1 }
    }
    for (label, count) in zip(OriginLabel.allCases, labelCounts) where count > 0 {
      calls[label.rawValue, default: 0] += count
    }
    for (reason, count) in reasonCounts { reasons[reason.rawValue, default: 0] += count }
    for index in genes.indices {
      genes[index].add(origins, of: patient, functionalClass: functionalClass)
    }
    for pair in origins.pairs where pair.earlier != nil {
      pairs += 1
      if pair.identity.forbidsLabels {
        doubtfulPairs += 1
      } else if pair.verdict == .independent {
        independentPairs += 1
      }
    }
    let paired = Set(origins.pairs.flatMap { [$0.earlier, $0.later].compactMap { $0 } })
    pairedSamples += paired.count
    estimatedPurities += paired.filter { patient.samples[$0].purity == nil }.count
    let weak = PairPower.pairs(origins, of: patient).filter(\.isWeak)
    underpoweredPairs += weak.count
    keepWeakest(weak)
  }

  /// Adds a patient of whom an earlier run wrote all there is.
  mutating func add(_ recorded: RecordedPatient, functionalClass: (Mutation) -> String?) {
    patients += 1
    mutations += recorded.mutations
    for index in genes.indices { genes[index].add(recorded, functionalClass: functionalClass) }
  }

  /// Adds what was found of the patients that follow.
  mutating func merge(_ part: OriginsSummary) {
    patients += part.patients
    comparedPatients += part.comparedPatients
    pairs += part.pairs
    mutations += part.mutations
    calls.merge(part.calls, uniquingKeysWith: +)
    reasons.merge(part.reasons, uniquingKeysWith: +)
    for index in genes.indices where index < part.genes.count {
      genes[index].merge(part.genes[index])
    }
    underpoweredPairs += part.underpoweredPairs
    pairedSamples += part.pairedSamples
    estimatedPurities += part.estimatedPurities
    assumedCopyNumbers += part.assumedCopyNumbers
    censoredCalls += part.censoredCalls
    independentPairs += part.independentPairs
    doubtfulPairs += part.doubtfulPairs
    keepWeakest(part.weakest)
  }

  /// Adds what holds for the whole study.
  mutating func finish(
    studySize: Int, threshold: Double, uncalled: UncalledPolicy, rule: CallerRule
  ) {
    callerRule =
      "fewer than \(rule.minimumAlternate) alternate reads or a frequency below "
      + Wording.number(rule.minimumFrequency)
    patients = studySize
    for index in genes.indices { genes[index].funnel.patients = studySize }
    self.threshold = threshold
    self.uncalled = uncalled.rawValue
  }

  private mutating func keepWeakest(_ pairs: [PairPower]) {
    weakest += pairs
    // A stable order: ties stay in the order of the tables.
    weakest = Array(
      weakest.enumerated()
        .sorted {
          $0.element.share != $1.element.share
            ? $0.element.share > $1.element.share : $0.offset < $1.offset
        }
        .map(\.element).prefix(Self.named))
  }
}

extension OriginLabel {
  /// The place among all cases.
  fileprivate var place: Int {
    switch self {
    case .acquired: 0
    case .preexistingSubclonal: 1
    case .preexistingClonal: 2
    case .preexisting: 3
    case .lost: 4
    case .artefact: 5
    case .indeterminate: 6
    }
  }
}
