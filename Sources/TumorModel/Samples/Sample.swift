/// What a biopsy is in a patient's history.
public enum SampleRole: String, Hashable, Sendable, CaseIterable {
  case primary, recurrence, metastasis, plasma, normal

  /// The place in a history where no day is known: primary, recurrence, then metastasis and plasma.
  public var rank: Int {
    switch self {
    case .primary: 0
    case .recurrence: 1
    case .metastasis, .plasma: 2
    case .normal: 3
    }
  }
}

/// How a specimen was preserved.
public enum Specimen: String, Hashable, Sendable, CaseIterable {
  case freshFrozen = "fresh_frozen"
  case ffpe
  case plasma
  case cytology

  /// Whether little or damaged DNA makes it likely that an allele drops out.
  public var isLowInput: Bool { self != .freshFrozen }
}

/// A patient's chromosomal sex.
public enum Sex: String, Hashable, Sendable, CaseIterable {
  case female, male
}

/// One biopsy.
public struct Sample: Hashable, Sendable {
  /// What results write for several samples together; no sample has this name.
  public static let joinedName = "*"
  /// The identifier, unique in the study.
  public let id: String
  /// The patient's identifier.
  public let patient: String
  /// What the biopsy is in the patient's history.
  public let role: SampleRole
  /// Whether the input states ``role``; otherwise it is a placeholder and implies no order.
  public var isRoleKnown: Bool
  /// Days from diagnosis.
  public var day: Int?
  /// The place in the order of time points, used where ``day`` is unknown.
  public var order: Int?
  /// The anatomical site, verbatim.
  public var site: String?
  /// How the specimen was preserved.
  public var specimen: Specimen?
  /// The purity, where it was measured.
  public var purity: Purity?
  /// The standard deviation of ``purity``.
  public var purityDeviation: Double?
  /// The mean copy number of tumour cells.
  public var ploidy: Double?
  /// P(read alternate | molecule reference) of the assay, where it is known.
  public var errorRate: Double?
  /// Mean copies of a molecule among the reads; 1 for de-duplicated reads.
  public var duplication: Double
  /// Which genes its assay looks at.
  public var coverage = AssayCoverage.unknown

  /// Creates a sample about which only the essentials are known.
  public init(id: String, patient: String, role: SampleRole) {
    self.id = id
    self.patient = patient
    self.role = role
    self.isRoleKnown = true
    self.duplication = 1
  }

  /// The role, where the input states it.
  public var knownRole: SampleRole? { isRoleKnown ? role : nil }
}
