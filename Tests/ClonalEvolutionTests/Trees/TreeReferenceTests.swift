import Foundation
import Testing
import _TestSupport

@testable import ClonalEvolution

@Suite("Trees of clones, against reference values")
struct TreeReferenceTests {
  @Test(arguments: ReferenceCase.cases("tree_projection"))
  func `point estimates are projected onto a tree`(_ reference: ReferenceCase) throws {
    // There the root is a place of its own, the first.
    let parents = reference.inputs["parent"].array.dropFirst().map { $0.int - 1 }
    let tree = try #require(CloneTree(parents: parents))
    let found = tree.projection(
      Array(reference.inputs["F_hat"].doubles.dropFirst()),
      weights: Array(reference.inputs["weights"].doubles.dropFirst()))
    let expected = reference.expected["F"].doubles.dropFirst()
    for (value, known) in zip(found.fractions, expected) { #expect(reference.agrees(value, known)) }
    for (value, known) in zip(found.proportions, reference.expected["eta"].doubles) {
      #expect(reference.agrees(value, known))
    }
    #expect(reference.agrees(found.squares, reference.expected["objective"].double))
  }

  @Test(arguments: ReferenceCase.cases("pair_relation"))
  func `relations of two clones have their evidence`(_ reference: ReferenceCase) throws {
    func curves(_ key: String) -> [CellFractionCurve] {
      reference.inputs[key].array.map {
        CellFractionCurve(
          alternate: $0.array[0].int, depth: $0.array[1].int,
          share: reference.inputs["omega"].double, errorRate: 0, points: 40_000)
      }
    }
    let logs = PairRelation.logEvidence(curves("A"), curves("B"), cells: 40_000)
    let probabilities = PairRelation.probabilities(logs)
    let names: [PairRelation: String] = [
      .ancestor: "A_B", .descendant: "B_A", .branched: "branched", .same: "cocluster",
      .garbage: "garbage",
    ]
    for (relation, name) in names {
      let log = try #require(logs[relation])
      #expect(
        reference.agrees(log, reference.expected["log_evidence"][name].double), "\(name)")
      // An error of 1e-6 of a logarithm of 40 is one of 4e-5 of its exponential.
      let known = reference.expected["posterior_uniform_prior"][name].double
      let value = try #require(probabilities[relation])
      #expect(abs(value - known) <= 4e-5 * known, "\(name)")
    }
  }

  /// Without reads all trees are weighed, and all alike.
  @Test func `there are as many trees as Cayley counted`() throws {
    let reference = try #require(ReferenceCase.cases("cayley_counts").first)
    let numbers = reference.inputs["K"].array.map(\.int)
    let counts = reference.expected["rooted_trees_with_fixed_root"].doubles
    for (clones, known) in zip(numbers, counts) {
      let log = TreePrior.logSum(clones: clones, logFounder: 0)
      #expect(abs(exp(log) / known - 1) < 1e-9)
      guard clones <= 5 else { continue }
      var analysis = CloneTreeAnalysis()
      (analysis.founderOdds, analysis.listed) = (1, 2000)
      let flat = [[CellFractionCurve?]](repeating: [nil], count: clones)
      let found = analysis.trees(of: flat)
      #expect(found.method == .exact && Double(found.weighed) == known)
      #expect(Set(found.trees.map(\.tree)).count == found.weighed)
      #expect(found.credibleCount == Int((0.9 * known - 1e-9).rounded(.up)))
    }
  }

  @Test(arguments: ReferenceCase.cases("ancestor_descendant_f1"))
  func `pairs of ancestors are scored`(_ reference: ReferenceCase) {
    // The first is the root.
    func pairs(_ key: String) -> Set<[Int]> {
      TreeScores.ancestry(reference.inputs[key].array.dropFirst().map { $0.int - 1 })
    }
    let score = TreeScores.f1(pairs("pred_parent"), truth: pairs("true_parent"))
    #expect(reference.agrees(score.precision, reference.expected["precision"].double))
    #expect(reference.agrees(score.recall, reference.expected["recall"].double))
    #expect(reference.agrees(score.f1, reference.expected["f1"].double))
  }

  @Test(arguments: ReferenceCase.cases("relation_reconstruction_jsd"))
  func `distributions are compared`(_ reference: ReferenceCase) {
    let value = TreeScores.divergence(
      reference.inputs["p"].doubles, reference.inputs["q"].doubles)
    #expect(reference.agrees(value, reference.expected["jsd_bits"].double))
  }
}
