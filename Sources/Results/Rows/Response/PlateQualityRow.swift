public import DrugResponse

/// One row of `plate_quality.tsv`: how far a plate can be trusted.
public struct PlateQualityRow: JSONRow, Hashable {
  /// The plate.
  public var plate = ""
  /// Hours since the drug was added.
  public var hours = 0.0
  /// Wells.
  public var wells = 0
  /// Wells with solvent alone.
  public var vehicles = 0
  /// Positive controls, or blanks where there are none.
  public var positives = 0
  /// Z'.
  public var zPrime: Double?
  /// How the plate is judged by it.
  public var grade: AssayWindow.Grade?
  /// The standard deviation of vehicle wells over their mean.
  public var variation: Double?
  /// By how much outer wells differ from inner ones.
  public var edge = IntervalFields()
  /// P of no such difference.
  public var edgeP: Double?
  /// The trend from the first row to the last.
  public var rows = IntervalFields()
  /// P of no such trend.
  public var rowP: Double?
  /// The trend from the first column to the last.
  public var columns = IntervalFields()
  /// P of no such trend.
  public var columnP: Double?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<PlateQualityRow>(
    "plate_quality.tsv",
    rows: "Written by `metachron response`: one row per plate and time."
  ) {
    Column("plate", \.plate, meaning: "Plate")
    Column("time_h", \.hours, unit: .hours, .nonNegative, meaning: "Hours since the drug was added")
    Column("wells", \.wells, .count, meaning: "Wells that were measured")
    Column("vehicles", \.vehicles, .count, meaning: "Wells with solvent alone")
    Column(
      "positives", \.positives, .count, meaning: "Positive controls, or blanks where there are none"
    )
    Column(
      "z_prime", \.zPrime, .any, values: "empty without both controls",
      meaning:
        "Z': 1 less three times the standard deviations over the difference of the means of vehicle wells and positive controls"
    )
    Column(
      "grade", \.grade,
      values:
        "`excellent` from \(AssayWindow.leastExcellent), `marginal` above 0, `unusable`; empty without both controls",
      meaning: "How the plate is judged by `z_prime`")
    Column(
      "vehicle_cv", \.variation, .nonNegative, values: "empty without both controls",
      meaning: "Standard deviation of vehicle wells over their mean")
    ColumnSet.interval(
      "edge", \.edge, values: "empty where wells do not tell",
      meaning: "Signal of the outermost wells less that of the others, over the mean")
    Column(
      "p_edge", \.edgeP, unit: .probability, .probability, values: "empty where wells do not tell",
      meaning: "p value of no such difference")
    ColumnSet.interval(
      "rows", \.rows, values: "empty where wells do not tell",
      meaning: "Change of the signal from the first row to the last, over the mean")
    Column(
      "p_rows", \.rowP, unit: .probability, .probability, values: "empty where wells do not tell",
      meaning: "p value of no such change")
    ColumnSet.interval(
      "columns", \.columns, values: "empty where wells do not tell",
      meaning: "Change of the signal from the first column to the last, over the mean")
    Column(
      "p_columns", \.columnP, unit: .probability, .probability,
      values: "empty where wells do not tell", meaning: "p value of no such change")
  }
}
