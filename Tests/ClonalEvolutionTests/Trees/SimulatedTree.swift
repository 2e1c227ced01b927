import ClonalEvolution
import NumericalMethods

/// Clones of a known tree with reads in some samples. Synthetic.
///
/// Nothing here is the inference's own: trees grow by clones that arise in earlier ones, proportions are gamma
/// variables of which some are left out, depths differ from clone to clone.
struct SimulatedTree {
  let parents: [Int]
  /// `[sample][root, then clones]`.
  let proportions: [[Double]]
  let curves: [[CellFractionCurve?]]

  init(clones: Int, samples: Int, mutations: Int, random: RandomSource) {
    var parents = [CloneTree.normal]
    for clone in 1..<clones { parents.append(random.index(below: clone)) }
    var curves = [[CellFractionCurve?]](repeating: [], count: clones)
    var proportions: [[Double]] = []
    for _ in 0..<samples {
      var shares = (0...clones).map {
        $0 == 0 || random.uniform() < 0.3 ? 0 : random.gamma(shape: 0.8, scale: 1)
      }
      if shares.allSatisfy({ $0 == 0 }) { shares[1] = 1 }
      let sum = shares.reduce(0, +)
      shares = shares.map { $0 / sum }
      proportions.append(shares)
      var fractions = Array(shares.dropFirst())
      for clone in (1..<clones).reversed() { fractions[parents[clone]] += fractions[clone] }
      for clone in 0..<clones {
        let depth = (mutations / 2 + random.index(below: mutations)) * 90
        let alternate = random.binomial(
          trials: depth, probability: 0.35 * min(1, fractions[clone]) + 0.001)
        curves[clone].append(CellFractionCurve(alternate: alternate, depth: depth, share: 0.35))
      }
    }
    (self.parents, self.curves, self.proportions) = (parents, curves, proportions)
  }
}
