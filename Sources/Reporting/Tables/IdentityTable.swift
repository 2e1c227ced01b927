public import TumorModel

/// The tables that an identity check writes.
public enum IdentityTable: String, Hashable, Sendable, CaseIterable {
  case identity, swaps

  /// The file's name.
  public var fileName: String { "\(rawValue).tsv" }

  /// What a row stands for.
  public var rowMeaning: String {
    switch self {
    case .identity:
      "Written by `metachron identity`: one row per two samples of a patient, normal ones included."
    case .swaps:
      "Written by `metachron identity`: one row per sample that looks to be of another patient, and "
        + "per like suspicion. Each way round of an exchange has its rows."
    }
  }

  /// The columns, in the order of the file.
  public var columns: [ColumnDocumentation] {
    switch self {
    case .identity: Self.identityColumns
    case .swaps: Self.swapsColumns
    }
  }

  /// The table's part of the documentation, in Markdown.
  public var markdown: String {
    ColumnDocumentation.markdown(fileName: fileName, rowMeaning: rowMeaning, columns: columns)
  }

  /// Two samples of one patient.
  public struct Comparison: Hashable, Sendable {
    /// The patient's identifier.
    public var patient: String
    /// One sample.
    public var first: Sample
    /// The other.
    public var second: Sample
    /// Whether they are of one person.
    public var identity: PairIdentity
    /// Whether they are of one tumour; `nil` if one is of normal tissue.
    public var relatedness: PairSummary?
    /// What to know beside it, in words.
    public var note: String

    /// Creates a comparison.
    public init(
      patient: String, first: Sample, second: Sample, identity: PairIdentity,
      relatedness: PairSummary?, note: String
    ) {
      self.patient = patient
      (self.first, self.second) = (first, second)
      (self.identity, self.relatedness) = (identity, relatedness)
      self.note = note
    }
  }

  /// Appends a row of `identity.tsv`.
  public static func append(_ pair: Comparison, to table: inout TableWriter) {
    table.field(pair.patient)
    table.field(pair.first.id)
    table.field(pair.second.id)
    table.field(pair.first.role.rawValue)
    table.field(pair.second.role.rawValue)
    table.field(pair.identity.sites)
    table.field(pair.identity.logLikelihoodRatio)
    table.field(pair.identity.verdict.rawValue)
    table.field(pair.relatedness?.logBayesFactor)
    table.field(pair.relatedness?.shared)
    table.field(pair.relatedness?.privateEarlier)
    table.field(pair.relatedness?.privateLater)
    table.field(pair.relatedness?.verdict.rawValue ?? "")
    table.field(pair.identity.earlierOwner ?? "")
    table.field(pair.identity.laterOwner ?? "")
    table.field(pair.note)
    table.endRow()
  }

  /// Appends a row of `swaps.tsv`.
  ///
  /// - Parameter note: The finding in words.
  public static func append(_ finding: SwapFinding, note: String, to table: inout TableWriter) {
    table.field(finding.kind.rawValue)
    table.field(finding.patient)
    table.field(finding.sample)
    table.field(finding.otherPatient)
    table.field(finding.otherSample)
    table.field(finding.evidence.rawValue)
    table.field(finding.sites)
    table.field(finding.logLikelihoodRatio)
    table.field(finding.sharedMutations)
    table.field(finding.ownSharedMutations)
    table.field(note)
    table.endRow()
  }

  private static let identityColumns: [ColumnDocumentation] = [
    .init("patient", "Identifier of the patient"),
    .init("sample_a", "One sample"),
    .init("sample_b", "Another sample of the patient"),
    .init("role_a", "Role of `sample_a`", range: "`primary`, …, `normal`"),
    .init("role_b", "Role of `sample_b`", range: "`primary`, …, `normal`"),
    .init(
      "identity_sites", "Inherited variants read in both samples", unit: "variants",
      range: "from 0; 20 are needed for a verdict"),
    .init(
      "identity_llr", "Log-likelihood ratio of one person against two", unit: "natural log",
      range: "above 9.21 for `match`, below -9.21 for `mismatch`"),
    .init(
      "identity", "Whether inherited variants show that both samples are of one person",
      range: "`match`, `mismatch`, `undecided`, `not_tested`: none read in both"),
    .init(
      "log_bf_related", "Bayes factor for one tumour against two", unit: "natural log",
      range: "empty with normal tissue"),
    .init("shared", "Expected mutations in both samples", unit: "mutations", range: "from 0"),
    .init(
      "private_a", "Expected mutations in `sample_a` alone", unit: "mutations", range: "from 0"),
    .init(
      "private_b", "Expected mutations in `sample_b` alone", unit: "mutations", range: "from 0"),
    .init(
      "relatedness", "Whether the two samples are of one tumour",
      range: "`related`, `independent`, `undecided`; empty with normal tissue"),
    .init(
      "a_belongs_to", "Patient whom `sample_a` looks to be of",
      range: "empty where it is the patient's own"),
    .init(
      "b_belongs_to", "Patient whom `sample_b` looks to be of",
      range: "empty where it is the patient's own"),
    .init("note", "What to know, in words", range: "empty where all is as it should be"),
  ]

  private static let swapsColumns: [ColumnDocumentation] = [
    .init(
      "kind", "What it looks like",
      range:
        "`exchanged`: the two patients have a sample of each other; `misplaced`: the sample is "
        + "of the other patient; `same_person`: one patient under two names; `contamination`: DNA "
        + "of one patient in the other's sample"),
    .init("patient", "Patient whom the study gives the sample to"),
    .init("sample", "The sample"),
    .init("other_patient", "Patient whom the sample looks to be of"),
    .init("other_sample", "That patient's sample that is most alike"),
    .init(
      "evidence", "What the suspicion rests on",
      range: "`germline`: inherited variants; `mutations`: rare somatic mutations"),
    .init(
      "identity_sites", "Inherited variants compared with `other_sample`", unit: "variants",
      range: "from 0"),
    .init(
      "identity_llr", "Log-likelihood ratio of one person against two, with `other_sample`",
      unit: "natural log", range: "empty where nothing was compared"),
    .init(
      "shared_mutations", "Rare mutations shared with `other_sample`", unit: "mutations",
      range: "from 0"),
    .init(
      "own_shared_mutations", "The most of them shared with another sample of `patient`",
      unit: "mutations", range: "from 0; empty where there is none to compare with"),
    .init("note", "The finding in words"),
  ]
}
