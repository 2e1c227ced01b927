public import ClonalEvolution
public import TumorModel

/// One row of `clone_proportions.tsv`: the cells of one clone, not of its descendants, in a sample.
public struct CloneProportionRow: JSONRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The clone's number; 0 for cells of no clone.
  public var clone = 0
  /// The sample's identifier.
  public var sample = ""
  /// The mean of the share of tumour cells.
  public var proportion = 0.0
  /// Its 5 % quantile.
  public var low = 0.0
  /// Its 95 % quantile.
  public var high = 0.0

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CloneProportionRow>(
    "clone_proportions.tsv",
    rows:
      "Written by `metachron trees`: one row per clone and sample: the tumour cells that are of "
      + "the clone itself and of none of its descendants, over all trees that were weighed. The "
      + "proportions of a sample add to 1."
  ) {
    ColumnSet.patient(\.patient)
    Column(
      "clone", \.clone, .count,
      meaning:
        "Number of the clone, as in clone_ccf.tsv; 0 for tumour cells without any clone's "
        + "mutations"
    )
    Column("sample", \.sample, meaning: "Identifier of the sample")
    Column(
      "proportion", \.proportion, unit: .shareOfTumorCells, .fraction,
      meaning: "Posterior mean of the share of the sample's tumour cells")
    Column(
      "proportion_low", \.low, unit: .shareOfTumorCells, .fraction,
      meaning: "Its 5 % quantile: the lower end of the 90 % interval")
    Column(
      "proportion_high", \.high, unit: .shareOfTumorCells, .fraction,
      meaning: "Its 95 % quantile: the upper end of the 90 % interval")
  }

  /// The rows of a patient, by clone, then sample.
  public static func rows(
    _ found: PatientTrees, of patient: PatientEvidence
  ) -> [CloneProportionRow] {
    found.proportions.enumerated().flatMap { place, proportions in
      proportions.enumerated().map { sample, proportion in
        var row = CloneProportionRow()
        row.patient = patient.id
        row.clone = place == 0 ? 0 : found.clones[place - 1] + 1
        row.sample = patient.samples[sample].id
        row.proportion = proportion.mean
        row.low = proportion.low
        row.high = proportion.high
        return row
      }
    }
  }
}
