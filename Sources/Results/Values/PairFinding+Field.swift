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
extension PairFinding: FieldValue {
  /// `name`, or `name(argument,…)` with percent escapes in the arguments.
  public static func read(_ field: FieldBytes) -> PairFinding? {
    let text = String(decoding: field, as: UTF8.self)
    guard let open = text.firstIndex(of: "(") else { return PairFinding(name: text, []) }
    guard text.last == ")" else { return nil }
    let arguments = text[text.index(after: open)...].dropLast()
      .split(separator: ",", omittingEmptySubsequences: false).map(FieldEscape.decodedText)
    return PairFinding(name: String(text[..<open]), arguments)
  }

  /// Writes `name`, or `name(argument,…)`.
  public func write(to table: inout TableWriter) {
    table.append(name)
    let arguments = arguments
    guard !arguments.isEmpty else { return }
    table.append("(" + arguments.map(FieldEscape.encoded).joined(separator: ",") + ")")
  }

  /// Names of findings.
  public static var expectation: String {
    "findings, such as orderUnknown or severalPurities(P01-T)"
  }

  /// The name in tables.
  public var name: String {
    switch self {
    case .orderUnknown: "orderUnknown"
    case .differentPeople: "differentPeople"
    case .identityUndecided: "identityUndecided"
    case .belongsTo: "belongsTo"
    case .leftOut: "leftOut"
    case .independentTumors: "independentTumors"
    case .relatednessUndecided: "relatednessUndecided"
    case .truncalMutationsMissing: "truncalMutationsMissing"
    case .laterTrunkAbsent: "laterTrunkAbsent"
    case .frequencyUnlikePurity: "frequencyUnlikePurity"
    case .purityEstimated: "purityEstimated"
    case .severalPurities: "severalPurities"
    case .tumorInNormal: "tumorInNormal"
    case .seenInNormal: "seenInNormal"
    }
  }

  private var arguments: [String] {
    switch self {
    case .orderUnknown, .differentPeople, .identityUndecided, .independentTumors,
      .relatednessUndecided, .truncalMutationsMissing, .laterTrunkAbsent, .frequencyUnlikePurity:
      []
    case .belongsTo(let side, let patient): [side.rawValue, patient]
    case .leftOut(let samples), .purityEstimated(let samples): samples
    case .severalPurities(let sample): [sample]
    case .tumorInNormal(let normal, let share, let low, let high):
      [normal] + [share, low, high].map(Self.text)
    case .seenInNormal(let normal, let mutations): [normal, "\(mutations)"]
    }
  }

  private static func text(_ number: Double) -> String {
    var table = TableWriter(capacity: 64)
    table.append(number)
    return table.text
  }

  private init?(name: String, _ arguments: [String]) {
    func number(_ index: Int) -> Double? {
      Double(arguments[index]).flatMap { (0...1).contains($0) ? $0 : nil }
    }
    switch (name, arguments.count) {
    case ("orderUnknown", 0): self = .orderUnknown
    case ("differentPeople", 0): self = .differentPeople
    case ("identityUndecided", 0): self = .identityUndecided
    case ("independentTumors", 0): self = .independentTumors
    case ("relatednessUndecided", 0): self = .relatednessUndecided
    case ("truncalMutationsMissing", 0): self = .truncalMutationsMissing
    case ("laterTrunkAbsent", 0): self = .laterTrunkAbsent
    case ("frequencyUnlikePurity", 0): self = .frequencyUnlikePurity
    case ("belongsTo", 2):
      guard let side = PairSide(rawValue: arguments[0]) else { return nil }
      self = .belongsTo(side: side, patient: arguments[1])
    case ("leftOut", 1...): self = .leftOut(samples: arguments)
    case ("purityEstimated", _): self = .purityEstimated(samples: arguments)
    case ("severalPurities", 1): self = .severalPurities(sample: arguments[0])
    case ("tumorInNormal", 4):
      guard let share = number(1), let low = number(2), let high = number(3) else { return nil }
      self = .tumorInNormal(normal: arguments[0], share: share, low: low, high: high)
    case ("seenInNormal", 2):
      guard let count = Int(arguments[1]), count >= 0 else { return nil }
      self = .seenInNormal(normal: arguments[0], mutations: count)
    default: return nil
    }
  }
}
