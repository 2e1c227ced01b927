public import ClonalEvolution

/// One row of `trees.tsv`: a tree of a patient's clones.
public struct TreeRow: JSONRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The tree's place by falling probability, from 1.
  public var rank = 1
  /// The probability of the tree.
  public var probability = 0.0
  /// Whether it is one of the likeliest trees that have 90 % of the probability between them.
  public var isCredible = false
  /// The numbers of the clones in the tree.
  public var clones: FieldList<Int> = []
  /// The number of each one's parent; 0 for the root.
  public var parents: FieldList<Int> = []
  /// ln of the marginal likelihood times the prior of the founders, in nats.
  public var logLikelihood = 0.0
  /// The tree in Newick's notation.
  public var newick = ""

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<TreeRow>(
    "trees.tsv",
    rows:
      "Written by `metachron trees`: one row per tree of a patient's clones, by falling "
      + "probability. No tree should be read without the others: `tree_edges.tsv` adds them up."
  ) {
    ColumnSet.patient(\.patient)
    Column("rank", \.rank, .positiveCount, meaning: "Place of the tree by falling probability")
    Column(
      "probability", \.probability, unit: .probability, .probability,
      meaning: "P(the tree | reads), among all trees that were weighed")
    Column(
      "in_90_set", \.isCredible, values: "`true`, `false`",
      meaning: "Whether it is among the likeliest trees that have 90 % of the probability together")
    Column(
      "clones", \.clones, .positiveCount, values: "joined by `;`",
      meaning: "Numbers of the clones in the tree, as in clone_ccf.tsv")
    Column(
      "parents", \.parents, .count, values: "joined by `;`, in the order of `clones`",
      meaning:
        "Number of each clone's parent; 0 for the root, the cells without any clone's "
        + "mutations")
    Column(
      "log_likelihood", \.logLikelihood, unit: .nats, .any,
      meaning:
        "ln of the probability of the reads given the tree, times the prior of its founders, up to a "
        + "constant of the patient")
    Column(
      "newick", \.newick,
      meaning: "The tree in Newick's notation, with the numbers of clones as "
        + "names")
  }

  /// The rows of a patient, by rank.
  public static func rows(_ found: PatientTrees) -> [TreeRow] {
    found.trees.enumerated().map { rank, entry in
      var row = TreeRow()
      row.patient = found.patient
      row.rank = rank + 1
      row.probability = entry.probability
      row.isCredible = rank < found.credibleCount
      row.clones = FieldList(found.clones.map { $0 + 1 })
      row.parents = FieldList(
        entry.tree.parents.map { $0 == CloneTree.normal ? 0 : found.clones[$0] + 1 })
      row.logLikelihood = entry.logLikelihood
      row.newick = entry.tree.newick { $0.map { String(found.clones[$0] + 1) } ?? "0" }
      return row
    }
  }
}
