/// The outcomes of a cohort's patients in one gene.
public struct GeneTally: Sendable {
  /// Patients with a mutation of the gene in a non-primary sample.
  public private(set) var mutated = 0
  /// Patients by outcome, in the order of ``CohortOutcome``.
  public private(set) var outcomes = [Int](repeating: 0, count: CohortOutcome.allCases.count)

  /// Creates an empty tally.
  public init() {}

  /// Adds a patient's gene.
  public mutating func add(_ gene: CohortPatient.Gene) {
    if gene.isMutated { mutated += 1 }
    if let outcome = gene.outcome { outcomes[outcome.place] += 1 }
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
