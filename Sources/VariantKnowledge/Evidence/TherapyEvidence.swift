/// How strong a piece of evidence is, on the scale of CIViC.
public enum EvidenceLevel: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Validated: consensus in the field.
  case validated = "A"
  /// Clinical: trials and other data of patients.
  case clinical = "B"
  /// Case study: single patients.
  case caseStudy = "C"
  /// Preclinical: cells and animals.
  case preclinical = "D"
  /// Inferential: indirect.
  case inferential = "E"

  /// Orders the stronger before the weaker.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What was seen of a drug on tumours or cells with a change.
public enum TherapyDirection: String, Hashable, Sendable, CaseIterable {
  /// The drug works.
  case sensitivity
  /// The drug works less than without the change.
  case reducedSensitivity = "reduced_sensitivity"
  /// The drug does not work.
  case resistance
  /// The drug harms.
  case adverseResponse = "adverse_response"
  /// The source looked for sensitivity and did not find it.
  case noSensitivity = "no_sensitivity"
  /// The source looked for resistance and did not find it.
  case noResistance = "no_resistance"

  /// Whether two findings on one drug cannot both hold.
  func contradicts(_ other: TherapyDirection) -> Bool {
    func works(_ direction: TherapyDirection) -> Bool? {
      switch direction {
      case .sensitivity, .noResistance: true
      case .resistance, .reducedSensitivity, .noSensitivity: false
      case .adverseResponse: nil
      }
    }
    guard let mine = works(self), let theirs = works(other) else { return false }
    return mine != theirs
  }
}

/// One published observation of a drug on tumours or cells with a change: evidence, not advice.
public struct TherapyEvidence: Hashable, Sendable {
  /// The gene's symbol.
  public let gene: String
  /// The changes it is about: protein changes separated by `;`, or a kind of change.
  public let alteration: String
  /// The drug, or several with a plus sign where they were given together.
  public let drug: String
  /// What was seen.
  public let direction: TherapyDirection
  /// How strong the evidence is; `nil` where a user's table does not say.
  public let level: EvidenceLevel?
  /// The tumour type; empty where none was told.
  public let tumorType: String
  /// The evidence in a sentence or two.
  public let statement: String
  /// PubMed identifiers.
  public let pubMedIDs: [Int]
  /// Sources without a PubMed identifier; empty where there are none.
  public let otherSources: String
  /// What was read for this row.
  public let basis: EvidenceBasis
}
