package import ClonalEvolution
package import TumorModel

/// What a run found, in numbers: `summary.json`, and what `origins --json` prints.
package struct OriginsSummary: JSONObject, Hashable {
  /// The file's name in a results folder.
  package static let fileName = ResultTables.summary

  /// Patients of the study.
  package var patients = 0
  /// Patients with an earlier and a later sample.
  package var comparedPatients = 0
  /// Pairs of samples, without the joint ones.
  package var pairs = 0
  /// Mutations, each once per patient.
  package var mutations = 0
  /// Calls of pairs by label.
  package var calls = KindCounts<OriginLabel>()
  /// Indeterminate calls of pairs by reason.
  package var reasons = KindCounts<IndeterminateReason>()
  /// Calls of pairs that are not assessable, by cause: one each, that of the locus before those of
  /// samples, that of the earlier sample before that of the later one.
  package var problems = KindCounts<AssessabilityProblem>()
  /// The requested genes.
  package var genes: [GeneSummary] = []
  /// Pairs most of whose calls lack power in the earlier sample.
  package var underpoweredPairs = 0
  /// The weakest of them.
  package var weakest: [PairPower] = []
  /// Calls of pairs that are indeterminate since the later sample lacks power.
  package var laterUnderpowered = 0
  /// Pairs whose samples are of independent tumours.
  package var independentPairs = 0
  /// Pairs whose samples are of two people, or one of which looks to be of another patient.
  package var doubtfulPairs = 0
  /// Samples of pairs.
  package var pairedSamples = 0
  /// Samples of pairs whose purity was estimated.
  package var estimatedPurities = 0
  /// Calls with an unknown copy number.
  package var assumedCopyNumbers = 0
  /// Calls that rest on a caller's rule.
  package var censoredCalls = 0
  /// Of these, calls of samples of which no file tells what their assay looks at.
  package var blindCalls = 0
  /// The fewest alternate reads of the caller's rule, which a censored site failed.
  package var callerMinimumAlternate = 0
  /// The lowest share of alternate reads of that rule.
  package var callerMinimumFrequency = 0.0
  /// The threshold c*.
  package var threshold = 0.0
  /// What an absent row meant.
  package var uncalled = UncalledPolicy.missing

  /// Whether a row that is absent was read as one that was not found, without any file that says that
  /// somebody looked.
  private static func isBlind(_ call: OriginCall, of patient: PatientEvidence) -> Bool {
    patient.samples.indices.contains { sample in
      ((call.earlier.sample ?? sample) == sample || call.later.sample == sample)
        && patient.observations[sample][call.mutation] == .uncalled
        && patient.samples[sample].coverage == .unknown
    }
  }

  /// How many of the weakest pairs are named.
  private static let named = 5

  /// Creates the summary of no patients.
  package init() {}

  /// Adds a patient.
  package mutating func add(_ origins: PatientOrigins, of patient: PatientEvidence) {
    patients += 1
    if !origins.pairs.isEmpty { comparedPatients += 1 }
    mutations += patient.mutations.count
    // Counted by place: hashing a label for each call would cost more than rendering its name.
    var labelCounts = [Int](repeating: 0, count: OriginLabel.allCases.count)
    // Where several earlier samples are joined, their joint call speaks for each of them.
    let joined = Set(origins.calls.lazy.filter { $0.earlier.sample == nil }.map(Comparison.init))
    for call in origins.calls
    where call.later.sample != nil
      && (call.earlier.sample == nil || joined.isEmpty || !joined.contains(Comparison(call)))
    {
      labelCounts[call.label.place] += 1
      if let reason = call.reason { reasons[reason] += 1 }
      if call.reason == .notAssessable, let cause = call.explanation.cause { problems[cause] += 1 }
      if call.reason == .underpowered, call.explanation.weakSide == .later {
        laterUnderpowered += 1
      }
      if call.flags.contains(.copyNumberAssumed) { assumedCopyNumbers += 1 }
      if call.flags.contains(.censored) {
        censoredCalls += 1
        if Self.isBlind(call, of: patient) { blindCalls += 1 }
      }
    }
    for (label, count) in zip(OriginLabel.allCases, labelCounts) { calls[label] += count }
    for pair in origins.pairs where pair.earlier != nil && pair.later != nil {
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

  /// A mutation in a later sample.
  private struct Comparison: Hashable {
    let mutation: Int
    let later: Int?

    init(_ call: OriginCall) { (mutation, later) = (call.mutation, call.later.sample) }
  }

  /// Adds what was found of the patients that follow, their genes left out.
  package mutating func merge(_ part: OriginsSummary) {
    patients += part.patients
    comparedPatients += part.comparedPatients
    pairs += part.pairs
    mutations += part.mutations
    calls.merge(part.calls)
    reasons.merge(part.reasons)
    problems.merge(part.problems)
    underpoweredPairs += part.underpoweredPairs
    laterUnderpowered += part.laterUnderpowered
    pairedSamples += part.pairedSamples
    estimatedPurities += part.estimatedPurities
    assumedCopyNumbers += part.assumedCopyNumbers
    censoredCalls += part.censoredCalls
    blindCalls += part.blindCalls
    independentPairs += part.independentPairs
    doubtfulPairs += part.doubtfulPairs
    keepWeakest(part.weakest)
  }

  /// Adds the choices that the whole study shares.
  package mutating func finish(_ parameters: OriginParameters) {
    callerMinimumAlternate = parameters.callerRule.minimumAlternate
    callerMinimumFrequency = parameters.callerRule.minimumFrequency
    threshold = parameters.threshold
    uncalled = parameters.uncalled
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

  package static let properties: [JSONProperty<OriginsSummary>] = [
    JSONProperty("patients", \.patients, unit: .patients, .count, meaning: "Patients of the study"),
    JSONProperty(
      "compared_patients", \.comparedPatients, unit: .patients, .count,
      meaning: "Patients with an earlier and a later sample"),
    JSONProperty("pairs", \.pairs, .count, meaning: "Pairs of samples, without the joint ones"),
    JSONProperty(
      "mutations", \.mutations, unit: .mutations, .count, meaning: "Mutations, once per patient"),
    JSONProperty("calls", \.calls, .count, meaning: "Calls of pairs by label"),
    JSONProperty("reasons", \.reasons, .count, meaning: "Calls of pairs by reason"),
    JSONProperty(
      "problems", \.problems, .count, meaning: "Calls of pairs that are not assessable, by cause"),
    JSONProperty("genes", \.genes, meaning: "The requested genes"),
    JSONProperty(
      "underpowered_pairs", \.underpoweredPairs, .count,
      meaning: "Pairs most of whose calls lack power in the earlier sample"),
    JSONProperty("weakest", \.weakest, meaning: "The pairs with the least power"),
    JSONProperty(
      "later_underpowered_calls", \.laterUnderpowered, .count,
      meaning: "Calls of pairs that are indeterminate since the later sample lacks power"),
    JSONProperty(
      "independent_pairs", \.independentPairs, .count, meaning: "Pairs of independent tumours"),
    JSONProperty(
      "doubtful_pairs", \.doubtfulPairs, .count,
      meaning: "Pairs whose samples may not be from one patient"),
    JSONProperty(
      "paired_samples", \.pairedSamples, unit: .samples, .count, meaning: "Samples of pairs"),
    JSONProperty(
      "estimated_purities", \.estimatedPurities, unit: .samples, .count,
      meaning: "Samples of pairs whose purity was estimated"),
    JSONProperty(
      "assumed_copy_numbers", \.assumedCopyNumbers, .count,
      meaning: "Calls with an unknown copy number"),
    JSONProperty(
      "censored_calls", \.censoredCalls, .count,
      meaning: "Calls in which an absent row was read as a failure of the caller's rule"),
    JSONProperty(
      "blind_calls", \.blindCalls, .count,
      meaning: "Of these, calls of samples of which no file tells what their assay looks at"),
    JSONProperty(
      "caller_minimum_alternate", \.callerMinimumAlternate, unit: .reads, .count,
      meaning: "Fewest alternate reads of that rule"),
    JSONProperty(
      "caller_minimum_frequency", \.callerMinimumFrequency, unit: .shareOfReads, .fraction,
      meaning: "Lowest variant allele frequency of that rule"),
    JSONProperty(
      "threshold", \.threshold, unit: .shareOfTumorCells, .fraction, meaning: "The threshold c*"),
    JSONProperty("uncalled", \.uncalled, meaning: "What an absent row means"),
  ]
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
    case .absentFromBoth: 6
    case .germline: 7
    case .indeterminate: 8
    }
  }
}
