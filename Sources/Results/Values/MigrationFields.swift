public import ClonalEvolution

// Names of values that tables of migrations hold.
extension SeedingPattern: NamedFieldValue {}
extension MigrationAnalysis.Polytomies: NamedFieldValue {}

/// Whether several clones went from one site to another.
public enum SeedingClonality: String, Hashable, Sendable, CaseIterable, NamedFieldValue {
  /// One migration at most between any two sites.
  case monoclonal
  /// Several between some two.
  case polyclonal
}
