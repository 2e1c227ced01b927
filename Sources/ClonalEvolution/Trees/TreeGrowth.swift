import Glibc

/// Builds trees clone by clone, and keeps the likeliest.
///
/// A clone is added below any other or the root, and may take any of the children there for its own. Every tree
/// comes about in one way, since a clone that is taken out leaves its children to its parent; so trees that are
/// kept are distinct, and where none is dropped they are all.
struct TreeGrowth {
  let model: TreeModel
  /// Trees that are kept at most after each clone.
  let width: Int
  /// Trees that are less likely than the likeliest by more are dropped, in nats.
  let depth: Double
  /// Children that a new clone may take for its own at most.
  let adopted: Int

  /// A tree with ln of its likelihood times its prior.
  struct Scored: Sendable {
    var tree: PartialTree
    var log: Double
  }

  /// What has grown.
  struct Result: Sendable {
    /// By falling likelihood.
    var trees: [Scored]
    /// Whether trees were dropped since there were too many.
    var isCut = false
    /// ln of the probability of the reads of each added clone given those before it, if it is in the tree, over
    /// that if its fractions have nothing to do with the others'.
    var logPlaced: [Int: Double] = [:]
    /// The sum of ``logPlaced``.
    var logEvidence = 0.0
  }

  /// Adds clones in an order.
  func trees(of order: [Int]) -> Result {
    let empty = PartialTree(
      parents: [Int](repeating: PartialTree.absent, count: model.clones))
    var result = Result(trees: [Scored(tree: empty, log: 0)])
    for (number, clone) in order.enumerated() {
      let before = logEvidence(result.trees.map(\.log), clones: number)
      var next = extended(result.trees, by: clone)
      guard !next.isEmpty else {
        result.trees = []
        result.logPlaced[clone] = -.infinity
        result.logEvidence = -.infinity
        return result
      }
      let free = model.likelihoods[clone].reduce(0) { $0 + log($1.free) }
      let placed = logEvidence(next.map(\.log), clones: number + 1) - before - free
      result.logPlaced[clone] = placed
      result.logEvidence += placed
      let best = next.reduce(-Double.infinity) { max($0, $1.log) }
      next.removeAll { $0.log < best - depth }
      next.sort(by: Self.isBefore)
      if next.count > width {
        result.isCut = true
        next.removeLast(next.count - width)
      }
      result.trees = next
    }
    return result
  }

  /// By falling likelihood, of equal ones by their parents.
  static func isBefore(_ first: Scored, _ second: Scored) -> Bool {
    first.log == second.log
      ? first.tree.parents.lexicographicallyPrecedes(second.tree.parents) : first.log > second.log
  }

  /// ln of the probability of the reads of the first clones, whatever their tree.
  private func logEvidence(_ logs: [Double], clones: Int) -> Double {
    guard clones > 0 else { return 0 }
    let best = logs.max() ?? 0
    let sum = best + log(logs.reduce(0) { $0 + exp($1 - best) })
    return sum - Double(model.samples) * model.logPriorSum(clones: clones)
      - TreePrior.logSum(clones: clones, logFounder: model.logFounder)
  }

  private func extended(_ trees: [Scored], by clone: Int) -> [Scored] {
    var next: [Scored] = []
    for scored in trees {
      for (place, logs) in insertions(of: clone, in: scored.tree) where logs > -.infinity {
        next.append(Scored(tree: place.applied(to: scored.tree, clone), log: logs))
      }
    }
    return next
  }

  /// A place for a clone.
  struct Place: Hashable, Sendable {
    var parent: Int
    var adopted: [Int] = []

    func applied(to tree: PartialTree, _ clone: Int) -> PartialTree {
      var tree = tree
      tree.parents[clone] = parent
      for child in adopted { tree.parents[child] = clone }
      return tree
    }
  }

  /// Below this sum of ln likelihoods a clone is not taken for another's ancestor.
  static let leastContained = -20.0

  /// The places for a clone in a tree without it, with ln of the likelihood times the prior.
  ///
  /// - Parameter former: What is known of another tree, by sample; empty for nothing.
  func insertions(
    of clone: Int, in tree: PartialTree, former: [SamplePass.Former] = []
  ) -> [(Place, Double)] {
    let children = tree.children
    let order = tree.order(children: children)
    var places: [Place] = []
    for parent in [CloneTree.normal] + order.sorted() {
      if parent != CloneTree.normal, model.logContained[parent][clone] < Self.leastContained {
        continue
      }
      var able = children[parent + 1].filter {
        model.logContained[clone][$0] >= Self.leastContained
      }
      if able.count > adopted {
        able.sort {
          (-model.logContained[clone][$0], $0) < (-model.logContained[clone][$1], $1)
        }
        able.removeLast(able.count - adopted)
      }
      for subset in 0..<(1 << able.count) {
        places.append(
          Place(
            parent: parent,
            adopted: able.indices.filter { subset >> $0 & 1 == 1 }.map { able[$0] }))
      }
    }
    var logs = places.map { place -> Double in
      let more = place.parent == CloneTree.normal ? 1 - place.adopted.count : 0
      return Double(children[0].count + more - 1) * model.logFounder
    }
    let isWanted = tree.isOnWay(to: places.map(\.parent))
    for sample in 0..<model.samples {
      let pass = SamplePass(
        model, sample, children: children, order: order,
        former: former.isEmpty ? nil : former[sample], isWanted: isWanted)
      let leaf = model.message(clone, sample, children: ShareMeasure(cells: model.cells[sample]))
      for (index, place) in places.enumerated() where logs[index] > -.infinity {
        logs[index] +=
          place.adopted.isEmpty
          ? pass.logLikelihood(adding: leaf, to: place.parent + 1)
          : pass.logLikelihood(inserting: clone, to: place.parent + 1, adopting: place.adopted)
      }
    }
    return Array(zip(places, logs))
  }
}
