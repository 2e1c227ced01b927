public import TumorModel

/// Where the patients of a cohort fall out on the way to a call of one gene.
public struct FunnelTally: Hashable, Sendable {
  /// How far a patient comes, and why no further.
  public enum Exit: String, Hashable, Sendable, CaseIterable {
    /// Every sample is a primary.
    case noLaterSample = "no_later_sample"
    /// No mutation of the gene is in any sample.
    case notMutated = "not_mutated"
    /// The gene's mutations change no protein.
    case silentOnly = "silent_only"
    /// The gene is mutated in a primary only.
    case primaryOnly = "primary_only"
    /// No mutation is of the class asked for.
    case otherClass = "other_class"
    /// There is one sample.
    case singleSample = "single_sample"
    /// There are several samples, and none is earlier than one with the mutation.
    case noEarlierSample = "no_earlier_sample"
    /// There is an earlier sample, and no comparison says anything.
    case notAssessable = "not_assessable"
    /// The patient has an outcome.
    case assessed
  }

  /// Patients by where they fall out.
  public private(set) var exits = [Int](repeating: 0, count: Exit.allCases.count)
  /// Assessed patients by what their calls come to, in the order of ``CohortOutcome``.
  public private(set) var outcomes = [Int](repeating: 0, count: CohortOutcome.allCases.count)
  /// Reasons of the patients that are indeterminate; one patient may have several.
  public private(set) var indeterminateReasons: [IndeterminateReason: Int] = [:]
  /// Reasons of the patients that are not assessable.
  public private(set) var missingReasons: [IndeterminateReason: Int] = [:]

  /// Creates a funnel of nobody.
  public init() {}

  /// Adds a patient.
  ///
  /// - Parameters:
  ///   - exit: Where the patient falls out.
  ///   - reduction: What the calls of the class asked for come to, for those that have any.
  public mutating func add(_ exit: Exit, _ reduction: PatientReduction?) {
    exits[exit.place] += 1
    guard let reduction else { return }
    if exit == .assessed {
      outcomes[reduction.outcome.place] += 1
      if reduction.outcome == .indeterminate {
        for reason in reduction.reasons { indeterminateReasons[reason, default: 0] += 1 }
      }
    } else if exit == .notAssessable {
      for reason in reduction.reasons { missingReasons[reason, default: 0] += 1 }
    }
  }

  /// Patients that fell out at a step.
  public subscript(_ exit: Exit) -> Int { exits[exit.place] }

  /// Assessed patients with an outcome.
  public subscript(_ outcome: CohortOutcome) -> Int { outcomes[outcome.place] }

  /// All patients.
  public var patients: Int { exits.reduce(0, +) }

  /// Patients that come at least as far as a step's exit.
  public func reaching(_ exit: Exit) -> Int { exits[exit.place...].reduce(0, +) }

  /// Patients with a mutation of the gene in a sample that is no primary.
  public var mutated: Int { reaching(.otherClass) }
  /// Of these, patients with one of the class asked for.
  public var ofClass: Int { reaching(.singleSample) }
  /// Of these, patients with an earlier sample to compare with.
  public var compared: Int { reaching(.notAssessable) }
  /// Of these, patients with a comparison that says something.
  public var assessable: Int { self[Exit.assessed] }
}

extension FunnelTally.Exit {
  /// The place among all cases, which are in the order of the funnel.
  var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
