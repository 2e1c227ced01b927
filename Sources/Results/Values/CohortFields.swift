public import CohortStatistics
public import TumorModel

extension FunnelStep: NamedFieldValue {}
extension FunnelExit: NamedFieldValue {}
extension CohortOutcome: NamedFieldValue {}

/// A row of the funnel: a step on the way to an outcome, or an outcome.
public enum FunnelPlace: Hashable, Sendable, NamedFieldValue {
  /// Patients who reach a step.
  case step(FunnelStep)
  /// Assessable patients with an outcome.
  case outcome(CohortOutcome)

  /// All stages in the order of the table.
  public static let allCases =
    FunnelStep.allCases.map(FunnelPlace.step)
    + CohortOutcome.allCases.filter { $0 != .notAssessable }.map(FunnelPlace.outcome)

  /// The name of the step or of the outcome.
  public var rawValue: String {
    switch self {
    case .step(let step): step.rawValue
    case .outcome(let outcome): outcome.rawValue
    }
  }

  /// The stage of a name.
  public init?(rawValue: String) {
    guard let stage = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = stage
  }
}

/// Why a patient is excluded, or why the patient's outcome is indeterminate.
public enum CohortReason: Hashable, Sendable, NamedFieldValue {
  /// How far the patient comes in the funnel.
  case exit(FunnelExit)
  /// The reason of a call.
  case call(IndeterminateReason)

  /// All reasons.
  public static let allCases =
    FunnelExit.allCases.filter { $0 != .assessed }.map(CohortReason.exit)
    + IndeterminateReason.allCases.map(CohortReason.call)

  /// The name of the exit or of the reason.
  public var rawValue: String {
    switch self {
    case .exit(let exit): exit.rawValue
    case .call(let reason): reason.rawValue
    }
  }

  /// The reason of a name.
  public init?(rawValue: String) {
    guard let reason = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = reason
  }
}

/// What differs from the main analysis in a row of `fractions.tsv`.
public enum FractionVariation: Hashable, Sendable, NamedFieldValue {
  /// An assumption behind the likelihood curves.
  case assumption(CurveAssumption)
  /// Over the main analysis and all assumptions.
  case union
  /// Without each patient in turn.
  case leaveOneOut
  /// With the patients whose reads say nothing, had none or all of them been below.
  case missing

  /// All variations in the order of the table.
  public static let allCases =
    CurveAssumption.allCases.map(FractionVariation.assumption) + [.union, .leaveOneOut, .missing]

  /// The name.
  public var rawValue: String {
    switch self {
    case .assumption(let assumption): assumption.rawValue
    case .union: "union"
    case .leaveOneOut: "leave_one_out"
    case .missing: "missing"
    }
  }

  /// The variation of a name.
  public init?(rawValue: String) {
    guard let found = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = found
  }
}
