public import ClonalEvolution
public import TumorModel

/// One row of `clones.tsv`: a mutation in a sample, with its clone.
public struct CloneRow: ResultRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The mutation's identifier in the input; empty where it has none.
  public var identifier = ""
  /// The gene's symbol; empty where the input names none.
  public var gene = ""
  /// The change.
  public var variant = Variant.placeholder
  /// The sample's identifier.
  public var sample = ""
  /// Reads at the site.
  public var depth: Int?
  /// Alternate reads.
  public var alternate: Int?
  /// What the mutation is taken for.
  public var group = CloneGroup.notAssessable
  /// The clone's number; `nil` where it is none.
  public var clone: Int?
  /// The sample whose neutral tail it is of; empty for none.
  public var tailSample = ""
  /// The probability of ``group`` and ``clone``.
  public var probability = 1.0
  /// The median of the cancer cell fraction by the mutation's own reads.
  public var cellFraction: Double?
  /// Its 5 % quantile.
  public var low: Double?
  /// Its 95 % quantile.
  public var high: Double?
  /// P(in no cell | own reads).
  public var absent: Double?
  /// P(in every tumour cell | own reads).
  public var clonal: Double?
  /// The median of the clone's cancer cell fraction.
  public var cloneFraction: Double?
  /// Its 5 % quantile.
  public var cloneLow: Double?
  /// Its 95 % quantile.
  public var cloneHigh: Double?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CloneRow>(
    "clones.tsv",
    rows: "Written by `metachron clones`: one row per mutation and sample of a patient. What the "
      + "mutation's own reads tell stands beside what its clone tells."
  ) {
    ColumnSet.patient(\.patient)
    Column(
      "mutation_id", \.identifier, values: "empty where the input has none",
      meaning: "Identifier of the mutation in the input")
    ColumnSet.gene(\.gene)
    ColumnSet.mutation(\.variant)
    Column("sample", \.sample, meaning: "Identifier of the sample")
    Column(
      "depth", \.depth, unit: .reads, .reads, values: "empty where none were counted",
      meaning: "Reads at the site")
    Column(
      "alt", \.alternate, unit: .reads, .reads, values: "at most `depth`",
      meaning: "Alternate reads")
    Column(
      "group", \.group, values: ColumnSet.names(CloneGroup.self),
      meaning: "What the mutation most probably belongs to: a clone, the neutral tail of a sample, "
        + "artefacts, no cell of any sample, or none of the clusters that the input gives")
    Column(
      "clone", \.clone, .positiveCount, values: "empty where the group is no clone",
      meaning: "Number of the clone, by falling mean cancer cell fraction")
    Column(
      "tail_sample", \.tailSample, values: "empty where the group is no tail",
      meaning: "Sample whose neutral tail the mutation is of")
    Column(
      "clone_probability", \.probability, unit: .probability, .probability,
      meaning:
        "Probability of the group, and of the clone if it is one, given the clones that were found: the doubt "
        + "about their number is not in it")
    Column(
      "ccf", \.cellFraction, unit: .shareOfTumorCells, .fraction,
      values: "empty where the sample says nothing",
      meaning: "Median of the cancer cell fraction as the mutation's own reads tell it")
    Column("ccf_low", \.low, unit: .shareOfTumorCells, .fraction, meaning: "Its 5 % quantile")
    Column("ccf_high", \.high, unit: .shareOfTumorCells, .fraction, meaning: "Its 95 % quantile")
    ColumnSet.probability(
      "p_absent", \.absent, meaning: "P(in no cell of the sample | the mutation's own reads)")
    ColumnSet.probability(
      "p_clonal", \.clonal, meaning: "P(in every tumour cell | the mutation's own reads)")
    Column(
      "ccf_clone", \.cloneFraction, unit: .shareOfTumorCells, .fraction,
      values: "empty where the group is no clone",
      meaning: "Median of the cancer cell fraction of the clone in the sample")
    Column(
      "ccf_clone_low", \.cloneLow, unit: .shareOfTumorCells, .fraction, meaning: "Its 5 % quantile")
    Column(
      "ccf_clone_high", \.cloneHigh, unit: .shareOfTumorCells, .fraction,
      meaning: "Its 95 % quantile")
  }
}

extension CloneRow {
  /// Calls a closure with the rows of a patient, by mutation, then sample.
  ///
  /// - Parameters:
  ///   - clones: The patient's clones.
  ///   - patient: The patient.
  ///   - identifier: A mutation's identifier in the input; `nil` where it has none.
  ///   - body: Is given each row.
  public static func forEach(
    in clones: PatientClones, of patient: PatientEvidence, identifier: (Mutation) -> String?,
    _ body: (borrowing CloneRow) throws -> Void
  ) rethrows {
    var row = CloneRow()
    row.patient = patient.id
    for (index, mutation) in patient.mutations.enumerated() {
      row.identifier = identifier(mutation) ?? ""
      row.gene = mutation.gene
      row.variant = mutation.variant
      row.probability = Double(clones.probabilities[index])
      (row.group, row.clone, row.tailSample) = (.notAssessable, nil, "")
      var clone: PatientClones.Clone?
      switch clones.memberships[index] {
      case .clone(let number):
        (row.group, row.clone) = (.clone, number + 1)
        clone = clones.clones[number]
      case .tail(let sample): (row.group, row.tailSample) = (.tail, patient.samples[sample].id)
      case .artefact: row.group = .artefact
      case .absent: row.group = .absent
      case .notAssessable: break
      case .ungrouped: row.group = .ungrouped
      }
      for (sample, identity) in patient.samples.enumerated() {
        row.sample = identity.id
        let counts = patient.observations[sample][index].counts
        row.depth = counts.map { Int($0.depth) }
        row.alternate = counts.map { Int($0.alternate) }
        let own = clones.fraction(of: index, sample: sample)
        (row.cellFraction, row.low, row.high) = (own?.median, own?.low, own?.high)
        (row.absent, row.clonal) = (own?.absent, own?.clonal)
        let shared = clone?.fractions[sample]
        (row.cloneFraction, row.cloneLow, row.cloneHigh) = (
          shared?.median, shared?.low, shared?.high
        )
        try body(row)
      }
    }
  }
}
