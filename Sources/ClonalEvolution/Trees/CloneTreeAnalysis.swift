import Glibc
import NumericalMethods

/// The posterior of the trees of a patient's clones.
///
/// A tree has the probability of the reads of all clones in all samples, averaged over the clones'
/// proportions, times its prior. Averages are exact on a grid of cancer cell fractions, with exactly 0 and
/// exactly 1. Where clones are few, all trees that are not next to impossible are weighed;
/// where they are many, a Markov chain draws trees.
public struct CloneTreeAnalysis: Sendable {
  /// The prior odds of each further clone that descends from no other clone, against one founder; above 0, at
  /// most 1. Tumours of several founders that share no mutation are rare.
  public var founderOdds = 0.01
  /// The prior probability of a clone whose fractions fit into no tree: losses of its loci in a part of the
  /// cells, or wrong copy numbers.
  public var misfit = 0.01
  /// Clones up to which all trees are weighed, if these are no more than ``most``.
  public var exactClones = 9
  /// Trees that are weighed at most.
  public var most = 20_000
  /// Sweeps of the Markov chain; `nil` for as many as clones and samples allow within about half a second.
  public var sweeps: Int?
  /// What the chain draws from.
  public var seed: UInt64 = 1
  /// Trees that are kept in the result at most.
  public var listed = 1000

  /// Creates an analysis.
  public init() {}

  /// Trees that are less likely than the likeliest by more are not weighed, in nats.
  private static let depth = 14.0
  /// Trees that are kept while a search builds them.
  private static let width = 10
  /// The first part of a chain, which is not counted.
  private static let burn = 0.25
  /// Steps of all sweeps together: clones² × samples.
  private static let steps = 200_000
  private static let mostSweeps = 2000

  /// Finds the trees of a patient's clones.
  ///
  /// - Parameters:
  ///   - curves: What the reads tell of each clone in each sample; `nil` where they tell nothing.
  ///   - patient: The patient's identifier.
  ///   - gaps: How often each clone is absent from a sample while it is in an earlier and in a later one of the
  ///     same place; empty for none. Each time multiplies the odds of its fitting into a tree by 0.05.
  /// - Complexity: With few clones, trees × clones × samples × products of cells; else linear in sweeps.
  public func trees(
    of curves: [[CellFractionCurve?]], patient: String = "", gaps: [Int] = []
  ) -> PatientTrees {
    var result = PatientTrees(patient: patient)
    let count = curves.count
    guard count > 0 else { return result }
    let model = TreeModel(curves, founder: founderOdds)
    let order = Self.order(curves)
    var placed = order
    var grown = grow(model, placed)
    let penalties = (0..<count).map { clone in
      log((1 - misfit) / misfit)
        + (gaps.indices.contains(clone) ? Double(gaps[clone]) * log(Self.perGap) : 0)
    }
    // ln of the odds that a clone is in the tree; where they are against one, the clone that spoils it goes.
    while placed.count > 1 {
      let worst = placed.filter { (grown.logPlaced[$0] ?? -.infinity) + penalties[$0] < 0 }
      guard !worst.isEmpty else { break }
      var best: (clone: Int, total: Double, grown: TreeGrowth.Result)?
      for clone in candidates(placed, worst, curves) {
        let next = grow(model, placed.filter { $0 != clone })
        let total = next.logEvidence - penalties[clone]
        if total > best?.total ?? -.infinity { best = (clone, total, next) }
      }
      if best == nil, grown.trees.isEmpty,
        let clone = placed.first(where: { (grown.logPlaced[$0] ?? -.infinity) == -.infinity })
      {
        // No tree, whichever single clone is left out: the first that could not be added goes.
        best = (clone, -.infinity, grow(model, placed.filter { $0 != clone }))
      }
      guard let best, grown.trees.isEmpty || best.total > grown.logEvidence else { break }
      let odds = grown.trees.isEmpty ? -.infinity : grown.logEvidence - best.total
      result.unplaced.append(
        PatientTrees.UnplacedClone(
          clone: best.clone, probability: 1 / (1 + exp(odds)),
          conflicts: Self.conflicts(of: best.clone, with: placed, curves).sorted()))
      placed.removeAll { $0 == best.clone }
      grown = best.grown
    }
    if grown.trees.isEmpty {
      result.unplaced += placed.map {
        PatientTrees.UnplacedClone(clone: $0, probability: 1, conflicts: [])
      }
      placed = []
    }
    result.unplaced.sort { $0.clone < $1.clone }
    result.clones = placed.sorted()
    report(model, grown, to: &result)
    return result
  }

  /// What an absence between two presences in the same place does to the odds of fitting into a tree.
  private static let perGap = 0.05

  /// By falling mean fraction, in which ancestors mostly come first.
  private static func order(_ curves: [[CellFractionCurve?]]) -> [Int] {
    let means = curves.map { own in own.reduce(0) { $0 + ($1?.summary.mean ?? 0) } }
    return curves.indices.sorted { (means[$0], $1) > (means[$1], $0) }
  }

  private func grow(_ model: TreeModel, _ order: [Int]) -> TreeGrowth.Result {
    growth(model, isExact: order.count <= exactClones).trees(of: order)
  }

  private func growth(_ model: TreeModel, isExact: Bool) -> TreeGrowth {
    TreeGrowth(
      model: model, width: isExact ? most : Self.width, depth: Self.depth,
      adopted: isExact ? exactClones : 1)
  }

  /// The clones that may be what spoils the tree: those that fit badly, and those in conflict with them.
  private func candidates(
    _ placed: [Int], _ worst: [Int], _ curves: [[CellFractionCurve?]]
  ) -> [Int] {
    if placed.count <= exactClones { return placed }
    let others = worst.flatMap { Self.conflicts(of: $0, with: placed, curves) }
    return Set(worst + others.prefix(Self.tried)).sorted()
  }

  /// Clones beside those that fit badly whose trees without them are tried, where clones are many.
  private static let tried = 6

  /// The clones with which a clone can stand in no relation.
  private static func conflicts(
    of clone: Int, with others: [Int], _ curves: [[CellFractionCurve?]]
  ) -> [Int] {
    others.filter { other in
      guard other != clone else { return false }
      let samples = curves[clone].indices.filter {
        curves[clone][$0] != nil && curves[other][$0] != nil
      }
      let logs = PairRelation.logEvidence(
        samples.compactMap { curves[clone][$0] }, samples.compactMap { curves[other][$0] })
      return (PairRelation.probabilities(logs)[.garbage] ?? 0) > 0.5
    }
  }

  private func report(
    _ model: TreeModel, _ grown: TreeGrowth.Result, to result: inout PatientTrees
  ) {
    guard let first = grown.trees.first else { return }
    var weighed: [TreeGrowth.Scored]
    var shares: [Double]
    let count = model.clones
    var edges = [[Double]](repeating: [Double](repeating: 0, count: count), count: count + 1)
    var ancestry = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    if !grown.isCut {
      result.method = .exact
      weighed = grown.trees
      let total = weighed.reduce(0) { $0 + exp($1.log - first.log) }
      shares = weighed.map { exp($0.log - first.log) / total }
      for (scored, share) in zip(weighed, shares) {
        scored.tree.add(share, toEdges: &edges, ancestry: &ancestry)
      }
    } else {
      result.method = .search
      let chain = chain(model, from: first, clones: result.clones.count)
      edges = chain.edges
      ancestry = chain.ancestry
      let ranked = chain.visited.sorted {
        $0.value.times == $1.value.times
          ? TreeGrowth.isBefore(
            .init(tree: $0.key, log: $0.value.log), .init(tree: $1.key, log: $1.value.log))
          : $0.value.times > $1.value.times
      }
      weighed = ranked.map { TreeGrowth.Scored(tree: $0.key, log: $0.value.log) }
      shares = ranked.map { Double($0.value.times) / Double(max(chain.states, 1)) }
    }
    result.weighed = weighed.count
    var sum = 0.0
    result.credibleCount = 0
    for share in shares where sum < 0.9 - 1e-12 {
      sum += share
      result.credibleCount += 1
    }
    let likeliest = weighed.reduce(-Double.infinity) { max($0, $1.log) }
    result.equalCount = weighed.count { $0.log > likeliest - Self.equal }
    let clones = result.clones
    var places = [Int: Int](minimumCapacity: clones.count)
    for (place, clone) in clones.enumerated() { places[clone] = place }
    result.trees = zip(weighed, shares).prefix(listed).map { scored, share in
      PatientTrees.WeightedTree(
        tree: CloneTree(
          known: clones.map { places[scored.tree.parents[$0]] ?? CloneTree.normal }),
        probability: min(share, 1), logLikelihood: scored.log)
    }
    result.edges = ([-1] + clones).map { parent in
      clones.map { min(1, edges[parent + 1][$0]) }
    }
    // A parent is an ancestor; with a chain both have noise of their own.
    result.ancestry = clones.map { ancestor in
      clones.map { min(1, max(ancestry[ancestor][$0], edges[ancestor + 1][$0])) }
    }
    result.consensus = CloneTree(known: consensus(of: result))
    result.proportions = Proportions(model, clones: clones).mixed(
      Array(zip(weighed.prefix(Self.mixed).map(\.tree), shares)))
  }

  /// The arborescence of the edges' probabilities; where a chain drew trees, of these no more than a small part,
  /// the tree whose ancestors agree most, which is nearer to the truth.
  private func consensus(of found: PatientTrees) -> [Int] {
    let parents = consensusParents(found.edges)
    guard found.method == .search else { return parents }
    let likeliest = found.trees.max { $0.logLikelihood < $1.logLikelihood }
    let starts = [parents] + (likeliest.map { [$0.tree.parents] } ?? [])
    let found = starts.map { ancestryConsensus(found.ancestry, from: $0) }
    return found.max { $0.sum < $1.sum }?.parents ?? parents
  }

  /// The trees whose likelihood is at least half of the greatest cannot be told apart, in nats.
  private static let equal = log(2.0)
  /// Trees over which proportions are averaged at most.
  private static let mixed = 100

  private func chain(
    _ model: TreeModel, from start: TreeGrowth.Scored, clones: Int
  ) -> TreeChain {
    let sweeps =
      sweeps
      ?? min(
        Self.mostSweeps, max(8, Self.steps / max(1, clones * clones * max(model.samples, 1))))
    var chain = TreeChain(
      TreeGrowth(model: model, width: most, depth: Self.depth, adopted: 3), start: start,
      random: RandomSource(seed: seed))
    let burn = Int(Self.burn * Double(sweeps))
    for sweep in 0..<(sweeps + burn) { chain.sweep(isCounted: sweep >= burn) }
    chain.finish()
    return chain
  }
}

extension PartialTree {
  /// Adds a share to the edges and ancestors of the tree.
  func add(_ share: Double, toEdges edges: inout [[Double]], ancestry: inout [[Double]]) {
    for clone in parents.indices where parents[clone] != Self.absent {
      var place = parents[clone]
      if !edges.isEmpty { edges[place + 1][clone] += share }
      while place != CloneTree.normal {
        ancestry[place][clone] += share
        place = parents[place]
      }
    }
  }
}
