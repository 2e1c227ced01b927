/// Who seeded whom: the sites of a tumour and the migrations between them.
///
/// Several migrations from one site to another are several clones, or one clone that went twice.
public struct MigrationGraph: Hashable, Sendable {
  /// The migrations from one site to another.
  public struct Edge: Hashable, Sendable {
    /// Where the cells came from.
    public var from: Int
    /// Where they went.
    public var to: Int
    /// The number of migrations.
    public var migrations: Int
  }

  /// The site of the root.
  public let origin: Int
  /// The pairs of sites with migrations, by origin, then goal.
  public let edges: [Edge]
  /// The least number of comigrations.
  ///
  /// Migrations between the same two sites can be one event, unless one descends from the other. So a pair of
  /// sites needs as many events as the most of its migrations that lie on one path from the root. That events
  /// of different pairs can be ordered in time is not asked.
  public let comigrations: Int

  /// Counts the migrations of a tree whose vertices have sites.
  ///
  /// - Parameters:
  ///   - parents: The parent of each vertex; parents come first, and the root is its own.
  ///   - sites: The site of each vertex.
  init(parents: [Int], sites: [Int]) {
    origin = sites.first ?? 0
    let most = (sites.max() ?? 0) + 1
    var counts: [Int: Int] = [:]
    for vertex in parents.indices where sites[parents[vertex]] != sites[vertex] {
      counts[sites[parents[vertex]] * most + sites[vertex], default: 0] += 1
    }
    edges = counts.sorted { $0.key < $1.key }.map {
      Edge(from: $0.key / most, to: $0.key % most, migrations: $0.value)
    }
    guard !Self.isAcyclic(edges) else {
      // No path goes from one site to another twice, since it would have to come back.
      comigrations = edges.count
      return
    }
    var (onPath, events): ([[Int: Int]], [Int: Int]) = ([], [:])
    for vertex in parents.indices {
      let (from, to) = (sites[parents[vertex]], sites[vertex])
      var path = parents[vertex] == vertex ? [:] : onPath[parents[vertex]]
      if from != to {
        let pair = from * most + to
        path[pair, default: 0] += 1
        events[pair] = max(events[pair] ?? 0, path[pair] ?? 0)
      }
      onPath.append(path)
    }
    comigrations = events.values.reduce(0, +)
  }

  /// The number of migrations.
  public var migrations: Int { edges.reduce(0) { $0 + $1.migrations } }

  /// The sites from which cells left.
  public var seedingSites: Int { Set(edges.map(\.from)).count }

  /// Whether several clones went from one site to another.
  public var isPolyclonal: Bool { edges.contains { $0.migrations > 1 } }

  /// The shape.
  public var pattern: SeedingPattern {
    if edges.isEmpty { return .none }
    if !Self.isAcyclic(edges) { return .reseeding }
    if Set(edges.map(\.to)).count < edges.count { return .multiSource }
    return edges.allSatisfy { $0.from == origin } ? .primary : .singleSource
  }

  /// The order by which fewer migrations come first, then fewer comigrations, then fewer seeding sites.
  public var criteria: MigrationCriteria {
    MigrationCriteria(
      migrations: migrations, comigrations: comigrations, seedingSites: seedingSites)
  }

  /// Numbers by which graphs are ordered.
  var order: [Int] { edges.flatMap { [$0.from, $0.to, $0.migrations] } }

  private static func isAcyclic(_ edges: [Edge]) -> Bool {
    var left = edges
    while !left.isEmpty {
      let goals = Set(left.map(\.to))
      let next = left.filter { goals.contains($0.from) }
      if next.count == left.count { return false }
      left = next
    }
    return true
  }
}

/// What parsimony judges a history of migrations by; fewer is better, in this order.
public struct MigrationCriteria: Hashable, Sendable, Comparable {
  /// Migrations, `μ`.
  public var migrations: Int
  /// Comigrations, `γ`.
  public var comigrations: Int
  /// Sites from which cells left, `σ`.
  public var seedingSites: Int

  /// Whether one is the more parsimonious.
  public static func < (one: Self, other: Self) -> Bool {
    (one.migrations, one.comigrations, one.seedingSites)
      < (other.migrations, other.comigrations, other.seedingSites)
  }

  /// The cost `2μ + γ + σ`.
  public var cost: Int { 2 * migrations + comigrations + seedingSites }
}
