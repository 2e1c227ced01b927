public import TumorModel

/// One row of `identity.tsv`: two samples of a patient.
public struct IdentityRow: JSONRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// One sample.
  public var first = ""
  /// Another sample of the patient.
  public var second = ""
  /// The role of ``first``.
  public var firstRole = SampleRole.primary
  /// The role of ``second``.
  public var secondRole = SampleRole.primary
  /// Inherited variants read in both samples.
  public var sites = 0
  /// One person against two, in nats.
  public var logLikelihoodRatio: Double?
  /// Whether both samples are of one person.
  public var identity = IdentityVerdict.notTested
  /// One tumour against two, in nats; `nil` with normal tissue.
  public var logBayesFactor: Double?
  /// Expected mutations in both samples.
  public var shared: Double?
  /// Expected mutations in ``first`` alone.
  public var privateFirst: Double?
  /// Expected mutations in ``second`` alone.
  public var privateSecond: Double?
  /// Whether both samples are of one tumour; `nil` with normal tissue.
  public var relatedness: RelatednessVerdict?
  /// The patient whom ``first`` looks to be of, where that is another one.
  public var firstOwner: String?
  /// The patient whom ``second`` looks to be of, where that is another one.
  public var secondOwner: String?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<IdentityRow>(
    "identity.tsv",
    rows:
      "Written by `metachron identity`: one row per pair of samples of a patient, normal samples "
      + "included."
  ) {
    ColumnSet.patient(\.patient)
    Column("sample_a", \.first, meaning: "One sample")
    Column("sample_b", \.second, meaning: "Another sample of the patient")
    Column(
      "role_a", \.firstRole, values: ColumnSet.names(SampleRole.self), meaning: "Role of `sample_a`"
    )
    Column(
      "role_b", \.secondRole, values: ColumnSet.names(SampleRole.self),
      meaning: "Role of `sample_b`")
    Column(
      "identity_sites", \.sites, unit: .sites, .count, values: "20 are needed for a verdict",
      meaning: "Inherited variants read in both samples")
    Column(
      "identity_llr", \.logLikelihoodRatio, unit: .nats, .any,
      values: "above 9.21 for `match`, below -9.21 for `mismatch`",
      meaning: "Log-likelihood ratio of one person against two")
    Column(
      "identity", \.identity,
      values: ColumnSet.names(IdentityVerdict.self) + ", the last where none was read in both",
      meaning: "Whether inherited variants show that both samples are from one person")
    Column(
      "log_bf_related", \.logBayesFactor, unit: .nats, .any, values: "empty with normal tissue",
      meaning: "Bayes factor for one tumour against two")
    Column(
      "shared", \.shared, unit: .mutations, .nonNegative,
      meaning: "Expected number of mutations in both samples")
    Column(
      "private_a", \.privateFirst, unit: .mutations, .nonNegative,
      meaning: "Expected number of mutations in `sample_a` alone")
    Column(
      "private_b", \.privateSecond, unit: .mutations, .nonNegative,
      meaning: "Expected number of mutations in `sample_b` alone")
    Column(
      "relatedness", \.relatedness,
      values: ColumnSet.names(RelatednessVerdict.self) + "; empty with normal tissue",
      meaning: "Whether the two samples come from one tumour")
    Column(
      "a_belongs_to", \.firstOwner, values: "empty where it is the patient's own",
      meaning: "Patient to whom `sample_a` appears to belong")
    Column(
      "b_belongs_to", \.secondOwner, values: "empty where it is the patient's own",
      meaning: "Patient to whom `sample_b` appears to belong")
  }
}

/// One row of `swaps.tsv`: a sample that looks to be of another patient, or a like suspicion.
public struct SwapRow: JSONRow, Hashable {
  /// What it looks like.
  public var kind = SwapFinding.Kind.misplaced
  /// The patient whom the study gives the sample to.
  public var patient = ""
  /// The sample.
  public var sample = ""
  /// The patient whom the sample looks to be of.
  public var otherPatient = ""
  /// That patient's sample that is most alike.
  public var otherSample = ""
  /// What the suspicion rests on.
  public var evidence = SwapFinding.Evidence.germline
  /// Inherited variants compared.
  public var sites = 0
  /// One person against two, in nats.
  public var logLikelihoodRatio: Double?
  /// Rare mutations that both samples have.
  public var sharedMutations = 0
  /// The most of them shared with another sample of the patient.
  public var ownSharedMutations: Int?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<SwapRow>(
    "swaps.tsv",
    rows: "Written by `metachron identity`: one row per sample that appears to belong to another "
      + "patient, and per similar suspicion. Each direction of an exchange has its own rows."
  ) {
    Column(
      "kind", \.kind,
      values:
        "`exchanged`: each of the two patients has a sample of the other; `misplaced`: the sample "
        + "belongs to the other patient; `same_person`: one patient under two names; "
        + "`contamination`: DNA of one patient in the other's sample",
      meaning: "Kind of suspicion")
    Column("patient", \.patient, meaning: "Patient to whom the study assigns the sample")
    Column("sample", \.sample, meaning: "The sample")
    Column("other_patient", \.otherPatient, meaning: "Patient to whom the sample appears to belong")
    Column("other_sample", \.otherSample, meaning: "That patient's most similar sample")
    Column(
      "evidence", \.evidence,
      values: "`germline`: inherited variants; `mutations`: rare somatic mutations",
      meaning: "Basis of the suspicion")
    Column(
      "identity_sites", \.sites, unit: .sites, .count,
      meaning: "Inherited variants compared with `other_sample`")
    Column(
      "identity_llr", \.logLikelihoodRatio, unit: .nats, .any,
      values: "empty where nothing was compared",
      meaning: "Log-likelihood ratio of one person against two, with `other_sample`")
    Column(
      "shared_mutations", \.sharedMutations, unit: .mutations, .count,
      meaning: "Rare mutations shared with `other_sample`")
    Column(
      "own_shared_mutations", \.ownSharedMutations, unit: .mutations, .count,
      values: "empty where there is none to compare with",
      meaning: "Largest number of these shared with another sample of `patient`")
  }
}
