public import ClonalEvolution

/// One row of `migrations.tsv`: one history of migrations of a patient.
public struct MigrationRow: JSONRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// Where migrations begin.
  public var origin = ""
  /// Whether it has samples.
  public var isOriginSampled = true
  /// Its place by falling probability.
  public var rank = 1
  /// Its weight given the origin.
  public var probability = 0.0
  /// The number of migrations.
  public var migrations = 0
  /// The number of comigrations.
  public var comigrations = 0
  /// The number of sites that cells left.
  public var seedingSites = 0
  /// The shape of the graph.
  public var pattern = SeedingPattern.none
  /// Whether several clones went one way.
  public var clonality = SeedingClonality.monoclonal
  /// The migrations: origin, goal and number.
  public var edges: FieldList<String> = []

  /// Creates a row to be filled.
  public init() {}

  /// What stands for the site of a primary tumour without samples.
  public static let unsampled = "(unsampled primary)"
  /// Histories that are listed of each origin.
  public static let most = 10_000

  /// The table.
  public static let table = Table<MigrationRow>(
    "migrations.tsv",
    rows:
      "Written by `metachron migration`: one row per distinct history of migrations, origin and patient, "
      + "the likeliest first. Histories are chosen by parsimony; their probabilities are weights of a "
      + "heuristic over the posterior of trees and presences."
  ) {
    ColumnSet.patient(\.patient)
    Column(
      "origin", \.origin, values: "`\(unsampled)` for a primary without samples",
      meaning: "Site of the tumour's founder; given, not inferred")
    Column(
      "origin_sampled", \.isOriginSampled, values: "`true`, `false`",
      meaning: "Whether the origin has samples")
    Column(
      "rank", \.rank, .positiveCount, meaning: "Place of the history by falling `probability`")
    Column(
      "probability", \.probability, unit: .probability, .probability,
      meaning:
        "Weight of the history given the origin, over trees and presences of clones; 1 in all")
    Column("migrations", \.migrations, .count, meaning: "Number of migrations")
    Column(
      "comigrations", \.comigrations, .count,
      meaning: "Least number of events, if clones that went the same way went together")
    Column("seeding_sites", \.seedingSites, .count, meaning: "Number of sites that cells left")
    Column(
      "pattern", \.pattern, values: ColumnSet.names(SeedingPattern.self),
      meaning:
        "`PS`: all sites seeded from the origin; `S`: each from one other site; `M`: some from "
        + "several; `R`: cells came back to a site; `none`: no migration")
    Column(
      "clonality", \.clonality, values: ColumnSet.names(SeedingClonality.self),
      meaning: "Whether several clones went from one site to another")
    Column(
      "edges", \.edges, values: "`from > to x number`, joined by `;`",
      meaning: "Migrations between sites")
  }

  /// The rows of a patient from one origin, best first.
  public static func rows(
    _ found: PatientMigrations, of patient: String, sites: CloneSites
  ) -> [MigrationRow] {
    found.histories.prefix(most).enumerated().map { index, history in
      var row = MigrationRow()
      row.patient = patient
      row.origin = name(found.origin, sites)
      row.isOriginSampled = !found.isOriginUnsampled
      row.rank = index + 1
      row.probability = min(1, history.probability)
      let graph = history.graph
      row.migrations = graph.migrations
      row.comigrations = graph.comigrations
      row.seedingSites = graph.seedingSites
      row.pattern = graph.pattern
      row.clonality = graph.isPolyclonal ? .polyclonal : .monoclonal
      row.edges = FieldList(
        graph.edges.map { "\(name($0.from, sites)) > \(name($0.to, sites)) x \($0.migrations)" })
      return row
    }
  }

  /// The name of a site.
  static func name(_ site: Int, _ sites: CloneSites) -> String {
    sites.names.indices.contains(site) ? sites.names[site] : unsampled
  }
}

extension MigrationRow {
  /// The numbers of migrations between which 90 % of the weight of histories from one origin lies.
  ///
  /// - Parameter rows: The histories from that origin.
  package static func range(of rows: [MigrationRow]) -> (fewest: Int, most: Int) {
    let sorted = rows.sorted { $0.migrations < $1.migrations }
    let total = sorted.reduce(0) { $0 + $1.probability }
    func quantile(_ part: Double) -> Int {
      var sum = 0.0
      for row in sorted {
        sum += row.probability
        if sum >= part * total - 1e-9 { return row.migrations }
      }
      return sorted.last?.migrations ?? 0
    }
    return (quantile(0.05), quantile(0.95))
  }
}
