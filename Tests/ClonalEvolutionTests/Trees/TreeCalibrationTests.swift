import NumericalMethods
import Testing
import _TestSupport

@testable import ClonalEvolution

@Suite("Probabilities of clone trees are what they say")
struct TreeCalibrationTests {
  /// Over simulated trees, parents that have a probability are true as often; the true tree is in the 90 % set
  /// and true proportions are in their intervals as often as is said.
  @Test(arguments: [2, 5])
  func `over simulated tumours`(samples: Int) {
    let random = RandomSource(seed: 42)
    let tumours = 60
    var bins = [(count: Double, said: Double, true: Double)](repeating: (0, 0, 0), count: 10)
    var (isIn, inside, intervals) = (0, 0, 0)
    for _ in 0..<tumours {
      let truth = SimulatedTree(clones: 6, samples: samples, mutations: 40, random: random)
      let found = CloneTreeAnalysis().trees(of: truth.curves)
      #expect(found.method == .exact)
      guard found.unplaced.isEmpty else { continue }
      for child in 0..<6 {
        for parent in -1..<6 where parent != child {
          let probability = found.edgeProbability(parent: parent, child: child)
          let bin = min(9, Int(probability * 10))
          bins[bin].count += 1
          bins[bin].said += probability
          bins[bin].true += truth.parents[child] == parent ? 1 : 0
        }
      }
      let credible = found.trees.prefix(found.credibleCount)
      if credible.contains(where: { $0.tree.parents == truth.parents }) { isIn += 1 }
      for (sample, proportions) in truth.proportions.enumerated() {
        for (place, share) in proportions.enumerated() {
          let interval = found.proportions[place][sample]
          intervals += 1
          if share >= interval.low - 1e-9, share <= interval.high + 1e-9 { inside += 1 }
        }
      }
    }
    let total = bins.reduce(0) { $0 + $1.count }
    let error = bins.reduce(0) { $0 + abs($1.said - $1.true) } / total
    print(
      "trees of \(samples) samples: calibration error \(error), true tree in the 90 % set "
        + "\(isIn) of \(tumours), proportions inside \(Double(inside) / Double(intervals))")
    #expect(error < 0.03)
    for bin in bins where bin.count >= 20 {
      let deviation = (bin.said * max(1 - bin.said / bin.count, 0.02)).squareRoot()
      #expect(abs(bin.said - bin.true) < 4 * deviation + 1)
    }
    #expect(isIn >= tumours * 8 / 10)
    #expect((0.85...0.99).contains(Double(inside) / Double(intervals)))
  }

  @Test func `a chain over many clones is calibrated too`() {
    let random = RandomSource(seed: 77)
    var bins = [(count: Double, said: Double, true: Double)](repeating: (0, 0, 0), count: 5)
    for _ in 0..<4 {
      let truth = SimulatedTree(clones: 14, samples: 4, mutations: 2, random: random)
      var analysis = CloneTreeAnalysis()
      analysis.sweeps = 60
      let found = analysis.trees(of: truth.curves)
      guard found.unplaced.isEmpty else { continue }
      for child in 0..<14 {
        for parent in -1..<14 where parent != child {
          let probability = found.edgeProbability(parent: parent, child: child)
          let bin = min(4, Int(probability * 5))
          bins[bin].count += 1
          bins[bin].said += probability
          bins[bin].true += truth.parents[child] == parent ? 1 : 0
        }
      }
    }
    let total = bins.reduce(0) { $0 + $1.count }
    let error = bins.reduce(0) { $0 + abs($1.said - $1.true) } / total
    #expect(error < 0.04)
  }
}
