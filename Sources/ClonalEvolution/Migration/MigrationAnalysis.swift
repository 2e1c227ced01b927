import Glibc
import NumericalMethods

/// A clone tree with its probability and the sites of its clones.
public struct SiteTree: Hashable, Sendable {
  /// The tree.
  public var tree: CloneTree
  /// Its probability; those of several trees need not add to 1.
  public var probability: Double
  /// P(cells of exactly a clone, and of none of its descendants, are at a site), `[clone][site]`.
  public var presence: [[Double]]

  /// Creates a tree.
  ///
  /// - Returns: `nil` where presences are not those of the tree's clones, or are no probabilities.
  public init?(tree: CloneTree, probability: Double, presence: [[Double]]) {
    guard presence.count == tree.count, probability >= 0, probability.isFinite,
      presence.allSatisfy({ $0.count == presence[0].count && $0.allSatisfy((0...1).contains) })
    else { return nil }
    (self.tree, self.probability, self.presence) = (tree, probability, presence)
  }
}

/// Where the first cells of a tumour are taken to have been.
public enum MigrationOrigin: Hashable, Sendable {
  /// A site with samples.
  case site(Int)
  /// A site without any: a primary tumour that was not sequenced.
  case unsampled
}

/// The migrations of tumour cells between sites with which a patient's clone trees can be explained, by
/// parsimony.
///
/// The sites of clones are what is observed; that of the root is given. The labelings of each tree's vertices
/// by sites that need the least migrations are all listed. Which of these is right, parsimony does not tell:
/// each distinct graph is weighted by `exp(−(2μ + γ + σ))`, with `μ` migrations, `γ` comigrations and `σ`
/// seeding sites. That is a heuristic, no probability of an event in a patient. Within one tree and one
/// presence of clones the weights add to 1, so that parsimony does not choose among trees: reads do.
///
/// Minimum migrations: El-Kebir, Satas & Raphael, Nat Genet 50:718 (2018), doi:10.1038/s41588-018-0106-z.
public struct MigrationAnalysis: Sendable {
  /// What is made of a clone from which more than two lineages come.
  public enum Polytomies: String, Hashable, Sendable, CaseIterable, Codable {
    /// Each lineage that left migrated by itself.
    case keep
    /// Lineages at one site may have a common ancestor there, which has no mutation of its own; only the
    /// graphs that come first by `(μ, γ, σ)` are listed.
    case resolve
  }

  /// What is made of polytomies.
  public var polytomies = Polytomies.keep
  /// The least proportion of a sample's tumour cells that is presence of a clone, in 0 to 0.5.
  public var leastProportion = 0.02
  /// Labelings of one tree after which no more are looked at; fewer where there are many trees.
  public var mostLabelings = 10_000
  private static let leastLabelings = 100
  /// Steps of the search for one tree whose polytomies are resolved.
  public var mostSteps = 200_000
  /// Pairs of a tree and a presence of its clones that are looked at, or drawn.
  public var mostTrees = 1000
  /// Ways in which the clones of one tree are present that are looked at.
  public var mostPresences = 500
  /// The share of the probability that is enough, in 0 to 1.
  public var share = 0.99
  /// What trees and presences are drawn from, where there are too many to look at all.
  public var seed: UInt64 = 1

  /// If the pairs that are looked at have less of the probability, they are drawn instead: the likeliest few
  /// would speak for all.
  private static let leastShare = 0.95

  /// The most sites with samples that are looked at.
  public static let mostSites = SiteSet.most - 1

  /// How many fewer trees are resolved than are taken as they are.
  private static let searchCost = 20

  /// An analysis with the usual settings.
  public init() {}

  /// Finds the migrations of a patient.
  ///
  /// - Parameters:
  ///   - trees: The patient's clone trees.
  ///   - sites: The number of sites with samples, at most 30.
  ///   - origin: The site of the root.
  /// - Returns: `nil` where there is no tree with a probability, or sites do not agree with the presences.
  public func migrations(
    of trees: [SiteTree], sites: Int, origin: MigrationOrigin
  ) -> PatientMigrations? {
    let total = trees.reduce(0) { $0 + $1.probability }
    guard total > 0, (1..<SiteSet.most).contains(sites),
      trees.allSatisfy({ $0.presence.allSatisfy { $0.count == sites } })
    else { return nil }
    let root: Int
    switch origin {
    case .site(let site) where (0..<sites).contains(site): root = site
    case .site: return nil
    case .unsampled: root = sites
    }
    // Of equal trees the order must not matter.
    let ordered = trees.filter { $0.probability > 0 }.sorted {
      $0.probability == $1.probability
        ? $0.tree.parents.lexicographicallyPrecedes($1.tree.parents)
        : $0.probability > $1.probability
    }
    // Resolving a tree takes a search.
    let most = polytomies == .keep ? mostTrees : max(1, mostTrees / Self.searchCost)
    var result = PatientMigrations(origin: root, sites: sites)
    var placed = likeliest(ordered, total: total, most: most)
    if placed.reduce(0, { $0 + $1.probability }) < Self.leastShare {
      placed = drawn(ordered, total: total, draws: most)
      result.draws = most
    }
    result.trees = Set(placed.map(\.tree)).count
    // As much work for many trees as for a few.
    let labelings = min(mostLabelings, max(Self.leastLabelings, 20 * mostLabelings / placed.count))
    for item in placed {
      let tree = PlacedTree(ordered[item.tree].tree, present: item.present, origin: root)
      result.add(graphs(tree, root, most: labelings), probability: item.probability)
    }
    result.finish()
    return result
  }

  private typealias Placed = (tree: Int, present: [SiteSet], probability: Double)

  /// The likeliest pairs of a tree and a presence.
  private func likeliest(_ trees: [SiteTree], total: Double, most: Int) -> [Placed] {
    var seen = 0.0
    var placed: [Placed] = []
    for (place, tree) in trees.enumerated() {
      guard seen < share * total, place < most else { break }
      seen += tree.probability
      let found = PresencePatterns(
        tree.presence, share: share, most: min(mostPresences, max(1, most / trees.count)))
      placed += found.patterns.map {
        (place, $0.present, tree.probability / total * $0.probability)
      }
    }
    return placed
  }

  /// Pairs that are drawn with their probabilities, equal ones together.
  ///
  /// Each draw has a stream of its own, so that their number does not change those before.
  private func drawn(_ trees: [SiteTree], total: Double, draws: Int) -> [Placed] {
    struct Pair: Hashable {
      let tree: Int
      let present: [SiteSet]
    }
    var counts: [Pair: Int] = [:]
    var order: [Pair] = []
    // By what is known of them, so that the order of sites does not matter.
    let columns =
      trees[0].presence.first.map { row in
        row.indices.map { site in trees[0].presence.map { $0[site] } }
      } ?? []
    let sites = columns.indices.sorted { one, other in
      columns[one] == columns[other]
        ? one < other : columns[one].lexicographicallyPrecedes(columns[other])
    }
    for draw in 0..<draws {
      let random = RandomSource(seed: RandomSource.seed(base: seed, stream: UInt64(draw)))
      var left = random.uniform() * total
      let place = trees.firstIndex { tree in
        left -= tree.probability
        return left < 0
      }
      let tree = place ?? 0
      let present = trees[tree].presence.map { row in
        sites.reduce(SiteSet()) { set, site in
          random.uniform() < row[site] ? set.inserting(site) : set
        }
      }
      let pair = Pair(tree: tree, present: present)
      if counts[pair] == nil { order.append(pair) }
      counts[pair, default: 0] += 1
    }
    return order.map { ($0.tree, $0.present, Double(counts[$0] ?? 0) / Double(draws)) }
  }

  private func graphs(_ tree: PlacedTree, _ root: Int, most: Int) -> LeastMigrationGraphs {
    switch polytomies {
    case .keep: return SankoffLabelings(tree, origin: root).graphs(most: most)
    case .resolve:
      var search = MigrationSearch(
        tree, origin: root, mostSteps: mostSteps, mostGraphs: mostLabelings)
      return search.run()
    }
  }
}
