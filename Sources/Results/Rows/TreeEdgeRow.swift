public import ClonalEvolution

/// One row of `tree_edges.tsv`: two clones of a patient, one as the other's parent or ancestor.
public struct TreeEdgeRow: JSONRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The number of the parent; 0 for the root.
  public var parent = 0
  /// The number of the clone.
  public var child = 1
  /// P(it is the parent).
  public var probability = 0.0
  /// Whether it is the parent in the consensus tree.
  public var isInConsensus = false
  /// P(it is an ancestor: the parent, or a parent of such).
  public var ancestor = 0.0

  /// Creates a row to be filled.
  public init() {}

  /// Rows with less of both probabilities are left out.
  public static let least = 1e-4

  /// The table.
  public static let table = Table<TreeEdgeRow>(
    "tree_edges.tsv",
    rows:
      "Written by `metachron trees`: one row per clone and possible ancestor, over all trees that "
      + "were weighed. Left out are pairs with less than 0.0001 of both probabilities; a clone that fits "
      + "into no tree has no row."
  ) {
    ColumnSet.patient(\.patient)
    Column(
      "parent", \.parent, .count,
      meaning:
        "Number of the clone that may be the ancestor; 0 for the root, the cells without "
        + "any clone's mutations")
    Column("child", \.child, .positiveCount, meaning: "Number of the clone, as in clone_ccf.tsv")
    Column(
      "probability", \.probability, unit: .probability, .probability,
      meaning: "P(`parent` is the parent of `child` | reads)")
    Column(
      "in_consensus", \.isInConsensus, values: "`true`, `false`",
      meaning:
        "Whether it is in the consensus tree, whose parents have the greatest sum of "
        + "probabilities; where a chain drew trees, whose ancestors agree most with theirs")
    Column(
      "p_ancestor", \.ancestor, unit: .probability, .probability,
      meaning:
        "P(`parent` is an ancestor of `child`, its parent or further up | reads); 1 for the "
        + "root")
  }

  /// The rows of a patient, by child, then parent.
  public static func rows(_ found: PatientTrees) -> [TreeEdgeRow] {
    found.clones.indices.flatMap { child in
      (-1..<found.clones.count).compactMap { parent -> TreeEdgeRow? in
        guard parent != child else { return nil }
        var row = TreeEdgeRow()
        row.patient = found.patient
        row.parent = parent == CloneTree.normal ? 0 : found.clones[parent] + 1
        row.child = found.clones[child] + 1
        row.probability = found.edgeProbability(parent: parent, child: child)
        row.ancestor = found.ancestorProbability(parent, of: child)
        row.isInConsensus = found.consensus.parents[child] == parent
        let isLikely = max(row.probability, parent == CloneTree.normal ? 0 : row.ancestor) >= least
        return isLikely || row.isInConsensus ? row : nil
      }
    }
  }
}
