public import ClonalEvolution
public import TumorModel

/// One row of `clone_samples.tsv`: what the clones tell of a sample.
public struct CloneSampleRow: ResultRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The sample's identifier.
  public var sample = ""
  /// The purity.
  public var purity = 1.0
  /// Its standard deviation.
  public var purityDeviation = 0.0
  /// The beta-binomial precision of allele counts.
  public var precision = 1.0
  /// Expected mutations of the sample's neutral tail.
  public var tail = 0.0

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CloneSampleRow>(
    "clone_samples.tsv",
    rows: "Written by `metachron clones`: one row per sample, with what its clones tell of it."
  ) {
    ColumnSet.patient(\.patient)
    Column("sample", \.sample, meaning: "Identifier of the sample")
    Column(
      "purity", \.purity, unit: .shareOfCells, .positiveFraction,
      meaning: "Purity: the posterior mean, given the clones")
    Column(
      "purity_sd", \.purityDeviation, unit: .shareOfCells, .nonNegative,
      meaning: "Its standard deviation")
    Column(
      "precision", \.precision, .precision,
      meaning: "Beta-binomial precision of allele counts: small where they are more spread than "
        + "drawing reads explains")
    Column(
      "tail_mutations", \.tail, unit: .mutations, .nonNegative,
      meaning: "Expected number of mutations of the sample's neutral tail")
  }

  /// The rows of a patient.
  public static func rows(
    _ clones: PatientClones, of patient: PatientEvidence
  ) -> [CloneSampleRow] {
    zip(patient.samples, clones.models).enumerated().map { index, pair in
      var row = CloneSampleRow()
      row.patient = patient.id
      row.sample = pair.0.id
      row.purity = pair.1.purity
      row.purityDeviation = pair.1.purity * pair.1.purityDeviation
      row.precision = pair.1.precision
      row.tail = clones.tails[index]
      return row
    }
  }
}
