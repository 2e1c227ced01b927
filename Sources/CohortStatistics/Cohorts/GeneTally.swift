/// The outcomes of a cohort's patients in one gene.
public struct GeneTally: Sendable {
  /// Patients with a mutation of the gene in a non-primary sample.
  public private(set) var mutated = 0
  /// Patients by outcome, in the order of ``CohortOutcome``.
  public private(set) var outcomes = [Int](repeating: 0, count: CohortOutcome.allCases.count)
  /// Patients who acquired a mutation and lost none: the gene is mutated later only.
  public private(set) var gained = 0
  /// Sum of P(acquired) over patients.
  public private(set) var acquired = ExactSum()
  /// Expected number of pre-existing mutations, summed over patients.
  public private(set) var preexistingMutations = ExactSum()
  /// `ln` likelihood ratios of the assessable patients.
  public private(set) var logLikelihoodRatios = ValueTally(limit: 64, width: 0.1, greatest: 50)

  /// Creates an empty tally.
  public init() {}

  /// Adds a patient's gene.
  public mutating func add(_ gene: CohortPatient.Gene) {
    if gene.isMutated { mutated += 1 }
    if let outcome = gene.outcome { outcomes[outcome.place] += 1 }
    if gene.outcome == .acquired, !gene.hasLost { gained += 1 }
    if let probability = gene.acquired { acquired.add(probability) }
    var rest = gene.preexistingMutations
    while rest > 0 {
      preexistingMutations.add(min(rest, 1))
      rest -= 1
    }
    if let ratio = gene.logLikelihoodRatio { logLikelihoodRatios.add(ratio) }
  }

  /// Patients with an outcome.
  public subscript(_ outcome: CohortOutcome) -> Int { outcomes[outcome.place] }

  /// Patients with informative calls.
  public var assessable: Int { outcomes.reduce(0, +) - self[.notAssessable] }
}

extension CohortOutcome {
  /// The place among all cases.
  var place: Int {
    switch self {
    case .acquired: 0
    case .preexisting: 1
    case .indeterminate: 2
    case .lost: 3
    case .artefact: 4
    case .notAssessable: 5
    }
  }
}
