public import ClonalEvolution

/// One row of `migration_edges.tsv`: the migrations from one site to another.
public struct MigrationEdgeRow: JSONRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// Where migrations begin.
  public var origin = ""
  /// Where cells came from.
  public var from = ""
  /// Where they went.
  public var to = ""
  /// The weight of histories with any.
  public var probability = 0.0
  /// The mean number of migrations where there are any.
  public var migrations = 1.0
  /// The clones that went in at least half of these.
  public var clones: FieldList<Int> = []

  /// Creates a row to be filled.
  public init() {}

  /// The share of histories with any migration from which a clone is named.
  private static let named = 0.5
  /// Rows with less probability are left out.
  private static let least = 1e-4

  /// The table.
  public static let table = Table<MigrationEdgeRow>(
    "migration_edges.tsv",
    rows:
      "Written by `metachron migration`: one row per pair of sites between which cells may have migrated, "
      + "by falling probability. Left out are pairs with less than 0.0001."
  ) {
    ColumnSet.patient(\.patient)
    Column(
      "origin", \.origin, values: "`\(MigrationRow.unsampled)` for a primary without samples",
      meaning: "Site of the tumour's founder; given, not inferred")
    Column("from_site", \.from, meaning: "Site that cells left")
    Column("to_site", \.to, meaning: "Site that they reached")
    Column(
      "probability", \.probability, unit: .probability, .probability,
      meaning:
        "Weight of the histories with any migration from the one to the other, given the origin")
    Column(
      "migrations", \.migrations, .nonNegative,
      meaning: "Mean number of migrations in these histories")
    Column(
      "clones", \.clones, .positiveCount, values: "joined by `;`",
      meaning:
        "Numbers of the clones that went in at least half of these histories, as in clone_ccf.tsv")
  }

  /// The rows of a patient from one origin, by falling probability.
  ///
  /// - Parameters:
  ///   - found: The patient's migrations.
  ///   - patient: The patient's identifier.
  ///   - sites: The sites of the patient's samples.
  ///   - clones: The place of each clone of the trees among the patient's.
  public static func rows(
    _ found: PatientMigrations, of patient: String, sites: CloneSites, clones: [Int]
  ) -> [MigrationEdgeRow] {
    found.routes.filter { $0.probability >= least }.map { route in
      var row = MigrationEdgeRow()
      row.patient = patient
      row.origin = MigrationRow.name(found.origin, sites)
      row.from = MigrationRow.name(route.from, sites)
      row.to = MigrationRow.name(route.to, sites)
      row.probability = route.probability
      row.migrations = route.migrations
      row.clones = FieldList(
        route.clones.filter { $0.share >= named && $0.clone != CloneTree.normal }.map {
          clones[$0.clone] + 1
        })
      return row
    }
  }
}
