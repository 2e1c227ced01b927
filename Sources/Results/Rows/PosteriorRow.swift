import ClonalEvolution
public import TumorModel

/// One row of `posteriors.tsv`: a range of the earlier cancer cell fraction of a call.
public struct PosteriorRow: ResultRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The change.
  public var variant = Variant.placeholder
  /// The earlier sample, or all of them.
  public var earlierSample = ComparedSample.joint
  /// The later sample, or all of them.
  public var laterSample = ComparedSample.joint
  /// Lower end of the range, in [0, 1].
  public var low = 0.0
  /// Upper end of the range, in [0, 1].
  public var high = 0.0
  /// Posterior probability of the range.
  public var probability = 0.0
  /// The gene's symbol; empty where the input names none.
  public var gene = ""
  /// The protein change; empty where the input names none.
  public var proteinChange = ""
  /// Posterior probability of the range and those above it, given that the later sample has the
  /// mutation; `nil` where it cannot have it.
  public var atOrAbove: Double?
  /// Why the call is acquired at no threshold; `nil` where a threshold would allow it, and of calls of
  /// another origin.
  public var acquiredVeto: IndeterminateReason?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<PosteriorRow>(
    "posteriors.tsv",
    rows: "One row per call and range of the earlier cancer cell fraction, for the genes of "
      + "`sensitivity.tsv`. The ranges partition the interval between 0 and 1; 0 and 1 have rows of "
      + "their own, and that of 0 includes artefacts and inherited variants. `earlier_ccf` and its "
      + "interval in `origins.tsv` are of another posterior, given presence.",
    note: GateText.note
  ) {
    ColumnSet.patient(\.patient)
    ColumnSet.mutation(\.variant)
    ColumnSet.earlierSample(\.earlierSample)
    ColumnSet.laterSample(\.laterSample)
    Column(
      "ccf_low", \.low, unit: .shareOfTumorCells, .fraction,
      meaning: "Lower end of the range of the earlier cancer cell fraction")
    Column(
      "ccf_high", \.high, unit: .shareOfTumorCells, .fraction,
      values: "equal to `ccf_low` in the rows of the fractions 0 and 1",
      meaning: "Upper end of the range")
    Column(
      "probability", \.probability, unit: .probability, .probability,
      values: "those of a call add to 1",
      meaning: "Posterior probability of the range, given the reads of both samples")
    ColumnSet.gene(\.gene)
    ColumnSet.proteinChange(\.proteinChange)
    ColumnSet.probability(
      "p_at_or_above", \.atOrAbove,
      meaning: "Posterior probability of the range and all above it, given that the later sample "
        + "has the mutation; an acquired call needs at most \(OriginGate.exclusion) at its threshold"
    )
    Column(
      "acquired_veto", \.acquiredVeto,
      values: "see Reasons; empty where a threshold would allow it, and for calls of another "
        + "origin",
      meaning: "Why the call is acquired at no threshold")
  }
}

extension PosteriorRow {
  /// The rows of a call's posterior: 0, the ranges between, 1.
  public static func rows(
    _ posterior: EarlierPosterior, of patient: PatientEvidence
  ) -> [PosteriorRow] {
    let mutation = patient.mutations[posterior.mutation]
    var row = PosteriorRow()
    row.patient = patient.id
    row.variant = mutation.variant
    row.earlierSample = ComparedSample(posterior.earlier.map { patient.samples[$0].id })
    row.laterSample = ComparedSample(posterior.later.map { patient.samples[$0].id })
    row.gene = mutation.gene
    row.proteinChange = mutation.proteinChange
    row.acquiredVeto = posterior.acquiredVeto
    func filled(
      _ low: Double, _ high: Double, _ probability: Double, _ atOrAbove: Double?
    ) -> PosteriorRow {
      var filled = row
      (filled.low, filled.high, filled.probability) = (low, high, probability)
      filled.atOrAbove = atOrAbove
      return filled
    }
    let edges = EarlierPosterior.edges
    let above = posterior.atOrAbove
    return [filled(0, 0, posterior.absent, above.map { _ in 1 })]
      + posterior.ranges.enumerated().map { filled(edges[$0], edges[$0 + 1], $1, above?[$0]) }
      + [filled(1, 1, posterior.clonal, above?.last)]
  }
}
