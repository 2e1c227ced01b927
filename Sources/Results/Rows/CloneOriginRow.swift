public import ClonalEvolution
public import TumorModel

/// One row of `clone_origins.tsv`: the origin of a mutation as its clone tells it.
public struct CloneOriginRow: ResultRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The gene's symbol; empty where the input names none.
  public var gene = ""
  /// The change.
  public var variant = Variant.placeholder
  /// The earlier sample.
  public var earlierSample = ComparedSample.joint
  /// The later sample.
  public var laterSample = ComparedSample.joint
  /// The clone's number; `nil` where it is none.
  public var clone: Int?
  /// P(acquired).
  public var acquired = 0.0
  /// P(pre-existing, sub-clonal).
  public var preexistingSubclonal = 0.0
  /// P(pre-existing, clonal).
  public var preexistingClonal = 0.0
  /// P(lost).
  public var lost = 0.0
  /// P(absent from both, or no mutation).
  public var artefact = 0.0
  /// P(earlier clone at or above the threshold | present later), with the clone's other mutations.
  public var aboveThreshold = 0.0
  /// The same by the mutation's own reads alone, whatever the later sample.
  public var aboveThresholdAlone = 0.0
  /// The share of the evidence that comes from the clone's other mutations.
  public var shareOfOthers = 0.0

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CloneOriginRow>(
    "clone_origins.tsv",
    rows: "Written by `metachron clones`: one row per mutation and pair of an earlier and a later "
      + "sample that both say something of it. The probabilities are those of the mutation's own reads and of "
      + "its clone's other mutations together, beside those of `origins.tsv`, which rest on each mutation's "
      + "own reads. A `*` joins samples as there."
  ) {
    ColumnSet.patient(\.patient)
    ColumnSet.gene(\.gene)
    ColumnSet.mutation(\.variant)
    ColumnSet.earlierSample(\.earlierSample)
    ColumnSet.laterSample(\.laterSample)
    Column(
      "clone", \.clone, .positiveCount, values: "empty where it is of no clone",
      meaning: "Number of the most probable clone, as in `clones.tsv`")
    Column(
      "p_acquired", \.acquired, unit: .probability, .probability,
      meaning: "P(in no cell of the earlier sample and in cells of the later one)")
    Column(
      "p_preexisting_subclonal", \.preexistingSubclonal, unit: .probability, .probability,
      meaning:
        "P(in part of the earlier sample's tumour cells, and in cells of the later one)")
    Column(
      "p_preexisting_clonal", \.preexistingClonal, unit: .probability, .probability,
      meaning: "P(in every tumour cell of the earlier sample, and in cells of the later one)")
    Column(
      "p_lost", \.lost, unit: .probability, .probability,
      meaning: "P(in cells of the earlier sample and in none of the later one)")
    Column(
      "p_artefact", \.artefact, unit: .probability, .probability,
      meaning: "P(in no cell of either sample, or an artefact)")
    Column(
      "p_earlier_above_threshold", \.aboveThreshold, unit: .probability, .probability,
      meaning: "P(cancer cell fraction in the earlier sample is at least the threshold, given "
        + "presence in the later sample)")
    Column(
      "p_above_own_reads", \.aboveThresholdAlone, unit: .probability, .probability,
      meaning: "P(cancer cell fraction in the earlier sample is at least the threshold), by the "
        + "mutation's own reads alone")
    Column(
      "share_of_others", \.shareOfOthers, Bounds(0, 1),
      meaning:
        "Share of the evidence about the threshold that comes from the clone's other mutations: how far "
        + "they move the log odds, of all by which reads move them")
  }

  /// Calls a closure with the rows of a patient, by pair, then mutation.
  public static func forEach(
    in clones: PatientClones, of patient: PatientEvidence,
    _ body: (borrowing CloneOriginRow) throws -> Void
  ) rethrows {
    var row = CloneOriginRow()
    row.patient = patient.id
    func sample(_ side: [Int], isJoint: Bool) -> ComparedSample {
      isJoint ? .joint : ComparedSample(side.first.map { patient.samples[$0].id })
    }
    for pair in clones.origins {
      row.earlierSample = sample(pair.earlier, isJoint: pair.isJoint.earlier)
      row.laterSample = sample(pair.later, isJoint: pair.isJoint.later)
      for (index, mutation) in patient.mutations.enumerated() {
        guard let origin = clones.origin(of: index, in: pair) else { continue }
        row.gene = mutation.gene
        row.variant = mutation.variant
        row.clone = nil
        if case .clone(let number) = clones.memberships[index] { row.clone = number + 1 }
        row.acquired = origin.acquired
        row.preexistingSubclonal = origin.preexistingSubclonal
        row.preexistingClonal = origin.preexistingClonal
        row.lost = origin.lost
        row.artefact = origin.artefact
        row.aboveThreshold = origin.aboveThreshold
        row.aboveThresholdAlone = origin.aboveThresholdAlone
        row.shareOfOthers = origin.shareOfOthers
        try body(row)
      }
    }
  }
}
