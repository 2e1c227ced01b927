package import ClonalEvolution
package import TumorModel

/// The trees of a patient's clones as JSON holds them.
package struct CloneHistory: JSONObject, Hashable {
  /// A tree.
  package struct Tree: JSONObject, Hashable {
    package var probability = 0.0
    /// In the order of ``CloneHistory/clones``.
    package var parents: [Int] = []
    package var logLikelihood = 0.0
    package var newick = ""

    package init() {}

    package static let properties: [JSONProperty<Tree>] = [
      JSONProperty(
        "probability", \.probability, unit: .probability, .probability, meaning: "P(tree | reads)"),
      JSONProperty(
        "parents", \.parents, .count,
        meaning: "The number of each clone's parent, in the order of `clones`; 0 for the root"),
      JSONProperty(
        "log_likelihood", \.logLikelihood, unit: .nats, .any,
        meaning: "ln P(reads | tree), up to a constant of the patient"),
      JSONProperty("newick", \.newick, meaning: "The tree in Newick's notation"),
    ]
  }

  /// A clone that fits into no tree.
  package struct Unplaced: JSONObject, Hashable {
    package var clone = 1
    package var probability = 0.0

    package init() {}

    package static let properties: [JSONProperty<Unplaced>] = [
      JSONProperty("clone", \.clone, .positiveCount, meaning: "The clone's number"),
      JSONProperty(
        "probability", \.probability, unit: .probability, .probability,
        meaning: "P(it fits into no tree | reads)"),
    ]
  }

  package var patient = ""
  package var samples: [String] = []
  package var clones: [Int] = []
  package var unplaced: [Unplaced] = []
  package var isExact = true
  package var weighed = 0
  package var credible = 0
  package var equal = 0
  package var consensus: [Int] = []
  package var trees: [Tree] = []
  package var edges: [TreeEdgeRow] = []
  package var proportions: [CloneProportionRow] = []

  package init() {}

  package static let properties: [JSONProperty<CloneHistory>] = [
    JSONProperty("patient", \.patient, meaning: "Identifier of the patient"),
    JSONProperty("samples", \.samples, meaning: "Identifiers of the samples"),
    JSONProperty(
      "clones", \.clones, .positiveCount,
      meaning: "Numbers of the clones in the trees, as in clone_ccf.tsv"),
    JSONProperty("unplaced", \.unplaced, meaning: "Clones that fit into no tree"),
    JSONProperty(
      "exact", \.isExact,
      meaning:
        "Whether all trees that are not next to impossible were weighed; otherwise a Markov chain "
        + "drew trees"),
    JSONProperty("weighed", \.weighed, .count, meaning: "Distinct trees that were weighed"),
    JSONProperty(
      "trees_in_90_set", \.credible, .count,
      meaning: "The likeliest trees that have 90 % of the probability together"),
    JSONProperty(
      "indistinguishable", \.equal, .count,
      meaning: "Trees with at least half of the likelihood of the likeliest, itself included"),
    JSONProperty(
      "consensus", \.consensus, .count,
      meaning: "The parents in the consensus tree, in the order of `clones`; 0 for the root"),
    JSONProperty(
      "trees", \.trees, meaning: "The trees, by falling probability; at most the first 1,000"),
    JSONProperty("edges", \.edges, meaning: "Parents and ancestors, as in tree_edges.tsv"),
    JSONProperty(
      "proportions", \.proportions, meaning: "Proportions of clones, as in clone_proportions.tsv"),
  ]

  /// The history of a patient.
  package init(_ found: PatientTrees, of patient: PatientEvidence) {
    func number(_ place: Int) -> Int { place == CloneTree.normal ? 0 : found.clones[place] + 1 }
    self.patient = found.patient
    samples = patient.samples.map(\.id)
    clones = found.clones.map { $0 + 1 }
    unplaced = found.unplaced.map {
      var value = Unplaced()
      (value.clone, value.probability) = ($0.clone + 1, $0.probability)
      return value
    }
    isExact = found.method == .exact
    weighed = found.weighed
    credible = found.credibleCount
    equal = found.equalCount
    consensus = found.consensus.parents.map(number)
    trees = found.trees.map { entry in
      var value = Tree()
      value.probability = entry.probability
      value.parents = entry.tree.parents.map(number)
      value.logLikelihood = entry.logLikelihood
      value.newick = entry.tree.newick { $0.map { String(number($0)) } ?? "0" }
      return value
    }
    edges = TreeEdgeRow.rows(found)
    proportions = CloneProportionRow.rows(found, of: patient)
  }
}
