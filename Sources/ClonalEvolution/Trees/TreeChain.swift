import Glibc
import NumericalMethods

/// A Markov chain of trees whose steps draw a new place for a clone, or for a clone with all its descendants,
/// from all places there are (Gibbs sampling).
struct TreeChain {
  let growth: TreeGrowth
  private(set) var tree: PartialTree
  /// ln of the likelihood times the prior of ``tree``.
  private(set) var log: Double
  private let random: RandomSource
  /// The mean probability of each parent of each clone when a step drew it, `[parent + 1][child]`, after
  /// ``finish()``.
  ///
  /// The mean of what was drawn is the same, but for more noise.
  private(set) var edges: [[Double]]
  private var drawn: [Double]
  /// The share of states in which a clone was another's ancestor, after ``finish()``.
  private(set) var ancestry: [[Double]]
  /// The trees of the chain: how often, and ln of likelihood times prior.
  private(set) var visited: [PartialTree: Visits] = [:]
  /// The states that were counted.
  private(set) var states = 0
  private var sweeps = 0
  /// The messages to the root of ``tree``, by sample.
  private var inward: [SamplePass]

  /// How often the chain was at a tree.
  struct Visits: Sendable {
    var times = 0
    var log: Double
  }

  private var model: TreeModel { growth.model }

  init(_ growth: TreeGrowth, start: TreeGrowth.Scored, random: RandomSource) {
    self.growth = growth
    (tree, log) = (start.tree, start.log)
    self.random = random
    let count = growth.model.clones
    edges = [[Double]](repeating: [Double](repeating: 0, count: count), count: count + 1)
    ancestry = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    drawn = [Double](repeating: 0, count: count)
    let children = start.tree.children
    let order = start.tree.order(children: children)
    inward = (0..<growth.model.samples).map {
      SamplePass(growth.model, $0, children: children, order: order, isWanted: [])
    }
  }

  /// Draws a new place for every clone: with its descendants, and alone in the next sweep.
  ///
  /// Which of both depends on no tree, so that the posterior stays what the chain draws from.
  mutating func sweep(isCounted: Bool) {
    let clones = tree.parents.indices.filter { tree.parents[$0] != PartialTree.absent }
    for (number, clone) in clones.enumerated() {
      let step = (sweeps + number).isMultiple(of: 2) ? withDescendants(clone) : alone(clone)
      guard isCounted else {
        if let step { take(step, clone) }
        continue
      }
      if let step {
        take(step, clone)
        for (option, part) in zip(step.options, step.probabilities) {
          edges[option.parents[clone] + 1][clone] += part
        }
      } else {
        edges[tree.parents[clone] + 1][clone] += 1
      }
      drawn[clone] += 1
      states += 1
      visited[tree, default: Visits(log: log)].times += 1
      var ignored: [[Double]] = []
      tree.add(1, toEdges: &ignored, ancestry: &ancestry)
    }
    sweeps += 1
  }

  /// Makes shares of the counts.
  mutating func finish() {
    for row in edges.indices {
      for clone in drawn.indices where drawn[clone] > 0 { edges[row][clone] /= drawn[clone] }
    }
    guard states > 0 else { return }
    for ancestor in ancestry.indices {
      for clone in ancestry[ancestor].indices { ancestry[ancestor][clone] /= Double(states) }
    }
  }

  /// The trees that a step may lead to, with their probabilities.
  private struct Step {
    let options: [PartialTree]
    let logs: [Double]
    let probabilities: [Double]

    init?(_ options: [PartialTree], _ logs: [Double], current: PartialTree) {
      // A step that could not lead back is none.
      guard let best = logs.max(), best > -.infinity, options.contains(current) else { return nil }
      let values = logs.map { exp($0 - best) }
      let sum = values.reduce(0, +)
      (self.options, self.logs) = (options, logs)
      probabilities = values.map { $0 / sum }
    }
  }

  private mutating func take(_ step: Step, _ clone: Int) {
    var left = random.uniform()
    var chosen = step.probabilities.lastIndex { $0 > 0 } ?? 0
    for (index, part) in step.probabilities.enumerated() {
      left -= part
      if left < 0 {
        chosen = index
        break
      }
    }
    let next = step.options[chosen]
    log = step.logs[chosen]
    guard next != tree else { return }
    // Other children have the clone, its ancestors, and those that were its ancestors.
    var isChanged = ancestors(of: clone, in: tree)
    for (other, isAncestor) in ancestors(of: clone, in: next).enumerated() where isAncestor {
      isChanged[other] = true
    }
    isChanged[clone] = true
    tree = next
    let children = tree.children
    let order = tree.order(children: children)
    inward = inward.enumerated().map { sample, pass in
      SamplePass(
        model, sample, children: children, order: order,
        former: .init(pass: pass, isChanged: isChanged), isWanted: [])
    }
  }

  private func ancestors(of clone: Int, in tree: PartialTree) -> [Bool] {
    var isAncestor = [Bool](repeating: false, count: tree.parents.count)
    var place = tree.parents[clone]
    while place != CloneTree.normal {
      isAncestor[place] = true
      place = tree.parents[place]
    }
    return isAncestor
  }

  /// What is known of the tree without a clone, whose ancestors alone have other children then.
  private func former(without clone: Int) -> [SamplePass.Former] {
    let isChanged = ancestors(of: clone, in: tree)
    return inward.map { SamplePass.Former(pass: $0, isChanged: isChanged) }
  }

  /// The places for a clone with its descendants.
  private func withDescendants(_ clone: Int) -> Step? {
    var rest = tree
    let whole = tree.children
    var stack = [clone]
    while let next = stack.popLast() {
      rest.parents[next] = PartialTree.absent
      stack += whole[next + 1]
    }
    let children = rest.children
    let order = rest.order(children: children)
    let places = ([CloneTree.normal] + order.sorted()).filter {
      $0 == CloneTree.normal || model.logContained[$0][clone] >= TreeGrowth.leastContained
    }
    var logs = places.map {
      Double(children[0].count - ($0 == CloneTree.normal ? 0 : 1)) * model.logFounder
    }
    let isWanted = rest.isOnWay(to: places)
    let former = former(without: clone)
    for sample in 0..<model.samples {
      guard let message = inward[sample].message(of: clone) else { continue }
      let pass = SamplePass(
        model, sample, children: children, order: order, former: former[sample],
        isWanted: isWanted)
      for index in places.indices where logs[index] > -.infinity {
        logs[index] += pass.logLikelihood(adding: message, to: places[index] + 1)
      }
    }
    let options = places.map { place in
      var option = tree
      option.parents[clone] = place
      return option
    }
    return Step(options, logs, current: tree)
  }

  /// The places for a clone whose children stay where they are.
  private func alone(_ clone: Int) -> Step? {
    var rest = tree
    for child in rest.parents.indices where rest.parents[child] == clone {
      rest.parents[child] = tree.parents[clone]
    }
    rest.parents[clone] = PartialTree.absent
    let insertions = growth.insertions(of: clone, in: rest, former: former(without: clone))
    return Step(
      insertions.map { $0.0.applied(to: rest, clone) }, insertions.map(\.1), current: tree)
  }
}
