public import TumorModel

/// One row of `sensitivity.tsv`: a call repeated under a changed assumption.
public struct AssumptionRow: ResultRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The change.
  public var variant = Variant.placeholder
  /// The earlier sample, or all of them.
  public var earlierSample = ComparedSample.joint
  /// The later sample, or all of them.
  public var laterSample = ComparedSample.joint
  /// The assumption that was changed; with `all`, the value is that of the least or the greatest
  /// P(acquired) over all of them.
  public var varied = Assumption.all
  /// What it was changed to, as text.
  public var value = ""
  /// P(acquired) under it.
  public var acquired: Double?
  /// P(pre-existing, sub-clonal) under it.
  public var preexistingSubclonal: Double?
  /// P(pre-existing, clonal) under it.
  public var preexistingClonal: Double?
  /// P(lost) under it.
  public var lost: Double?
  /// P(artefact) under it.
  public var artefact: Double?
  /// The call under it.
  public var call = OriginLabel.indeterminate
  /// Whether it differs from the call of `origins.tsv`.
  public var flips = false
  /// The gene's symbol; empty where the input names none.
  public var gene = ""
  /// The protein change; empty where the input names none.
  public var proteinChange = ""

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<AssumptionRow>(
    "sensitivity.tsv", rows: "One row per call and changed assumption.",
    note: GateText.note
  ) {
    ColumnSet.patient(\.patient)
    ColumnSet.mutation(\.variant)
    ColumnSet.earlierSample(\.earlierSample)
    ColumnSet.laterSample(\.laterSample)
    Column("varied", \.varied, meaning: "The assumption that was changed")
    Column(
      "value", \.value,
      values:
        "of `prior`, `default`: nothing learnt, neither of other patients nor of the patient's other "
        + "mutations; of `all`, `min` and `max` over combinations of the other rows' values",
      meaning: "The value it was changed to")
    ColumnSet.probability("p_acquired", \.acquired, meaning: "P(acquired) under it")
    ColumnSet.probability(
      "p_preexisting_subclonal", \.preexistingSubclonal,
      meaning: "P(pre-existing, sub-clonal) under it")
    ColumnSet.probability(
      "p_preexisting_clonal", \.preexistingClonal, meaning: "P(pre-existing, clonal) under it")
    ColumnSet.probability("p_lost", \.lost, meaning: "P(lost) under it")
    ColumnSet.probability("p_artefact", \.artefact, meaning: "P(artefact) under it")
    Column("call", \.call, values: "as in `origins.tsv`", meaning: "The call under it")
    Column(
      "flips", \.flips, values: "`true`, `false`",
      meaning:
        "Whether the call differs from that of `origins.tsv`; of `all`, in any of the combinations")
    ColumnSet.gene(\.gene)
    ColumnSet.proteinChange(\.proteinChange)
  }
}

extension AssumptionRow {
  /// The row of a call under a changed assumption.
  public init(_ changed: SensitivityRow, of patient: PatientEvidence) {
    let mutation = patient.mutations[changed.mutation]
    self.init()
    self.patient = patient.id
    variant = mutation.variant
    earlierSample = ComparedSample(changed.earlier.map { patient.samples[$0].id })
    laterSample = ComparedSample(changed.later.map { patient.samples[$0].id })
    varied = changed.varied
    value = changed.value
    acquired = changed.probabilities.acquired
    preexistingSubclonal = changed.probabilities.preexistingSubclonal
    preexistingClonal = changed.probabilities.preexistingClonal
    lost = changed.probabilities.lost
    artefact = changed.probabilities.artefact
    call = changed.label
    flips = changed.flips
    gene = mutation.gene
    proteinChange = mutation.proteinChange
  }
}
