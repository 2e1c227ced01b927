/// The trees of one patient's clones, with their probabilities.
///
/// Clones that fit into no tree are apart: places in trees and matrices are those among ``clones``.
public struct PatientTrees: Sendable {
  /// A tree with its probability.
  public struct WeightedTree: Hashable, Sendable {
    /// The tree of ``PatientTrees/clones``.
    public var tree: CloneTree
    /// Its posterior probability.
    public var probability: Double
    /// ln of the probability of the reads given the tree, up to a constant of the patient, in nats.
    public var logLikelihood: Double
  }

  /// The share of tumour cells that are of a clone and of none of its descendants.
  public struct Proportion: Hashable, Sendable {
    /// The posterior mean.
    public var mean: Double
    /// The 5 % quantile.
    public var low: Double
    /// The 95 % quantile.
    public var high: Double
  }

  /// A clone that fits into no tree.
  public struct UnplacedClone: Hashable, Sendable {
    /// The clone's place among the patient's.
    public var clone: Int
    /// P(no tree holds it): losses of its loci in a part of the cells, or wrong copy numbers.
    public var probability: Double
    /// The clones in the trees with which it can stand in no relation, by their places among the patient's:
    /// ``PairRelation/garbage`` is likelier than all others.
    public var conflicts: [Int]
  }

  /// How trees were found.
  public enum Method: String, Hashable, Sendable, CaseIterable, Codable {
    /// All trees that are not impossible were weighed.
    case exact
    /// The likeliest trees of a search were weighed.
    case search
  }

  /// The patient's identifier.
  public let patient: String
  /// The clones in the trees, by their places among the patient's, rising.
  public internal(set) var clones: [Int] = []
  /// The clones that fit into no tree.
  public internal(set) var unplaced: [UnplacedClone] = []
  /// Distinct trees, by falling probability; the likeliest where there are many.
  public internal(set) var trees: [WeightedTree] = []
  /// All trees that were weighed.
  public internal(set) var weighed = 0
  /// How they were found.
  public internal(set) var method = Method.exact
  /// The number of the likeliest trees that have 90 % of the probability between them.
  public internal(set) var credibleCount = 0
  /// The likeliest trees between which the reads hardly choose: each has at least half of the probability of
  /// the first.
  public internal(set) var equalCount = 0
  /// The tree whose parents have the greatest sum of probabilities; where a chain drew trees, the tree whose
  /// pairs of ancestor and descendant agree most with their probabilities.
  public internal(set) var consensus = CloneTree.empty
  /// The proportions of cells without any clone's mutations, then of each clone, by sample in the patient's
  /// order.
  public internal(set) var proportions: [[Proportion]] = []
  /// `[parent + 1][child]`, and `[ancestor][descendant]`.
  var edges: [[Double]] = []
  var ancestry: [[Double]] = []

  init(patient: String) { self.patient = patient }

  /// P(a clone, or the root ``CloneTree/normal``, is the parent of a clone).
  public func edgeProbability(parent: Int, child: Int) -> Double { edges[parent + 1][child] }

  /// P(a clone is an ancestor of another); 1 for the root.
  public func ancestorProbability(_ ancestor: Int, of clone: Int) -> Double {
    ancestor == CloneTree.normal ? 1 : ancestry[ancestor][clone]
  }
}
