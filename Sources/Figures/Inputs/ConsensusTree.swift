import Results

/// The consensus tree of a patient's clones, and how sure each part of it is.
struct ConsensusTree: Hashable {
  /// A clone and its parent.
  struct Node: Hashable {
    let clone: Int
    /// The parent's number; 0 for the root.
    let parent: Int
    /// P(it is the parent).
    let probability: Double
    /// The next likely parent; `nil` where there is none of 5 %.
    let other: (clone: Int, probability: Double)?

    static func == (one: Node, another: Node) -> Bool {
      one.clone == another.clone && one.parent == another.parent
    }

    func hash(into hasher: inout Hasher) { hasher.combine(clone) }
  }

  /// The clones, parents first and siblings by number.
  let nodes: [Node]
  /// How many trees have 90 % of the probability.
  let credible: Int
  /// Whether there are more of them.
  let isCut: Bool
  /// The probability of the likeliest tree.
  let best: Double

  /// Takes the trees of a patient.
  ///
  /// - Returns: `nil` where there are none.
  init?(_ clones: StudyClones) {
    let edges = clones.edges.filter(\.isInConsensus)
    guard !edges.isEmpty else { return nil }
    let children = Dictionary(grouping: edges, by: \.parent)
    var nodes: [Node] = []
    var seen: Set<Int> = []
    func add(_ parent: Int) {
      for edge in (children[parent] ?? []).sorted(by: { $0.child < $1.child })
      where seen.insert(edge.child).inserted {
        let other = clones.edges.filter { $0.child == edge.child && $0.parent != parent }
          .max { $0.probability < $1.probability }
        nodes.append(
          Node(
            clone: edge.child, parent: parent, probability: edge.probability,
            other: other.flatMap { $0.probability >= 0.05 ? ($0.parent, $0.probability) : nil }))
        add(edge.child)
      }
    }
    add(0)
    self.nodes = nodes
    let likeliest = clones.trees.filter(\.isCredible)
    credible = likeliest.count
    // The table holds the likeliest trees alone: where these have less, there are more.
    isCut = likeliest.reduce(0) { $0 + $1.probability } < 0.9 - 1e-4
    best = clones.trees.map(\.probability).max() ?? 0
  }

  /// The children of a clone, or of the root.
  func children(of parent: Int) -> [Int] { nodes.filter { $0.parent == parent }.map(\.clone) }

  /// Steps from the root; 1 for its children.
  func depth(of clone: Int) -> Int {
    guard let node = nodes.first(where: { $0.clone == clone }) else { return 0 }
    return 1 + depth(of: node.parent)
  }

  /// A clone's cells with those of its descendants.
  func total(of clone: Int, _ own: (Int) -> Double) -> Double {
    children(of: clone).reduce(own(clone)) { $0 + total(of: $1, own) }
  }
}
