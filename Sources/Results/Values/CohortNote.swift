public import CohortStatistics

/// What to know of a row of a cohort's tables: `note`.
public enum CohortNote: CodedValue {
  /// No patient has a mutation of the gene.
  case notMutated(String)
  /// Patients' numbers of mutated genes force so many of them to have both genes.
  case forcedOverlap(Int)
  /// The test of exclusivity has no answer.
  case undefined(UndefinedResult)
  /// All or none of the patients whose reads say something had the treatment.
  case oneSided
  /// No patient is known to be profiled for both genes.
  case notProfiledTogether

  /// The name.
  public var code: String {
    switch self {
    case .notMutated: "notMutated"
    case .forcedOverlap: "forcedOverlap"
    case .undefined: "undefined"
    case .oneSided: "oneSided"
    case .notProfiledTogether: "notProfiledTogether"
    }
  }

  /// What belongs to the name.
  public var arguments: [String] {
    switch self {
    case .notMutated(let gene): [gene]
    case .forcedOverlap(let patients): ["\(patients)"]
    case .undefined(let result): [result.rawValue]
    case .oneSided, .notProfiledTogether: []
    }
  }

  /// Creates a note from its name and arguments.
  public init?(code: String, arguments: [String]) {
    func count(_ place: Int) -> Int? { Int(arguments[place]).flatMap { $0 >= 0 ? $0 : nil } }
    switch (code, arguments.count) {
    case ("notMutated", 1): self = .notMutated(arguments[0])
    case ("forcedOverlap", 1):
      guard let patients = count(0) else { return nil }
      self = .forcedOverlap(patients)
    case ("undefined", 1):
      guard let result = UndefinedResult(rawValue: arguments[0]) else { return nil }
      self = .undefined(result)
    case ("oneSided", 0): self = .oneSided
    case ("notProfiledTogether", 0): self = .notProfiledTogether
    default: return nil
    }
  }

  /// Names of notes.
  public static var expectation: String { "a note, such as oneSided or forcedOverlap(2)" }
}
