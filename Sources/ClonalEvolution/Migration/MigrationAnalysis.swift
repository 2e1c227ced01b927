import Glibc

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
  /// Labelings of one tree after which no more are looked at.
  public var mostLabelings = 10_000
  /// Steps of the search for one tree whose polytomies are resolved.
  public var mostSteps = 200_000
  /// Pairs of a tree and a presence of its clones that are looked at.
  public var mostTrees = 1000
  /// Ways in which the clones of one tree are present that are looked at.
  public var mostPresences = 500
  /// The share of the probability that trees and presences need to have.
  public var share = 0.99

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
    var result = PatientMigrations(origin: root, sites: sites)
    var seen = 0.0
    // Of equal trees the order must not matter.
    let ordered = trees.filter { $0.probability > 0 }.sorted {
      $0.probability == $1.probability
        ? $0.tree.parents.lexicographicallyPrecedes($1.tree.parents)
        : $0.probability > $1.probability
    }
    // Resolving a tree takes a search.
    let most = polytomies == .keep ? mostTrees : max(1, mostTrees / Self.searchCost)
    for tree in ordered {
      guard seen < share * total, result.trees < most else { break }
      seen += tree.probability
      result.trees += 1
      let found = PresencePatterns(
        tree.presence, share: share, most: min(mostPresences, max(1, most / ordered.count)))
      for (present, probability) in found.patterns {
        let graphs = self.graphs(PlacedTree(tree.tree, present: present, origin: root), root)
        result.add(graphs, probability: tree.probability / total * probability)
      }
    }
    result.finish()
    return result
  }

  private func graphs(_ tree: PlacedTree, _ root: Int) -> LeastMigrationGraphs {
    switch polytomies {
    case .keep: return SankoffLabelings(tree, origin: root).graphs(most: mostLabelings)
    case .resolve:
      var search = MigrationSearch(
        tree, origin: root, mostSteps: mostSteps, mostGraphs: mostLabelings)
      return search.run()
    }
  }
}
