public import ClonalEvolution
public import TumorModel

/// One row of `clone_ccf.tsv`: a clone in a sample.
public struct CloneFractionRow: JSONRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The clone's number.
  public var clone = 1
  /// The expected number of its mutations.
  public var mutations = 0.0
  /// The sample's identifier.
  public var sample = ""
  /// The median of the cancer cell fraction.
  public var cellFraction = 0.0
  /// Its 5 % quantile.
  public var low = 0.0
  /// Its 95 % quantile.
  public var high = 0.0
  /// P(in no cell).
  public var absent = 0.0
  /// P(in every tumour cell).
  public var clonal = 0.0

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CloneFractionRow>(
    "clone_ccf.tsv", rows: "Written by `metachron clones`: one row per clone and sample."
  ) {
    ColumnSet.patient(\.patient)
    Column(
      "clone", \.clone, .positiveCount,
      meaning: "Number of the clone, by falling mean cancer cell fraction")
    Column(
      "clone_mutations", \.mutations, unit: .mutations, .nonNegative,
      meaning: "Expected number of mutations of the clone")
    Column("sample", \.sample, meaning: "Identifier of the sample")
    Column(
      "ccf", \.cellFraction, unit: .shareOfTumorCells, .fraction,
      meaning: "Median of the clone's cancer cell fraction")
    Column(
      "ccf_low", \.low, unit: .shareOfTumorCells, .fraction,
      meaning: "Its 5 % quantile: the lower end of the 90 % interval")
    Column(
      "ccf_high", \.high, unit: .shareOfTumorCells, .fraction,
      meaning: "Its 95 % quantile: the upper end of the 90 % interval")
    Column(
      "p_absent", \.absent, unit: .probability, .probability,
      meaning: "P(the clone is in no cell of the sample)")
    Column(
      "p_clonal", \.clonal, unit: .probability, .probability,
      meaning: "P(the clone is in every tumour cell of the sample)")
  }

  /// The rows of a patient, by clone, then sample.
  public static func rows(
    _ clones: PatientClones, of patient: PatientEvidence
  ) -> [CloneFractionRow] {
    clones.clones.enumerated().flatMap { number, clone in
      clone.fractions.enumerated().compactMap { sample, fraction in
        guard clones.isTold(sample: sample) else { return nil }
        var row = CloneFractionRow()
        row.patient = patient.id
        row.clone = number + 1
        row.mutations = max(0, clone.mutations)
        row.sample = patient.samples[sample].id
        row.cellFraction = fraction.median
        row.low = fraction.low
        row.high = fraction.high
        row.absent = fraction.absent
        row.clonal = fraction.clonal
        return row
      }
    }
  }
}
