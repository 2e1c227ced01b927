import Glibc

/// The migrations of one patient's tumour cells from one origin, by parsimony.
///
/// Sites are those with samples, by number; one more is the origin that was not sampled.
public struct PatientMigrations: Sendable {
  /// One graph of migrations.
  public struct History: Hashable, Sendable {
    /// The graph.
    public var graph: MigrationGraph
    /// Its weight among all of the trees, presences and labelings; they add to 1.
    public var probability: Double
  }

  /// The migrations between two sites over all histories.
  public struct Route: Hashable, Sendable {
    /// Where the cells came from.
    public var from: Int
    /// Where they went.
    public var to: Int
    /// The share of histories with any.
    public var probability: Double
    /// The mean number of migrations where there are any.
    public var migrations: Double
    /// The clones that went, by falling share of histories, each with its share of those with any.
    public var clones: [(clone: Int, share: Double)]

    /// Whether all is the same.
    public static func == (one: Self, other: Self) -> Bool {
      one.from == other.from && one.to == other.to && one.probability == other.probability
        && one.migrations == other.migrations && one.clones.elementsEqual(other.clones, by: ==)
    }

    /// Hashes the two sites.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(from)
      hasher.combine(to)
    }
  }

  /// The site of the root.
  public let origin: Int
  /// The number of sites with samples.
  public let sites: Int
  /// The histories, by falling probability, then criteria.
  public private(set) var histories: [History] = []
  /// The pairs of sites with migrations, by falling probability.
  public private(set) var routes: [Route] = []
  /// The trees that were looked at.
  public internal(set) var trees = 0
  /// The trees with the ways in which their clones are present.
  public private(set) var placedTrees = 0
  /// The share of the probability of trees and presences that was looked at.
  public private(set) var share = 0.0
  /// Whether no labeling was left out for its number.
  public private(set) var isComplete = true
  private var weights: [MigrationGraph: Double] = [:]
  private var moves: [CloneMigration: Double] = [:]

  /// Draws of trees and presences where there were too many to look at all; 0 where those that were looked at
  /// have nearly all of the probability.
  public internal(set) var draws = 0

  init(origin: Int, sites: Int) { (self.origin, self.sites) = (origin, sites) }

  /// Whether the origin has no samples.
  public var isOriginUnsampled: Bool { origin == sites }

  mutating func add(_ found: LeastMigrationGraphs, probability: Double) {
    placedTrees += 1
    share += probability
    isComplete = isComplete && found.isComplete
    guard let best = found.graphs.map(\.graph.criteria.cost).min() else { return }
    let masses = found.graphs.map { exp(Double(best - $0.graph.criteria.cost)) }
    let norm = masses.reduce(0, +)
    for (item, mass) in zip(found.graphs, masses) {
      let weight = probability * mass / norm
      weights[item.graph, default: 0] += weight
      for (migration, count) in item.clones { moves[migration, default: 0] += weight * count }
    }
  }

  mutating func finish() {
    let sorted = weights.map { (graph: $0.key, criteria: $0.key.criteria, weight: $0.value) }
      .sorted { one, other in
        if one.weight != other.weight { return one.weight > other.weight }
        return one.criteria == other.criteria
          ? one.graph.order.lexicographicallyPrecedes(other.graph.order)
          : one.criteria < other.criteria
      }
    let norm = sorted.reduce(0) { $0 + $1.weight }
    guard norm > 0 else { return }
    histories = sorted.map { History(graph: $0.graph, probability: $0.weight / norm) }
    var pairs: [[Int]: (probability: Double, migrations: Double)] = [:]
    for history in histories {
      for edge in history.graph.edges {
        pairs[[edge.from, edge.to], default: (0, 0)].probability += history.probability
        pairs[[edge.from, edge.to], default: (0, 0)].migrations +=
          history.probability * Double(edge.migrations)
      }
    }
    routes = pairs.map { key, value in
      let clones = moves.filter { $0.key.from == key[0] && $0.key.to == key[1] }.map {
        (clone: $0.key.clone, share: min(1, $0.value / norm / value.probability))
      }.sorted { ($0.share, $1.clone) > ($1.share, $0.clone) }
      return Route(
        from: key[0], to: key[1], probability: min(1, value.probability),
        migrations: value.migrations / value.probability, clones: clones)
    }.sorted { ($0.probability, $1.from, $1.to) > ($1.probability, $0.from, $0.to) }
  }

  /// The share of histories with a property.
  public func probability(_ holds: (MigrationGraph) -> Bool) -> Double {
    min(1, histories.reduce(0) { holds($1.graph) ? $0 + $1.probability : $0 })
  }

  /// P(a pattern).
  public func probability(of pattern: SeedingPattern) -> Double {
    probability { $0.pattern == pattern }
  }

  /// The number of migrations below which a part of the histories' probability lies.
  public func migrations(quantile part: Double) -> Int {
    var sum = 0.0
    let counts = histories.map { ($0.graph.migrations, $0.probability) }.sorted { $0.0 < $1.0 }
    for (count, probability) in counts {
      sum += probability
      if sum >= part - 1e-12 { return count }
    }
    return counts.last?.0 ?? 0
  }
}
