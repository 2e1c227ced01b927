public import DrugResponse

/// One row of `response_curves.tsv`: the response of cells to a drug.
public struct ResponseCurveRow: JSONRow, Hashable {
  /// The cell line.
  public var cellLine = ""
  /// The genotype.
  public var genotype = ""
  /// The drug.
  public var drug = ""
  /// Hours since the drug was added.
  public var hours = 0.0
  /// The response that is meant.
  public var measure = ResponseSeries.Measure.viability
  /// Wells.
  public var points = 0
  /// The lowest dose above 0, in nmol/L.
  public var lowestDose: Double?
  /// The highest dose.
  public var highestDose: Double?
  /// What the points say.
  public var answer = CurveAnswer.notFitted
  /// The BIC of the constant minus that of the curve: above 0, the curve is better.
  public var evidence: Double?
  /// The response without drug.
  public var e0 = IntervalFields()
  /// The response far above all doses.
  public var eInfinity = IntervalFields()
  /// The slope.
  public var slope = IntervalFields()
  /// Whether the slope was held at the limit that is allowed.
  public var isSlopeHeld = false
  /// The dose half-way between the two responses.
  public var relative = IntervalFields()
  /// What is known of it.
  public var relativeAnswer = DoseAnswer.noCurve
  /// The dose at which the response is 0.5, or a proliferation rate 0.
  public var absolute = IntervalFields()
  /// What is known of it.
  public var absoluteAnswer = DoseAnswer.noCurve
  /// The lower end of the profile interval of ``absolute``.
  public var profileLow: Double?
  /// The upper end of it.
  public var profileHigh: Double?
  /// The response at the highest dose.
  public var maximum = IntervalFields()
  /// The mean response over the logarithm of the doses.
  public var mean = IntervalFields()
  /// The residual standard deviation.
  public var residual: Double?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<ResponseCurveRow>(
    "response_curves.tsv",
    rows:
      "Written by `metachron response curves`: one row per cell line, genotype, drug, time and measure. "
      + "Doses, and the ends of their intervals, are never extrapolated beyond three times the highest or below a "
      + "third of the lowest."
  ) {
    Column("cell_line", \.cellLine, meaning: "Cell line")
    Column("genotype", \.genotype, meaning: "Genotype")
    Column("drug", \.drug, meaning: "Drug")
    Column("time_h", \.hours, unit: .hours, .nonNegative, meaning: "Hours since the drug was added")
    Column(
      "measure", \.measure, values: ColumnSet.names(ResponseSeries.Measure.self),
      meaning:
        "`viability`: the signal relative to vehicle wells; `growth_rate`: the GR value, relative to the growth of untreated cells; `proliferation_rate`: doublings per hour once growth is steady (DIP rate), of wells measured at three times or more"
    )
    Column("wells", \.points, .count, meaning: "Wells, those without drug included")
    Column(
      "dose_low", \.lowestDose, unit: .nanomolar, .positive, values: "empty without doses",
      meaning: "Lowest dose above 0")
    Column(
      "dose_high", \.highestDose, unit: .nanomolar, .positive, values: "empty without doses",
      meaning: "Highest dose")
    Column(
      "answer", \.answer, values: ColumnSet.names(CurveAnswer.self),
      meaning:
        "What the wells say: the response changes with the dose, a constant describes it better, or there is no curve"
    )
    Column(
      "delta_bic", \.evidence, .any, values: "empty without a curve; above 0 for a response",
      meaning: "BIC of a constant less that of the curve")
    ColumnSet.interval(
      "e0", \.e0,
      meaning: "Response without drug")
    ColumnSet.interval(
      "e_inf", \.eInfinity,
      meaning:
        "Response far above all doses; without an interval where the highest dose has less than nine tenths of the effect"
    )
    ColumnSet.interval(
      "slope", \.slope, .nonNegative,
      meaning: "Hill slope")
    Column(
      "slope_held", \.isSlopeHeld, values: "`true`, `false`",
      meaning: "Whether the slope was held at a limit")
    ColumnSet.interval(
      "ec50", \.relative, unit: .nanomolar, .nonNegative,
      values: "empty where `ec50_answer` is not `reached`",
      meaning: "Dose half-way between `e0` and `e_inf` (relative IC50)")
    Column(
      "ec50_answer", \.relativeAnswer, values: ColumnSet.names(DoseAnswer.self),
      meaning: "What is known of `ec50`")
    ColumnSet.interval(
      "ic50", \.absolute, unit: .nanomolar, .nonNegative,
      values: "empty where `ic50_answer` is not `reached`",
      meaning:
        "Dose at which the response is 0.5 (absolute IC50, or GR50); of a proliferation rate the dose at which it is 0 (stasis)"
    )
    Column(
      "ic50_answer", \.absoluteAnswer, values: ColumnSet.names(DoseAnswer.self),
      meaning: "What is known of `ic50`")
    Column(
      "ic50_profile_low", \.profileLow, unit: .nanomolar, .nonNegative,
      values: "empty without `--profile`, and without a limit",
      meaning: "Lower end of the profile interval of `ic50`")
    Column(
      "ic50_profile_high", \.profileHigh, unit: .nanomolar, .nonNegative,
      values: "empty without `--profile`, and without a limit",
      meaning: "Upper end of the profile interval of `ic50`")
    ColumnSet.interval(
      "e_max", \.maximum,
      meaning: "Response at the highest dose")
    ColumnSet.interval(
      "auc", \.mean,
      meaning: "Mean response over the logarithm of the doses tested")
    Column(
      "residual_sd", \.residual, .nonNegative, values: "empty without a curve",
      meaning: "Residual standard deviation")
  }
}
