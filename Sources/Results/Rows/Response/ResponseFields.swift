public import DrugResponse

// Names of values that tables of responses hold.
extension ResponseSeries.Measure: NamedFieldValue {
  /// The name in tables.
  public var rawValue: String {
    switch self {
    case .viability: "viability"
    case .growthRate: "growth_rate"
    case .proliferationRate: "proliferation_rate"
    }
  }

  /// The measure of a name; `nil` for any other text.
  public init?(rawValue: String) {
    guard let found = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = found
  }
}

extension ResponseCategory: NamedFieldValue {}

extension AssayWindow.Grade: NamedFieldValue {
  /// The name in tables.
  public var rawValue: String {
    switch self {
    case .excellent: "excellent"
    case .marginal: "marginal"
    case .unusable: "unusable"
    }
  }

  /// The grade of a name; `nil` for any other text.
  public init?(rawValue: String) {
    guard let found = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = found
  }
}

/// What points say about a response.
public enum CurveAnswer: String, Hashable, Sendable, CaseIterable, NamedFieldValue {
  /// It changes with the dose.
  case responds
  /// A constant describes the points better.
  case flat
  /// No curve can be fitted.
  case notFitted = "not_fitted"
}

/// What is known of a dose that a curve is asked for.
public enum DoseAnswer: String, Hashable, Sendable, CaseIterable, NamedFieldValue {
  /// It is within what was tested, or close to it.
  case reached
  /// The response is not reached up to a dose beyond which nothing is extrapolated.
  case notReached = "not_reached"
  /// It is reached below the lowest dose that is reported.
  case reachedBelow = "reached_below"
  /// The response without drug is already beyond the level.
  case presentWithoutDrug = "present_without_drug"
  /// There is no curve.
  case noCurve = "no_curve"

  /// The answer of an estimate.
  public init(_ estimate: DoseEstimate?) {
    switch estimate {
    case .reached: self = .reached
    case .notReached: self = .notReached
    case .reachedBelow: self = .reachedBelow
    case .presentWithoutDrug: self = .presentWithoutDrug
    case nil: self = .noCurve
    }
  }
}
