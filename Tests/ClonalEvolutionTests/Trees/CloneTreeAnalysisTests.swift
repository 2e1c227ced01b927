import Foundation
import NumericalMethods
import Testing

@testable import ClonalEvolution

@Suite("The posterior of clone trees")
struct CloneTreeAnalysisTests {
  private func curve(_ fraction: Double, reads: Int = 4000) -> CellFractionCurve? {
    CellFractionCurve(
      alternate: Int((0.5 * fraction * Double(reads)).rounded()), depth: reads, errorRate: 1e-4)
  }

  private func curves(_ fractions: [[Double]]) -> [[CellFractionCurve?]] {
    fractions.map { $0.map { curve($0) } }
  }

  private func expectLaws(_ found: PatientTrees) {
    let places = found.clones.indices
    #expect(abs(found.trees.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
    for child in places {
      let sum = ([CloneTree.normal] + places).reduce(0) {
        $0 + ($1 == child ? 0 : found.edgeProbability(parent: $1, child: child))
      }
      #expect(abs(sum - 1) < 1e-9)
      for other in places where other != child {
        #expect(
          found.ancestorProbability(other, of: child)
            >= found.edgeProbability(parent: other, child: child) - 1e-12)
      }
    }
    for pair in zip(found.trees, found.trees.dropFirst()) {
      #expect(pair.0.probability >= pair.1.probability - 1e-12)
    }
    #expect(Set(found.trees.map(\.tree)).count == found.trees.count)
    for sample in found.proportions.first?.indices ?? 0..<0 {
      #expect(abs(found.proportions.reduce(0) { $0 + $1[sample].mean } - 1) < 1e-9)
      for place in found.proportions {
        #expect(place[sample].low <= place[sample].mean + 0.02)
        #expect(place[sample].high >= place[sample].mean - 0.02)
      }
    }
  }

  @Test func `clear fractions leave one tree`() {
    let found = CloneTreeAnalysis().trees(
      of: curves([[1, 1, 1], [0.7, 0.2, 0.4], [0.25, 0.75, 0.1], [0.5, 0.1, 0]]))
    #expect(found.method == .exact && found.unplaced.isEmpty)
    #expect(found.trees.first?.tree.parents == [CloneTree.normal, 0, 0, 1])
    #expect(found.consensus.parents == [CloneTree.normal, 0, 0, 1])
    #expect(found.credibleCount == 1 && found.equalCount == 1)
    #expect(found.edgeProbability(parent: 1, child: 3) > 0.95)
    #expect(found.ancestorProbability(0, of: 3) > 0.999)
    expectLaws(found)
    let own = found.proportions.map { $0[0] }
    for (value, known) in zip(own, [0, 0.05, 0.2, 0.25, 0.5]) {
      #expect(abs(value.mean - known) < 0.03)
      #expect(value.low <= known + 0.01 && value.high >= known - 0.01)
    }
  }

  /// With one sample a small clone fits below any other, or beside it.
  @Test func `what samples cannot tell apart is told`() {
    let found = CloneTreeAnalysis().trees(of: curves([[1], [0.5], [0.2]]))
    #expect(found.equalCount == 2 && found.credibleCount == 2)
    #expect(found.edgeProbability(parent: 0, child: 2) > 0.2)
    #expect(found.edgeProbability(parent: 1, child: 2) > 0.2)
    expectLaws(found)
  }

  @Test func `degenerate clones have a tree`() {
    let none = CloneTreeAnalysis().trees(of: [])
    #expect(none.clones.isEmpty && none.trees.isEmpty && none.consensus.count == 0)
    let one = CloneTreeAnalysis().trees(of: curves([[1]]))
    #expect(one.trees.map(\.tree.parents) == [[CloneTree.normal]])
    #expect(one.trees[0].probability == 1 && one.edgeProbability(parent: -1, child: 0) == 1)
    expectLaws(CloneTreeAnalysis().trees(of: curves([[0, 0], [0, 0], [0, 0]])))
    expectLaws(CloneTreeAnalysis().trees(of: curves([[0.4, 0.4], [0.4, 0.4], [0.4, 0.4]])))
    expectLaws(CloneTreeAnalysis().trees(of: curves([[1, 1], [1, 1], [1, 1], [1, 1]])))
    let whole = [Double](repeating: 1, count: 13)
    let rising: [Double] = (0..<13).map { Double($0) / 20 }
    let falling: [Double] = (0..<13).map { 0.3 - Double($0) / 50 }
    expectLaws(CloneTreeAnalysis().trees(of: curves([whole, rising, falling])))
    // A sample that says nothing changes nothing.
    let two = curves([[1, 1], [0.6, 0.3], [0.3, 0.6]])
    let known = CloneTreeAnalysis().trees(of: two)
    let more = CloneTreeAnalysis().trees(of: two.map { $0 + [nil] })
    for (first, second) in zip(known.trees, more.trees) {
      #expect(first.tree == second.tree && abs(first.probability - second.probability) < 1e-9)
    }
  }

  @Test func `neither the order of clones nor that of samples matters`() {
    let random = RandomSource(seed: 3)
    let truth = SimulatedTree(clones: 6, samples: 3, mutations: 10, random: random)
    let first = CloneTreeAnalysis().trees(of: truth.curves)
    expectLaws(first)
    let (clones, samples) = ([3, 0, 5, 1, 4, 2], [2, 0, 1])
    let second = CloneTreeAnalysis().trees(
      of: clones.map { clone in samples.map { truth.curves[clone][$0] } })
    #expect(first.weighed == second.weighed && first.credibleCount == second.credibleCount)
    for child in clones.indices {
      for parent in clones.indices where parent != child {
        let known = first.edgeProbability(parent: clones[parent], child: clones[child])
        #expect(abs(second.edgeProbability(parent: parent, child: child) - known) < 1e-9)
      }
    }
  }

  @Test func `the chain agrees with the sum over all trees`() {
    let random = RandomSource(seed: 8)
    for _ in 0..<4 {
      let truth = SimulatedTree(clones: 5, samples: 2, mutations: 3, random: random)
      let exact = CloneTreeAnalysis().trees(of: truth.curves)
      var analysis = CloneTreeAnalysis()
      analysis.exactClones = 0
      analysis.sweeps = 3000
      let drawn = analysis.trees(of: truth.curves)
      guard drawn.method == .search else { continue }
      #expect(exact.method == .exact)
      expectLaws(drawn)
      for child in 0..<5 {
        for parent in -1..<5 where parent != child {
          let (one, other) = (
            exact.edgeProbability(parent: parent, child: child),
            drawn.edgeProbability(parent: parent, child: child)
          )
          #expect(abs(one - other) < 0.04)
        }
      }
      // Equal seeds give equal draws.
      #expect(analysis.trees(of: truth.curves).edges == drawn.edges)
    }
  }

  /// Two clones that each outnumber the other, and together all cells, fit into no tree.
  @Test func `a clone that fits nowhere is left out, and told`() throws {
    let found = CloneTreeAnalysis().trees(
      of: curves([
        [1, 1, 1, 1], [0.9, 0.2, 0.8, 0.9], [0.2, 0.9, 0.7, 0.9], [0.1, 0.02, 0.3, 0.05],
      ]))
    let out = try #require(found.unplaced.first)
    #expect(found.unplaced.count == 1 && [1, 2].contains(out.clone))
    #expect(out.probability > 0.99 && out.conflicts == [3 - out.clone])
    #expect(found.clones.count == 3 && !found.clones.contains(out.clone))
    expectLaws(found)
    // Three that are too many together, though no two are.
    let siblings = CloneTreeAnalysis().trees(
      of: curves([[1, 1, 1], [0.6, 0.3, 0.3], [0.3, 0.6, 0.3], [0.3, 0.3, 0.6]]))
    #expect(siblings.unplaced.count == 1)
  }

  /// Pairs that exclude one another twice over: no single clone is what spoils the tree.
  @Test func `several clones that fit nowhere are left out one after the other`() {
    let found = CloneTreeAnalysis().trees(
      of: curves([
        [1, 1, 1, 1], [0.95, 0.05, 0.9, 0.1], [0.1, 0.95, 0.2, 0.9], [0.9, 0.9, 0.1, 0.05],
        [0.2, 0.1, 0.95, 0.9],
      ]))
    #expect(found.clones.count + found.unplaced.count == 5)
    #expect(found.unplaced.count > 1 && found.clones.contains(0))
    #expect(found.unplaced.allSatisfy { $0.probability > 0.9 })
    expectLaws(found)
    for clone in found.clones.indices {
      #expect(found.edgeProbability(parent: CloneTree.normal, child: clone) >= 0)
    }
  }

  @Test func `absence between two presences speaks against a place in the tree`() {
    let fractions = curves([[1, 1, 1], [0.62, 0.2, 0.4], [0.41, 0.79, 0.3]])
    let without = CloneTreeAnalysis().trees(of: fractions)
    #expect(without.unplaced.isEmpty)
    let with = CloneTreeAnalysis().trees(of: fractions, gaps: [0, 0, 12])
    #expect(with.unplaced.map(\.clone) == [2])
    func fraction(_ low: Double, _ high: Double) -> CloneFraction {
      CloneFraction(
        median: high, low: low, high: high, mean: high, deviation: 0, absent: 0, clonal: 0)
    }
    let (present, absent, unsure) = (fraction(0.2, 0.3), fraction(0, 0.005), fraction(0, 0.1))
    #expect(CloneTreeAnalysis.gaps([present, absent, present]) == 1)
    #expect(CloneTreeAnalysis.gaps([absent, present, present, absent]) == 0)
    #expect(CloneTreeAnalysis.gaps([present, unsure, present]) == 0)
    #expect(CloneTreeAnalysis.gaps([present, absent, unsure, present, absent, present]) == 2)
  }

  /// The likelihood of a tree is the mean over proportions of what its prior gives: drawn at random instead.
  @Test(arguments: [[-1, 0, 0], [-1, 0, 1], [-1, 0, -1]])
  func `integrals over proportions agree with random draws`(_ parents: [Int]) throws {
    let reads = [[(30, 100), (45, 90)], [(12, 80), (3, 100)], [(9, 100), (12, 100)]]
    let curves = reads.map {
      $0.map { CellFractionCurve(alternate: $0.0, depth: $0.1) as CellFractionCurve? }
    }
    let model = TreeModel(curves, founder: 1)
    let tree = PartialTree(parents: parents)
    let children = tree.children
    let order = tree.order(children: children)
    let random = RandomSource(seed: 11)
    for sample in 0..<2 {
      let pass = SamplePass(model, sample, children: children, order: order)
      let cells = curves.compactMap { $0[sample]?.cells(1000) }
      var sum = 0.0
      for mask in 1..<16 {
        // The places above 0: the root, then clones.
        let present = (0..<4).filter { mask >> $0 & 1 == 1 }
        var mean = 0.0
        let draws = 20_000
        for _ in 0..<draws {
          var shares = [Double](repeating: 0, count: 4)
          for place in present { shares[place] = random.gamma(shape: 1, scale: 1) }
          let total = shares.reduce(0, +)
          var fractions = shares.dropFirst().map { $0 / total }
          for clone in order.reversed() where parents[clone] >= 0 {
            fractions[parents[clone]] += fractions[clone]
          }
          mean += fractions.enumerated().reduce(1) { product, entry in
            let (clone, fraction) = entry
            let value =
              fraction <= 1e-12
              ? cells[clone].absent
              : fraction >= 1 - 1e-12
                ? cells[clone].clonal : cells[clone].values[min(999, Int(fraction * 1000))]
            return product * value
          }
        }
        let count = Double(present.count)
        sum += pow(model.ratio, count) / tgamma(count) * mean / Double(draws)
      }
      #expect(abs(pass.logLikelihood - log(sum)) < 0.1)
      // A leaf that is added has the likelihood of the tree that comes about.
      let rest = PartialTree(parents: [parents[0], parents[1], PartialTree.absent])
      let without = SamplePass(
        model, sample, children: rest.children, order: rest.order(children: rest.children))
      let leaf = model.message(2, sample, children: ShareMeasure(cells: model.cells[sample]))
      #expect(
        abs(without.logLikelihood(adding: leaf, to: parents[2] + 1) - pass.logLikelihood) < 1e-9)
    }
  }

  @Test func `what is kept of another tree changes nothing`() throws {
    let simulated = SimulatedTree(
      clones: 9, samples: 3, mutations: 3, random: RandomSource(seed: 5))
    let model = TreeModel(simulated.curves, founder: 0.01)
    let growth = TreeGrowth(model: model, width: 100, depth: 14, adopted: 3)
    let tree = PartialTree(parents: simulated.parents)
    let children = tree.children
    let passes = (0..<3).map {
      SamplePass(model, $0, children: children, order: tree.order(children: children), isWanted: [])
    }
    for clone in 0..<9 {
      var rest = tree
      for child in 0..<9 where tree.parents[child] == clone {
        rest.parents[child] = tree.parents[clone]
      }
      rest.parents[clone] = PartialTree.absent
      var isChanged = [Bool](repeating: false, count: 9)
      var place = tree.parents[clone]
      while place != CloneTree.normal {
        isChanged[place] = true
        place = tree.parents[place]
      }
      let plain = growth.insertions(of: clone, in: rest)
      let kept = growth.insertions(
        of: clone, in: rest, former: passes.map { .init(pass: $0, isChanged: isChanged) })
      #expect(plain.map(\.0) == kept.map(\.0))
      #expect(plain.map(\.1) == kept.map(\.1))
      // All places at once give each the same as the wanted ones alone.
      let restChildren = rest.children
      for (place, logs) in plain where place.adopted.isEmpty && logs > -.infinity {
        let founders = restChildren[0].count + (place.parent == CloneTree.normal ? 1 : 0)
        var sum = Double(founders - 1) * model.logFounder
        for sample in 0..<3 {
          let pass = SamplePass(
            model, sample, children: restChildren, order: rest.order(children: restChildren))
          let leaf = model.message(
            clone, sample, children: ShareMeasure(cells: model.cells[sample]))
          sum += pass.logLikelihood(adding: leaf, to: place.parent + 1)
        }
        #expect(abs(sum - logs) < 1e-9)
      }
    }
  }
}
