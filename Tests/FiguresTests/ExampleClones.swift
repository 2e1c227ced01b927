import TumorModel

@testable import Figures
@testable import Results

/// Clones of the example's patient, made by hand: a trunk, two clones that come from it, and a mutation
/// of each kind that is of no clone.
enum ExampleClones {
  static let fractions: [Int: (a: Double, b: Double)] = [1: (1, 1), 2: (0, 0.6), 3: (0.5, 0)]

  static func mutation(
    _ variant: Variant, gene: String = "", clone: Int?, group: CloneGroup = .clone,
    a: Double?, b: Double?, clean: Set<String> = [], probability: Double = 0.99
  ) -> [CloneRow] {
    [("A", a), ("B", b)].map { sample, fraction in
      var row = CloneRow()
      (row.patient, row.gene, row.variant, row.sample) = ("P1", gene, variant, sample)
      (row.group, row.clone, row.probability) = (group, clone, probability)
      guard let fraction else { return row }
      (row.depth, row.alternate) = (100, clean.contains(sample) ? 0 : Int(30 * fraction) + 1)
      (row.cellFraction, row.low, row.high) = (
        fraction, max(0, fraction - 0.1), min(1, fraction + 0.1)
      )
      return row
    }
  }

  static func variant(_ position: Int) -> Variant {
    Variant(
      chromosome: Chromosome("7") ?? .unplaced, position: position, reference: "C", alternate: "T")
      ?? .placeholder
  }

  /// Calls of the example's patient among the mutations.
  static var mutations: [CloneRow] {
    let calls = ExampleCalls.calls.compactMap(\.variant)
    var rows: [CloneRow] = []
    rows += mutation(calls[0], gene: "ERBB2", clone: 2, a: 0, b: 0.6, clean: ["A"])
    rows += mutation(calls[1], gene: "ERBB2", clone: 1, a: 1, b: 1)
    rows += mutation(
      calls[2], gene: "ERBB2", clone: 3, a: 0.5, b: 0, clean: ["B"], probability: 0.6)
    rows += mutation(variant(100), clone: 1, a: 0.97, b: nil)
    rows += mutation(variant(200), clone: nil, group: .tail, a: 0.1, b: 0, clean: ["B"])
    rows += mutation(variant(300), clone: nil, group: .artefact, a: 0.02, b: 0.03)
    rows += mutation(variant(400), clone: nil, group: .notAssessable, a: nil, b: nil)
    return rows
  }

  static func edge(
    _ parent: Int, _ child: Int, _ probability: Double, consensus: Bool = true
  ) -> TreeEdgeRow {
    var row = TreeEdgeRow()
    (row.patient, row.parent, row.child) = ("P1", parent, child)
    (row.probability, row.ancestor, row.isInConsensus) = (probability, probability, consensus)
    return row
  }

  static var clones: StudyClones {
    var clones = StudyClones()
    clones.mutations = mutations
    clones.fractions = fractions.sorted { $0.key < $1.key }.flatMap { number, fraction in
      [("A", fraction.a), ("B", fraction.b)].map { sample, value in
        var row = CloneFractionRow()
        (row.patient, row.clone, row.mutations, row.sample) = ("P1", number, 1, sample)
        row.cellFraction = value
        (row.low, row.high) = (max(0, value - 0.05), min(1, value + 0.05))
        (row.absent, row.clonal) = (value == 0 ? 0.97 : 0, value == 1 ? 0.97 : 0)
        return row
      }
    }
    clones.trees = [0.6, 0.35, 0.05].enumerated().map { place, probability in
      var row = TreeRow()
      (row.patient, row.rank, row.probability) = ("P1", place + 1, probability)
      row.isCredible = place < 2
      return row
    }
    clones.edges = [
      edge(0, 1, 1), edge(1, 2, 0.65), edge(3, 2, 0.35, consensus: false), edge(1, 3, 1),
    ]
    let shares: [(clone: Int, a: Double, b: Double)] = [
      (0, 0, 0), (1, 0.5, 0.4), (2, 0, 0.6), (3, 0.5, 0),
    ]
    clones.proportions = shares.flatMap { clone, a, b in
      [("A", a), ("B", b)].map { sample, share in
        var row = CloneProportionRow()
        (row.patient, row.clone, row.sample, row.proportion) = ("P1", clone, sample, share)
        (row.low, row.high) = (max(0, share - 0.1), min(1, share + 0.1))
        return row
      }
    }
    return clones
  }
}
