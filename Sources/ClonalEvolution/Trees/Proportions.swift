import Glibc

/// The proportions of clones in samples, over trees.
struct Proportions {
  let model: TreeModel
  /// The clones in the trees.
  let clones: [Int]

  init(_ model: TreeModel, clones: [Int]) {
    self.model = model
    self.clones = clones
  }

  /// The proportions of cells of no clone, then of each clone, by sample.
  ///
  /// - Parameter trees: Trees with their probabilities, which need not add to 1.
  func mixed(_ trees: [(PartialTree, Double)]) -> [[PatientTrees.Proportion]] {
    let places = [0] + clones.map { $0 + 1 }
    let total = trees.reduce(0) { $0 + $1.1 }
    let prepared = trees.map { tree, share in
      let children = tree.children
      return (children, tree.order(children: children), share / total)
    }
    var result = places.map { _ in [PatientTrees.Proportion]() }
    for sample in 0..<model.samples {
      let count = model.cells[sample]
      var sums = [[Double]](
        repeating: [Double](repeating: 0, count: count + 2), count: places.count)
      for (children, order, share) in prepared {
        let pass = SamplePass(model, sample, children: children, order: order)
        for (index, place) in places.enumerated() {
          let (absent, cells, whole) = pass.proportion(place)
          sums[index][0] += share * absent
          for (cell, value) in cells.enumerated() { sums[index][cell + 1] += share * value }
          sums[index][count + 1] += share * whole
        }
      }
      // Shares are taken to be in the middle of their cells, by which the means are off together.
      let summaries = sums.map(Self.summary)
      let whole = summaries.reduce(0) { $0 + $1.mean }
      for index in places.indices {
        var proportion = summaries[index]
        if whole > 0 { proportion.mean /= whole }
        result[index].append(proportion)
      }
    }
    return result
  }

  /// The mean and quantiles of a share with probabilities of 0, of each cell, and of 1.
  private static func summary(_ masses: [Double]) -> PatientTrees.Proportion {
    let count = masses.count - 2
    var mean = masses[count + 1]
    for cell in 0..<count { mean += masses[cell + 1] * (Double(cell) + 0.5) / Double(count) }
    func quantile(_ part: Double) -> Double {
      var sum = masses[0]
      if sum >= part { return 0 }
      for cell in 0..<count {
        let mass = masses[cell + 1]
        if sum + mass >= part, mass > 0 {
          return (Double(cell) + (part - sum) / mass) / Double(count)
        }
        sum += mass
      }
      return 1
    }
    return PatientTrees.Proportion(
      mean: min(max(mean, 0), 1), low: quantile(0.05), high: quantile(0.95))
  }
}
