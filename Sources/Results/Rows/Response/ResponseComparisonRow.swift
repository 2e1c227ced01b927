public import DrugResponse

/// One row of `response_comparisons.tsv`: two genotypes of a cell line under one drug.
public struct ResponseComparisonRow: JSONRow, Hashable {
  /// The cell line.
  public var cellLine = ""
  /// The genotype.
  public var genotype = ""
  /// The genotype that it is compared with.
  public var reference = ""
  /// The drug.
  public var drug = ""
  /// Hours since the drug was added.
  public var hours = 0.0
  /// The response that is meant.
  public var measure = ResponseSeries.Measure.viability
  /// The EC50 of ``genotype`` over that of ``reference``.
  public var foldChange = IntervalFields()
  /// P of no change.
  public var foldP: Double?
  /// The statistic of the extra-sum-of-squares test of one curve for both.
  public var statistic: Double?
  /// Its degrees of freedom of the difference.
  public var numerator: Int?
  /// Its degrees of freedom of the residuals.
  public var denominator: Int?
  /// P of one curve.
  public var curveP: Double?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<ResponseComparisonRow>(
    "response_comparisons.tsv",
    rows:
      "Written by `metachron response curves`: one row per genotype, drug, time and measure, against the "
      + "reference genotype of the same cell line. p values are not corrected for their number."
  ) {
    Column("cell_line", \.cellLine, meaning: "Cell line")
    Column("genotype", \.genotype, meaning: "Genotype")
    Column("reference", \.reference, meaning: "Genotype that it is compared with")
    Column("drug", \.drug, meaning: "Drug")
    Column("time_h", \.hours, unit: .hours, .nonNegative, meaning: "Hours since the drug was added")
    Column(
      "measure", \.measure, values: ColumnSet.names(ResponseSeries.Measure.self),
      meaning: "Response that is meant, as in response_curves.tsv")
    ColumnSet.interval(
      "fold_change", \.foldChange, .nonNegative, values: "empty where either is not reached",
      meaning:
        "IC50 of the genotype over that of the reference; of GR values the GR50, of proliferation rates the dose of stasis"
    )
    Column(
      "p_fold", \.foldP, unit: .probability, .probability,
      values: "empty where either is not reached",
      meaning: "p value of no change, t on the logarithmic scale")
    Column(
      "f", \.statistic, .nonNegative, values: "empty where a curve cannot be fitted",
      meaning: "Extra-sum-of-squares F of one curve for both genotypes against one each")
    Column(
      "f_df1", \.numerator, .count, values: "empty where there is no F",
      meaning: "Degrees of freedom of the numerator")
    Column(
      "f_df2", \.denominator, .count, values: "empty where there is no F",
      meaning: "Degrees of freedom of the denominator")
    Column(
      "p_curve", \.curveP, unit: .probability, .probability, values: "empty where there is no F",
      meaning: "p value of one curve for both")
  }
}
