/// One row of `response_points.tsv`: a well relative to the wells without drug.
public struct ResponsePointRow: ResultRow, Hashable {
  /// The plate.
  public var plate = ""
  /// The well.
  public var well = ""
  /// The cell line.
  public var cellLine = ""
  /// The genotype.
  public var genotype = ""
  /// The first drug.
  public var drug = ""
  /// Its dose, in nmol/L.
  public var dose = 0.0
  /// The second drug; empty for none.
  public var partner = ""
  /// Its dose.
  public var partnerDose: Double?
  /// Hours since the drug was added.
  public var hours = 0.0
  /// The signal relative to vehicle wells.
  public var viability = 0.0
  /// The GR value.
  public var growthRate: Double?
  /// Doublings per hour.
  public var proliferationRate: Double?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<ResponsePointRow>(
    "response_points.tsv",
    rows:
      "Written by `metachron response curves` and `combinations`: one row per well that was not a blank."
  ) {
    Column("plate", \.plate, meaning: "Plate")
    Column("well", \.well, meaning: "Well")
    Column("cell_line", \.cellLine, meaning: "Cell line")
    Column("genotype", \.genotype, meaning: "Genotype")
    Column("drug_a", \.drug, values: "empty for none", meaning: "First drug")
    Column("dose_a", \.dose, unit: .nanomolar, .nonNegative, meaning: "Its dose")
    Column("drug_b", \.partner, values: "empty for none", meaning: "Second drug")
    Column(
      "dose_b", \.partnerDose, unit: .nanomolar, .nonNegative,
      values: "empty without a second drug", meaning: "Its dose")
    Column("time_h", \.hours, unit: .hours, .nonNegative, meaning: "Hours since the drug was added")
    Column(
      "viability", \.viability, .any,
      meaning: "Signal relative to the mean of the vehicle wells, above the background")
    Column(
      "growth_rate", \.growthRate, .any, values: "empty without counts at the start",
      meaning: "GR value: growth relative to that of untreated cells")
    Column(
      "proliferation_rate", \.proliferationRate, .any,
      values: "empty but for the last of three measurements or more",
      meaning: "Doublings per hour once growth is steady (DIP rate)")
  }
}
