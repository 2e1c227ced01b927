public import DrugResponse

/// One row of `isoboles.tsv`: doses of two drugs that leave half of the cells.
public struct IsoboleRow: ResultRow, Hashable {
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
  /// The viability of all rows.
  public var level = 0.5
  /// The dose of the second drug, in nmol/L.
  public var doseB = 0.0
  /// The dose of the first drug at which the surface has the viability.
  public var doseA: Double?
  /// The dose of the first drug that dose additivity expects.
  public var additiveDoseA: Double?

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<IsoboleRow>(
    "isoboles.tsv",
    rows:
      "Written by `metachron response combinations`: pairs of doses at which the fitted MuSyC surface has the same viability."
  ) {
    Column("cell_line", \.cellLine, meaning: "Cell line")
    Column("genotype", \.genotype, meaning: "Genotype")
    Column("drug_a", \.drugA, meaning: "First drug, by name")
    Column("drug_b", \.drugB, meaning: "Second drug")
    Column(
      "time_h", \.hours, unit: .hours, .nonNegative, meaning: "Hours since the drugs were added")
    Column("viability", \.level, .any, meaning: "Viability of all rows")
    Column("dose_b", \.doseB, unit: .nanomolar, .nonNegative, meaning: "Dose of the second drug")
    Column(
      "dose_a", \.doseA, unit: .nanomolar, .nonNegative,
      values: "empty where no dose tested is enough",
      meaning: "Dose of the first drug at which the surface has the viability")
    Column(
      "dose_a_additive", \.additiveDoseA, unit: .nanomolar, .nonNegative,
      values: "empty where a drug alone does not reach the viability",
      meaning: "Dose of the first drug under Loewe's dose additivity")
  }

  /// The viability that isoboles are of.
  public static let half = 0.5

  /// The rows of two drugs on cells.
  public static func rows(
    _ found: CombinationBootstrap, of series: ResponseSeries, board: Checkerboard
  ) -> [Self] {
    let isobole = Isobole(
      found.surface.surface, level: half, highestA: board.dosesA.last ?? 0,
      highestB: board.dosesB.last ?? 0)
    return isobole.points.map { point in
      var row = IsoboleRow()
      (row.cellLine, row.genotype) = (series.cells.cellLine, series.cells.genotype)
      (row.drugA, row.drugB, row.hours) = (series.drug, series.partner ?? "", series.hours)
      row.level = isobole.level
      row.doseB = point.doseB * ResponseCurveRow.nano
      row.doseA = point.doseA.map { $0 * ResponseCurveRow.nano }
      row.additiveDoseA = point.additiveDoseA.map { $0 * ResponseCurveRow.nano }
      return row
    }
  }
}
