public import TumorModel

/// The outcomes of a gene's patients under changed assumptions.
public struct SensitivityTally: Hashable, Sendable {
  /// What can be changed.
  public enum Choice: Hashable, Sendable {
    /// The threshold of an acquired call.
    case threshold
    /// An assumption of the model.
    case model(TumorModel.Assumption)

    /// The name in the tables.
    public var name: String {
      switch self {
      case .threshold: "threshold"
      case .model(let assumption): assumption.rawValue
      }
    }
  }

  /// A changed assumption.
  public struct Assumption: Hashable, Comparable, Sendable {
    /// What was changed.
    public let varied: Choice
    /// What it was changed to.
    public let value: String

    /// Creates an assumption.
    public init(varied: Choice, value: String) { (self.varied, self.value) = (varied, value) }

    /// Orders by what was changed, then by the value.
    public static func < (first: Self, second: Self) -> Bool {
      (first.varied.name, first.value) < (second.varied.name, second.value)
    }
  }

  /// Changes of patients' outcomes, by outcome: how many more have it than without the change.
  public private(set) var changes: [Assumption: [CohortOutcome: Int]] = [:]
  /// Patients for whom the assumption was changed.
  public private(set) var patients: [Assumption: Int] = [:]

  /// Creates an empty tally.
  public init() {}

  /// Adds a patient.
  public mutating func add(
    _ assumption: Assumption, from before: CohortOutcome, to after: CohortOutcome
  ) {
    patients[assumption, default: 0] += 1
    // Assumptions are few; a table that names very many is not one of ours.
    changes[assumption, default: [:]][before, default: 0] -= 1
    changes[assumption, default: [:]][after, default: 0] += 1
  }
}
