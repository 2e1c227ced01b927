/// One row of `combination_cells.tsv`: one pair of doses.
public struct CombinationCellRow: ResultRow, Hashable {
  /// The cell line.
  public var cellLine = ""
  /// The genotype.
  public var genotype = ""
  /// The first drug.
  public var drugA = ""
  /// The second drug.
  public var drugB = ""
  /// Hours since the drugs were added.
  public var hours = 0.0
  /// The dose of the first drug, in nmol/L.
  public var doseA = 0.0
  /// The dose of the second drug.
  public var doseB = 0.0
  /// The mean viability.
  public var observed = 0.0
  /// The excess over Bliss independence.
  public var bliss = IntervalFields()
  /// The excess over the highest single agent.
  public var highestSingleAgent = IntervalFields()
  /// The excess over Loewe additivity.
  public var loewe = IntervalFields()
  /// The ZIP delta.
  public var zeroInteractionPotency = IntervalFields()
  /// The combination index at the response.
  public var index: Double?
  /// The response of the MuSyC surface.
  public var surface: Double?
  /// Whether the weaker drug does not reach the response, so that Loewe's reference is undefined.
  public var isBeyondWeakerDrug = false

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CombinationCellRow>(
    "combination_cells.tsv",
    rows:
      "Written by `metachron response combinations`: one row per pair of doses, those of one drug alone included."
  ) {
    Column("cell_line", \.cellLine, meaning: "Cell line")
    Column("genotype", \.genotype, meaning: "Genotype")
    Column("drug_a", \.drugA, meaning: "First drug, by name")
    Column("drug_b", \.drugB, meaning: "Second drug")
    Column(
      "time_h", \.hours, unit: .hours, .nonNegative, meaning: "Hours since the drugs were added")
    Column("dose_a", \.doseA, unit: .nanomolar, .nonNegative, meaning: "Dose of the first drug")
    Column("dose_b", \.doseB, unit: .nanomolar, .nonNegative, meaning: "Dose of the second drug")
    Column("viability", \.observed, .any, meaning: "Mean viability of the wells")
    ColumnSet.interval(
      "bliss", \.bliss,
      meaning: "Viability expected under Bliss independence less the observed one")
    ColumnSet.interval(
      "hsa", \.highestSingleAgent,
      meaning: "Viability under the stronger drug alone less the observed one")
    ColumnSet.interval(
      "loewe", \.loewe, values: "empty where it is undefined",
      meaning: "Viability expected under Loewe's dose additivity less the observed one")
    ColumnSet.interval(
      "zip", \.zeroInteractionPotency,
      meaning: "ZIP delta: expected viability less that of curves fitted along both drugs")
    Column(
      "combination_index", \.index, .nonNegative, values: "empty where it is undefined",
      meaning:
        "Combination index at the observed viability: below 1 for less drug than additivity needs")
    Column(
      "musyc", \.surface, .any, values: "empty without a surface",
      meaning: "Viability of the fitted MuSyC surface")
    Column(
      "beyond_weaker_drug", \.isBeyondWeakerDrug, values: "`true`, `false`",
      meaning:
        "Whether the weaker drug alone never reaches this viability, so that dose additivity is undefined"
    )
  }
}
