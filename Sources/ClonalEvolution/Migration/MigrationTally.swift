/// One clone's migration from a site to another.
public struct CloneMigration: Hashable, Sendable {
  /// Where the cells came from.
  public var from: Int
  /// Where they went.
  public var to: Int
  /// The clone; ``CloneTree/normal`` for cells with no clone's mutations.
  public var clone: Int
}

/// The distinct graphs of some labelings.
struct MigrationTally {
  /// A graph with the mean number of migrations of each clone in its labelings.
  typealias Item = (graph: MigrationGraph, clones: [CloneMigration: Double])

  private(set) var labelings = 0
  private var found: [MigrationGraph: (count: Double, clones: [CloneMigration: Double])] = [:]

  var count: Int { found.count }
  var isEmpty: Bool { found.isEmpty }

  mutating func add(_ graph: MigrationGraph, _ moved: [CloneMigration]) {
    labelings += 1
    var value = found[graph] ?? (0, [:])
    value.count += 1
    for migration in moved { value.clones[migration, default: 0] += 1 }
    found[graph] = value
  }

  /// The graphs, best first.
  var graphs: [Item] {
    found.map { (graph: $0.key, criteria: $0.key.criteria) }.sorted { one, other in
      one.criteria == other.criteria
        ? one.graph.order.lexicographicallyPrecedes(other.graph.order)
        : one.criteria < other.criteria
    }.compactMap { item in
      guard let value = found[item.graph] else { return nil }
      return (item.graph, value.clones.mapValues { $0 / value.count })
    }
  }
}

/// The graphs of the labelings of one placed tree with the least migrations.
struct LeastMigrationGraphs {
  /// The distinct graphs, best first.
  var graphs: [MigrationTally.Item] = []
  /// The labelings that have them.
  var labelings = 0
  /// Whether none is left out.
  var isComplete = true
}
