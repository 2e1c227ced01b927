public import DelimitedText
public import TumorModel

extension AssessabilityProblem: NamedFieldValue {}
extension OutweighedEvidence: NamedFieldValue {}
extension PairSide: NamedFieldValue {}

extension DepthNeeded: FieldValue {
  private static let unattainableName = "unattainable"

  /// A number of reads, or `unattainable`.
  public static func read(_ field: FieldBytes) -> DepthNeeded? {
    if field.elementsEqual(unattainableName.utf8) { return .unattainable }
    guard let reads = Int.read(field), reads >= 0 else { return nil }
    return .reads(reads)
  }
  /// Writes the number of reads, or `unattainable`.
  public func write(to table: inout TableWriter) {
    switch self {
    case .reads(let reads): table.append(reads)
    case .unattainable: table.append(Self.unattainableName)
    }
  }
  /// A number of reads.
  public static var expectation: String { "a number of reads, or \(unattainableName)" }
}

/// The name of each finding in tables, and what follows it in parentheses.
extension PairFinding: CodedValue {
  private enum Name: String {
    case orderUnknown, primaryTakenLater, differentPeople, identityUndecided, belongsTo, leftOut,
      independentTumors
    case relatednessUndecided, truncalMutationsMissing, laterTrunkAbsent, frequencyUnlikePurity
    case purityEstimated, tumorInNormal, seenInNormal, fitUnsettled
  }

  /// The name in tables.
  public var code: String { content.name.rawValue }
  /// What follows the name.
  public var arguments: [String] { content.arguments }

  private var content: (name: Name, arguments: [String]) {
    switch self {
    case .orderUnknown: (.orderUnknown, [])
    case .primaryTakenLater: (.primaryTakenLater, [])
    case .differentPeople: (.differentPeople, [])
    case .identityUndecided: (.identityUndecided, [])
    case .belongsTo(let side, let owner):
      (.belongsTo, [side.rawValue, owner.patient, owner.kind.rawValue])
    case .leftOut(let samples): (.leftOut, samples)
    case .independentTumors: (.independentTumors, [])
    case .relatednessUndecided: (.relatednessUndecided, [])
    case .truncalMutationsMissing: (.truncalMutationsMissing, [])
    case .laterTrunkAbsent: (.laterTrunkAbsent, [])
    case .frequencyUnlikePurity: (.frequencyUnlikePurity, [])
    case .fitUnsettled: (.fitUnsettled, [])
    case .purityEstimated(let samples): (.purityEstimated, samples)
    case .tumorInNormal(let normal, let share, let low, let high):
      (.tumorInNormal, [normal] + [share, low, high].map(\.fieldText))
    case .seenInNormal(let normal, let mutations): (.seenInNormal, [normal, "\(mutations)"])
    }
  }

  /// Creates a finding from its name and arguments.
  public init?(code: String, arguments: [String]) {
    func number(_ index: Int) -> Double? {
      NumberText.decimal(arguments[index]).flatMap { (0...1).contains($0) ? $0 : nil }
    }
    guard let name = Name(rawValue: code) else { return nil }
    switch (name, arguments.count) {
    case (.orderUnknown, 0): self = .orderUnknown
    case (.primaryTakenLater, 0): self = .primaryTakenLater
    case (.differentPeople, 0): self = .differentPeople
    case (.identityUndecided, 0): self = .identityUndecided
    case (.independentTumors, 0): self = .independentTumors
    case (.relatednessUndecided, 0): self = .relatednessUndecided
    case (.truncalMutationsMissing, 0): self = .truncalMutationsMissing
    case (.laterTrunkAbsent, 0): self = .laterTrunkAbsent
    case (.frequencyUnlikePurity, 0): self = .frequencyUnlikePurity
    case (.fitUnsettled, 0): self = .fitUnsettled
    case (.belongsTo, 3):
      guard let side = PairSide(rawValue: arguments[0]),
        let kind = SwapFinding.Kind(rawValue: arguments[2]), kind.forbidsLabels
      else { return nil }
      self = .belongsTo(side: side, SampleOwner(patient: arguments[1], kind: kind))
    case (.leftOut, 1...): self = .leftOut(samples: arguments)
    case (.purityEstimated, _): self = .purityEstimated(samples: arguments)
    case (.tumorInNormal, 4):
      guard let share = number(1), let low = number(2), let high = number(3) else { return nil }
      self = .tumorInNormal(normal: arguments[0], share: share, low: low, high: high)
    case (.seenInNormal, 2):
      guard let count = Int(arguments[1]), count >= 0 else { return nil }
      self = .seenInNormal(normal: arguments[0], mutations: count)
    default: return nil
    }
  }

  /// Names of findings.
  public static var expectation: String {
    "findings, such as orderUnknown or purityEstimated(P01-T)"
  }
}
