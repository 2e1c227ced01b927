package import ClonalEvolution

extension MigrationRefusal: NamedFieldValue {}

/// The migrations of a patient from one origin as JSON holds them.
package struct MigrationHistory: JSONObject, Hashable {
  package var patient = ""
  package var origin = ""
  package var isOriginSampled = true
  package var sites: [String] = []
  package var patterns: [String: Double] = [:]
  package var polyclonal = 0.0
  package var migrations = 0.0
  package var fewest = 0
  package var most = 0
  package var trees = 0
  package var share = 0.0
  package var draws = 0
  package var unplaced: [Int] = []
  package var unread: [String] = []
  package var isComplete = true
  package var count = 0
  package var histories: [MigrationRow] = []
  package var edges: [MigrationEdgeRow] = []

  package init() {}

  /// Histories that are listed.
  private static let listed = 100

  package static let properties: [JSONProperty<MigrationHistory>] = [
    JSONProperty("patient", \.patient, meaning: "Identifier of the patient"),
    JSONProperty("origin", \.origin, meaning: "Site of the tumour's founder; given, not inferred"),
    JSONProperty("origin_sampled", \.isOriginSampled, meaning: "Whether the origin has samples"),
    JSONProperty("sites", \.sites, meaning: "Sites with samples"),
    JSONProperty(
      "patterns", \.patterns, .probability,
      meaning: "Weight of each pattern of seeding: PS, S, M, R, none"),
    JSONProperty(
      "polyclonal", \.polyclonal, unit: .probability, .probability,
      meaning: "Weight of the histories in which several clones went from one site to another"),
    JSONProperty("migrations", \.migrations, .nonNegative, meaning: "Mean number of migrations"),
    JSONProperty("migrations_low", \.fewest, .count, meaning: "5 % quantile of their number"),
    JSONProperty("migrations_high", \.most, .count, meaning: "95 % quantile of their number"),
    JSONProperty("trees", \.trees, .count, meaning: "Clone trees that were looked at"),
    JSONProperty(
      "share", \.share, unit: .probability, .probability,
      meaning: "Share of the probability of trees and presences that was looked at"),
    JSONProperty(
      "draws", \.draws, .count,
      meaning: "Draws of trees and presences where there were too many to look at all; otherwise 0"),
    JSONProperty(
      "unplaced", \.unplaced, .positiveCount,
      meaning: "Clones that fit into no tree, of which nothing is told"),
    JSONProperty(
      "unread", \.unread, meaning: "Samples without a single read, which are of no site"),
    JSONProperty(
      "complete", \.isComplete,
      meaning: "Whether all histories of these were listed; otherwise there were too many"),
    JSONProperty("histories_count", \.count, .count, meaning: "Distinct histories"),
    JSONProperty(
      "histories", \.histories,
      meaning: "The histories, as in migrations.tsv; at most the first 100"),
    JSONProperty("edges", \.edges, meaning: "Pairs of sites, as in migration_edges.tsv"),
  ]

  /// The migrations of a patient.
  package init(
    _ found: PatientMigrations, of patient: String, sites: CloneSites, trees: PatientTrees
  ) {
    self.patient = patient
    origin = MigrationRow.name(found.origin, sites)
    isOriginSampled = !found.isOriginUnsampled
    self.sites = sites.names
    for pattern in SeedingPattern.allCases {
      let value = found.probability(of: pattern)
      if value > 0 { patterns[pattern.rawValue] = value }
    }
    polyclonal = found.probability(\.isPolyclonal)
    migrations = found.histories.reduce(0) {
      $0 + $1.probability * Double($1.graph.migrations)
    }
    fewest = found.migrations(quantile: 0.05)
    most = found.migrations(quantile: 0.95)
    self.trees = found.trees
    share = min(1, found.share)
    draws = found.draws
    isComplete = found.isComplete
    count = found.histories.count
    histories = Array(
      MigrationRow.rows(found, of: patient, sites: sites).prefix(Self.listed))
    edges = MigrationEdgeRow.rows(found, of: patient, sites: sites, clones: trees.clones)
    unplaced = trees.unplaced.map { $0.clone + 1 }
  }
}

/// What was found of all patients' migrations: what `migration --json` prints.
package struct MigrationSummary: JSONObject, Hashable {
  /// A patient who was not looked at.
  package struct Refused: JSONObject, Hashable {
    package var patient = ""
    package var reason = MigrationRefusal.oneSite

    package init() {}

    package init(patient: String, reason: MigrationRefusal) {
      (self.patient, self.reason) = (patient, reason)
    }

    package static let properties: [JSONProperty<Refused>] = [
      JSONProperty("patient", \.patient, meaning: "Identifier of the patient"),
      JSONProperty("reason", \.reason, meaning: "Why no migrations were looked for"),
    ]
  }

  package var patients = 0
  package var histories: [MigrationHistory] = []
  package var refused: [Refused] = []

  package init() {}

  package static let properties: [JSONProperty<MigrationSummary>] = [
    JSONProperty("patients", \.patients, unit: .patients, .count, meaning: "Patients"),
    JSONProperty(
      "histories", \.histories, meaning: "The migrations of each patient from each origin"),
    JSONProperty("refused", \.refused, meaning: "Patients without an answer"),
  ]

  /// Adds the patients that follow.
  ///
  /// - Parameter most: Entries that are kept.
  package mutating func merge(_ part: MigrationSummary, most: Int = .max) {
    patients += part.patients
    histories += part.histories.prefix(max(0, most - histories.count))
    refused += part.refused.prefix(max(0, most - refused.count))
  }
}
