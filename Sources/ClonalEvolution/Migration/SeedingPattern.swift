/// How the sites of a patient's tumour were seeded, by the shape of the graph of migrations.
public enum SeedingPattern: String, Hashable, Sendable, CaseIterable, Codable {
  /// No migration: all cells are at one site.
  case none
  /// Every site was seeded from the origin directly: parallel single-source seeding.
  case primary = "PS"
  /// Every site was seeded from one other site: single-source seeding.
  case singleSource = "S"
  /// Some site was seeded from several others, and nothing came back: multi-source seeding.
  case multiSource = "M"
  /// Cells came back to a site from which they had left: reseeding.
  case reseeding = "R"
}
