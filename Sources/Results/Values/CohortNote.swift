public import CohortStatistics
import DelimitedText

/// What to know of a row of a cohort's tables: `note`.
public enum CohortNote: CodedValue {
  /// The prior is a beta distribution of these shapes.
  case betaPrior(Double, Double)
  /// Likelihood ratios were counted in bins of this relative width.
  case binned(Double)
  /// No patient is assessable: the estimate would be the prior.
  case noAssessablePatient
  /// No patient is called acquired or pre-existing.
  case noDefiniteCall
  /// The assumption was changed for so many of all patients.
  case changedFor(Int, of: Int)
  /// No patient is missing.
  case noneMissing
  /// So many patients could not be assessed; the mean had none of them acquired the mutation, and had
  /// all of them.
  case missing(Int, lowest: Double, highest: Double)
  /// No patient has a mutation of the gene.
  case notMutated(String)
  /// Patients' numbers of mutated genes force so many of them to have both genes.
  case forcedOverlap(Int)
  /// The test of exclusivity has no answer.
  case undefined(UndefinedResult)
  /// No stratum has both exposures and both outcomes.
  case noCompleteStratum
  /// Exposure and outcome separate within every stratum.
  case separated

  /// The name.
  public var code: String {
    switch self {
    case .betaPrior: "betaPrior"
    case .binned: "binned"
    case .noAssessablePatient: "noAssessablePatient"
    case .noDefiniteCall: "noDefiniteCall"
    case .changedFor: "changedFor"
    case .noneMissing: "noneMissing"
    case .missing: "missing"
    case .notMutated: "notMutated"
    case .forcedOverlap: "forcedOverlap"
    case .undefined: "undefined"
    case .noCompleteStratum: "noCompleteStratum"
    case .separated: "separated"
    }
  }

  /// What belongs to the name.
  public var arguments: [String] {
    switch self {
    case .betaPrior(let alpha, let beta): [alpha.fieldText, beta.fieldText]
    case .binned(let width): [width.fieldText]
    case .changedFor(let number, let all): ["\(number)", "\(all)"]
    case .missing(let patients, let lowest, let highest):
      ["\(patients)", lowest.fieldText, highest.fieldText]
    case .notMutated(let gene): [gene]
    case .forcedOverlap(let patients): ["\(patients)"]
    case .undefined(let result): [result.rawValue]
    case .noAssessablePatient, .noDefiniteCall, .noneMissing, .noCompleteStratum, .separated: []
    }
  }

  /// Creates a note from its name and arguments.
  public init?(code: String, arguments: [String]) {
    func number(_ place: Int) -> Double? {
      NumberText.decimal(arguments[place])
    }
    func count(_ place: Int) -> Int? { Int(arguments[place]).flatMap { $0 >= 0 ? $0 : nil } }
    switch (code, arguments.count) {
    case ("betaPrior", 2):
      guard let alpha = number(0), let beta = number(1) else { return nil }
      self = .betaPrior(alpha, beta)
    case ("binned", 1):
      guard let width = number(0) else { return nil }
      self = .binned(width)
    case ("noAssessablePatient", 0): self = .noAssessablePatient
    case ("noDefiniteCall", 0): self = .noDefiniteCall
    case ("changedFor", 2):
      guard let part = count(0), let all = count(1) else { return nil }
      self = .changedFor(part, of: all)
    case ("noneMissing", 0): self = .noneMissing
    case ("missing", 3):
      guard let patients = count(0), let lowest = number(1), let highest = number(2) else {
        return nil
      }
      self = .missing(patients, lowest: lowest, highest: highest)
    case ("notMutated", 1): self = .notMutated(arguments[0])
    case ("forcedOverlap", 1):
      guard let patients = count(0) else { return nil }
      self = .forcedOverlap(patients)
    case ("undefined", 1):
      guard let result = UndefinedResult(rawValue: arguments[0]) else { return nil }
      self = .undefined(result)
    case ("noCompleteStratum", 0): self = .noCompleteStratum
    case ("separated", 0): self = .separated
    default: return nil
    }
  }

  /// Names of notes.
  public static var expectation: String { "a note, such as noneMissing or changedFor(3,10)" }
}
