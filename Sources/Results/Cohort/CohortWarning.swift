public import TumorModel

/// What differs between the folders of a cohort, and other things that a user should look at.
public enum CohortWarning: CodedValue {
  /// The folders were made with different values of a choice, such as `threshold`.
  case choicesDiffer(ManifestParameters.Choice, values: [String])
  /// Some folders hold synthetic data, others do not.
  case partlySynthetic
  /// The patients are of several assemblies.
  case severalAssemblies([String])
  /// No later sample has a mutation of a gene asked for; the symbol that may have been meant.
  case notMutated(String, suggestion: String?)
  /// The same of a gene whose overlap with others was asked for.
  case partnerNotMutated(String, suggestion: String?)
  /// The gene has mutations, but none of the class asked for.
  case noneOfClass(gene: String, className: MutationClass)

  /// The name.
  public var code: String {
    switch self {
    case .choicesDiffer: "choicesDiffer"
    case .partlySynthetic: "partlySynthetic"
    case .severalAssemblies: "severalAssemblies"
    case .notMutated: "notMutated"
    case .partnerNotMutated: "partnerNotMutated"
    case .noneOfClass: "noneOfClass"
    }
  }

  /// What belongs to the name.
  public var arguments: [String] {
    switch self {
    case .choicesDiffer(let choice, let values): [choice.rawValue] + values
    case .partlySynthetic: []
    case .severalAssemblies(let names): names
    case .notMutated(let gene, let suggestion), .partnerNotMutated(let gene, let suggestion):
      [gene] + [suggestion].compactMap { $0 }
    case .noneOfClass(let gene, let className): [gene, className.rawValue]
    }
  }

  /// Creates a warning from its name and arguments.
  public init?(code: String, arguments: [String]) {
    let second = arguments.count > 1 ? arguments[1] : nil
    switch (code, arguments.count) {
    case ("choicesDiffer", 3...):
      guard let choice = ManifestParameters.Choice(rawValue: arguments[0]) else { return nil }
      self = .choicesDiffer(choice, values: Array(arguments.dropFirst()))
    case ("partlySynthetic", 0): self = .partlySynthetic
    case ("severalAssemblies", 2...): self = .severalAssemblies(arguments)
    case ("notMutated", 1...2): self = .notMutated(arguments[0], suggestion: second)
    case ("partnerNotMutated", 1...2): self = .partnerNotMutated(arguments[0], suggestion: second)
    case ("noneOfClass", 2):
      guard let className = MutationClass(rawValue: arguments[1]) else { return nil }
      self = .noneOfClass(gene: arguments[0], className: className)
    default: return nil
    }
  }
}

/// What limits a cohort's answers.
public enum CohortCaveat: CodedValue {
  /// Acquired means absent at or above these cancer cell fractions, 0 to 1.
  case thresholds([Double])
  /// Missing rows were read as censored.
  case censored
  /// Missing rows say nothing, and patients are not assessable for it.
  case missingRows
  /// Patients without an assessable earlier sample may differ from the others.
  case missingPatients
  /// Nothing changes the curves of a gene: it was not among those that the results were made for.
  case withoutAssumptions(gene: String)
  /// No panel is known: every later sample is taken to cover every gene.
  case coverageAssumed
  /// Few genes are named as mutated.
  case fewGenes(Int)
  /// Associations with treatments are no causes; compared patients without any line of treatment.
  case association(withoutTreatment: Int)

  /// The name.
  public var code: String {
    switch self {
    case .thresholds: "thresholds"
    case .censored: "censored"
    case .missingRows: "missingRows"
    case .missingPatients: "missingPatients"
    case .withoutAssumptions: "withoutAssumptions"
    case .coverageAssumed: "coverageAssumed"
    case .fewGenes: "fewGenes"
    case .association: "association"
    }
  }

  /// What belongs to the name.
  public var arguments: [String] {
    switch self {
    case .thresholds(let values): values.map(\.fieldText)
    case .fewGenes(let number): ["\(number)"]
    case .association(let patients): ["\(patients)"]
    case .withoutAssumptions(let gene): [gene]
    case .censored, .missingRows, .missingPatients, .coverageAssumed: []
    }
  }

  /// Creates a caveat from its name and arguments.
  public init?(code: String, arguments: [String]) {
    switch (code, arguments.count) {
    case ("thresholds", _):
      let values = arguments.compactMap(Double.init)
      guard values.count == arguments.count else { return nil }
      self = .thresholds(values)
    case ("censored", 0): self = .censored
    case ("missingRows", 0): self = .missingRows
    case ("missingPatients", 0): self = .missingPatients
    case ("withoutAssumptions", 1): self = .withoutAssumptions(gene: arguments[0])
    case ("coverageAssumed", 0): self = .coverageAssumed
    case ("fewGenes", 1):
      guard let number = Int(arguments[0]) else { return nil }
      self = .fewGenes(number)
    case ("association", 1):
      guard let number = Int(arguments[0]) else { return nil }
      self = .association(withoutTreatment: number)
    default: return nil
    }
  }
}
