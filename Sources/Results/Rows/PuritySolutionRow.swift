public import TumorModel

/// One row of `purity_solutions.tsv`: a purity with which a sample's reads are consistent.
public struct PuritySolutionRow: ResultRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The sample's identifier.
  public var sample = ""
  /// The solution's number, by rising purity, from 1.
  public var solution = 1
  /// The tumour cell share: the solution's posterior mean, in (0, 1].
  public var purity = 1.0
  /// The 1 % quantile of the solution.
  public var low = 1.0
  /// The 99 % quantile of the solution.
  public var high = 1.0
  /// The solution's share of the posterior.
  public var weight = 1.0
  /// The tumour's mean copy number; `nil` where unknown.
  public var ploidy: Double?
  /// The highest peak of variant allele frequencies; in results of earlier versions only.
  public var peakFrequency: Double?
  /// Mutated copies of the clonal mutations in that peak; in results of earlier versions only.
  public var peakMultiplicity: Int?
  /// Mutations with alternate reads in the sample.
  public var mutations = 0
  /// What the solution rests on.
  public var basis = PuritySolution.Basis.stated
  /// Whether it is the sample's likeliest solution.
  public var isChosen = false

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<PuritySolutionRow>(
    "purity_solutions.tsv",
    rows: "One row per sample and purity with which its reads are consistent; one row where the "
      + "purity was given.",
    note: GateText.note
  ) {
    ColumnSet.patient(\.patient)
    Column("sample", \.sample, meaning: "Identifier of the sample")
    Column(
      "solution", \.solution, .positiveCount, meaning: "Number of the solution, by rising purity")
    Column(
      "purity", \.purity, unit: .shareOfCells, .positiveFraction,
      meaning: "Purity: the posterior mean of the solution")
    Column(
      "purity_low", \.low, unit: .shareOfCells, .fraction,
      meaning: "Its 1 % quantile within the solution")
    Column(
      "purity_high", \.high, unit: .shareOfCells, .positiveFraction,
      meaning: "Its 99 % quantile within the solution")
    Column(
      "weight", \.weight, unit: .probability, .positiveFraction,
      values: "those of a sample add to 1",
      meaning: "The solution's share of the posterior; solutions below 0.05 are not listed")
    Column(
      "ploidy", \.ploidy, unit: .copiesPerTumorCell, .positive, values: "empty where unknown",
      meaning: "Mean copy number of tumour cells, as given or as the solution assumes")
    Column(
      "peak_vaf", \.peakFrequency, unit: .shareOfReads, .fraction,
      values: "in results of earlier versions only",
      meaning: "Highest peak of variant allele frequencies that holds 15 % of the mutations")
    Column(
      "peak_multiplicity", \.peakMultiplicity, unit: .copiesPerTumorCell, .positiveCount,
      values: "in results of earlier versions only",
      meaning: "Mutated copies of the clonal mutations in that peak, if the solution is right")
    Column(
      "mutations", \.mutations, unit: .mutations, .count,
      meaning: "Mutations with alternate reads in the sample")
    Column(
      "basis", \.basis,
      values: "`stated`: given; `posterior`: all mutations; `prior`: no mutation shows a read; "
        + "`peak`: in results of earlier versions only",
      meaning: "Basis of the solution")
    Column(
      "chosen", \.isChosen, values: "`true`, `false`",
      meaning: "Whether it is the sample's most probable solution")
  }
}

extension PuritySolutionRow {
  /// The rows of a patient's samples, numbered within each.
  public static func rows(
    _ origins: PatientOrigins, of patient: PatientEvidence
  ) -> [PuritySolutionRow] {
    var last: Int?
    var number = 0
    return origins.purities.map { solution in
      number = solution.sample == last ? number + 1 : 1
      last = solution.sample
      var row = PuritySolutionRow()
      row.patient = patient.id
      row.sample = patient.samples[solution.sample].id
      row.solution = number
      row.purity = solution.purity
      row.low = solution.low
      row.high = solution.high
      row.weight = solution.weight
      row.ploidy = solution.ploidy
      row.peakFrequency = solution.peakFrequency
      row.peakMultiplicity = solution.peakMultiplicity
      row.mutations = solution.mutations
      row.basis = solution.basis
      row.isChosen = solution.isChosen
      return row
    }
  }
}
