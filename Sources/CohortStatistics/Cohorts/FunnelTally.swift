public import TumorModel

/// How many patients remain at each step towards the call of one gene, and why others are excluded.
///
/// It holds values only; words, figures and tables are made from ``steps`` elsewhere.
public struct FunnelTally: Hashable, Sendable {
  /// How far a patient gets, and why no further.
  public typealias Exit = FunnelExit

  /// A step of the funnel, as values.
  public struct Step: Hashable, Sendable {
    /// The step.
    public let step: FunnelStep
    /// The patients who reach it.
    public let patients: Int
    /// The patients of the previous step who do not; `nil` for the first step.
    public let excluded: Int?
    /// Why they do not, in a fixed order; reasons without patients are left out.
    public let exits: [Count<FunnelExit>]
    /// The reasons given by the calls, where these are the cause; one patient may have several.
    public let reasons: [Count<IndeterminateReason>]
  }

  /// The number of patients of a kind.
  public struct Count<Kind: Hashable & Sendable>: Hashable, Sendable {
    /// The kind.
    public let kind: Kind
    /// The patients.
    public let patients: Int
  }

  /// Patients by how far they get, in the order of ``FunnelExit``.
  public private(set) var exits = [Int](repeating: 0, count: Exit.allCases.count)
  /// Assessed patients by outcome, in the order of ``CohortOutcome``.
  public private(set) var outcomes = [Int](repeating: 0, count: CohortOutcome.allCases.count)
  /// The reasons of patients who are indeterminate; one patient may have several.
  public private(set) var indeterminateReasons: [IndeterminateReason: Int] = [:]
  /// The reasons of patients who are not assessable.
  public private(set) var missingReasons: [IndeterminateReason: Int] = [:]

  /// Creates an empty funnel.
  public init() {}

  /// Adds a patient.
  ///
  /// - Parameters:
  ///   - exit: How far the patient gets.
  ///   - reduction: The outcome of the calls of the requested class, for patients who have any.
  public mutating func add(_ exit: Exit, _ reduction: PatientReduction?) {
    exits[exit.place] += 1
    guard let reduction, let outcome = exit.outcome(reduction) else { return }
    if exit == .notAssessable {
      for reason in reduction.reasons { missingReasons[reason, default: 0] += 1 }
      return
    }
    outcomes[outcome.place] += 1
    if outcome == .indeterminate {
      for reason in reduction.reasons { indeterminateReasons[reason, default: 0] += 1 }
    }
  }

  /// Patients who leave the funnel at a place.
  public subscript(_ exit: Exit) -> Int { exits[exit.place] }

  /// Assessed patients with an outcome.
  public subscript(_ outcome: CohortOutcome) -> Int { outcomes[outcome.place] }

  /// All patients.
  public var patients: Int { exits.reduce(0, +) }

  /// Adds the patients of another part of the cohort.
  public mutating func merge(_ part: FunnelTally) {
    for place in exits.indices { exits[place] += part.exits[place] }
    for place in outcomes.indices { outcomes[place] += part.outcomes[place] }
    indeterminateReasons.merge(part.indeterminateReasons, uniquingKeysWith: +)
    missingReasons.merge(part.missingReasons, uniquingKeysWith: +)
  }

  /// Patients that reach a step.
  public subscript(_ step: FunnelStep) -> Int {
    let first = FunnelExit.allCases.firstIndex { exit in
      exit.excludedAt.map { $0.place > step.place } ?? true
    }
    return exits[(first ?? 0)...].reduce(0, +)
  }

  /// The steps from all patients to those with an outcome.
  public var steps: [Step] {
    var before: Int?
    return FunnelStep.allCases.map { step in
      let patients = self[step]
      defer { before = patients }
      return Step(
        step: step, patients: patients, excluded: before.map { $0 - patients },
        exits: FunnelExit.allCases.compactMap { exit in
          exit.excludedAt == step && self[exit] > 0
            ? Count(kind: exit, patients: self[exit]) : nil
        },
        reasons: step == .assessable ? Self.counts(missingReasons) : [])
    }
  }

  /// Why patients are indeterminate, in a fixed order; one patient may have several reasons.
  public var reasonsOfIndeterminate: [Count<IndeterminateReason>] {
    Self.counts(indeterminateReasons)
  }

  /// Patients with a mutation of the gene in a non-primary sample.
  public var mutated: Int { self[FunnelStep.mutated] }
  /// Of these, patients with a mutation of the requested class.
  public var ofClass: Int { self[FunnelStep.ofClass] }
  /// Of these, patients with an earlier sample to compare with.
  public var compared: Int { self[FunnelStep.compared] }
  /// Of these, patients with an informative comparison.
  public var assessable: Int { self[FunnelStep.assessable] }

  private static func counts(
    _ reasons: [IndeterminateReason: Int]
  ) -> [Count<IndeterminateReason>] {
    IndeterminateReason.allCases.compactMap { reason in
      reasons[reason].map { Count(kind: reason, patients: $0) }
    }
  }
}

extension FunnelExit {
  /// The place among all cases, which are in the order of the funnel.
  fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension FunnelStep {
  /// The place among all cases, which are in the order of the funnel.
  fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
