public import CohortStatistics
public import DelimitedText
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

/// How the fraction of patients with an acquired mutation was estimated.
public enum FractionMethod: String, Hashable, Sendable, NamedFieldValue {
  /// A beta mixture of the likelihood ratios.
  case mixture
  /// Clopper and Pearson's interval on the calls.
  case clopperPearson = "clopper_pearson"
  /// Wilson's interval on the calls.
  case wilson
  /// Jeffreys' interval on the calls.
  case jeffreys
}

/// What differs from the main analysis in a row of `fractions.tsv`.
public enum FractionVariation: Hashable, Sendable, FieldValue {
  /// The prior of the fraction.
  case prior
  /// Indeterminate patients count as acquired, or as pre-existing.
  case abstention
  /// Patients without an answer are included.
  case missing
  /// The threshold of an acquired call.
  case threshold
  /// An assumption of the model that makes the calls.
  case assumption(Assumption)

  private static let named: [(name: String, variation: FractionVariation)] = [
    ("prior", .prior), ("abstention", .abstention), ("missing", .missing),
    (SensitivityTally.Choice.threshold.name, .threshold),
  ]

  /// The variation of the calls.
  public init(_ choice: SensitivityTally.Choice) {
    switch choice {
    case .threshold: self = .threshold
    case .model(let assumption): self = .assumption(assumption)
    }
  }

  /// The variation of a name; the prior of the fraction and that of the calls share one.
  public static func read(_ field: FieldBytes) -> FractionVariation? {
    named.first { field.elementsEqual($0.name.utf8) }?.variation
      ?? Assumption(rawValue: String(decoding: field, as: UTF8.self)).map(Self.assumption)
  }

  /// Writes the name.
  public func write(to table: inout TableWriter) {
    if case .assumption(let assumption) = self {
      table.append(assumption.rawValue)
    } else {
      table.append(Self.named.first { $0.variation == self }?.name ?? "")
    }
  }

  /// The name of an assumption.
  public static var expectation: String { "the name of an assumption" }
}

/// How strata were combined.
public enum StratifiedMethod: String, Hashable, Sendable, NamedFieldValue {
  /// Mantel and Haenszel's estimate and test.
  case mantelHaenszel = "mantel_haenszel"
  /// The exact test, given the margins of every stratum.
  case exactConditional = "exact_conditional"
}

/// Days between two biopsies: one stratum, or all of them.
public enum DayStratum: Hashable, Sendable, FieldValue {
  /// All strata together.
  case all
  /// From one day to another, both included; without an end where the last is `nil`.
  case days(from: Int, to: Int?)

  private static let allName = "all"
  private static let dash = UInt8(ascii: "-")

  /// `all`, `1-365` or `1826-`.
  public static func read(_ field: FieldBytes) -> DayStratum? {
    if field.elementsEqual(allName.utf8) { return .all }
    guard let place = field.firstIndex(of: dash), place > 0,
      let from = Int.read(FieldBytes(rebasing: field[..<place]))
    else { return nil }
    let rest = FieldBytes(rebasing: field[(place + 1)...])
    if rest.isEmpty { return .days(from: from, to: nil) }
    guard let last = Int.read(rest), last >= from else { return nil }
    return .days(from: from, to: last)
  }

  /// Writes `all`, `1-365` or `1826-`.
  public func write(to table: inout TableWriter) {
    switch self {
    case .all: table.append(Self.allName)
    case .days(let from, let last):
      table.append(from)
      table.append(byte: Self.dash)
      if let last { table.append(last) }
    }
  }

  /// Days.
  public static var expectation: String { "days, such as 1-365 or 1826-, or all" }
}
