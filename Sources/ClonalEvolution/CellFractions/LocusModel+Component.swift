import Glibc
import NumericalMethods

extension LocusModel {
  /// The likelihoods of one state at one purity.
  final class Component: Sendable {
    /// The share of the sub-clonal likelihoods.
    let weight: Double
    let slope: Double
    let slab: BetaBinomialBatch
    /// A factor on the slab's density at each node; `nil` for 1.
    let profile: [Double]?
    let clonal: BetaBinomialBatch
    /// The state's weight times that of each multiplicity, and their logs.
    let clonalWeights: [Double]
    let clonalLogWeights: [Double]

    /// Mutations on one copy in some cells, or on several in all cells.
    init(
      grid: CellFractionGrid, state: LocusState, purity: Double, error: ErrorModel,
      precision: PrecisionRule
    ) {
      weight = state.weight * (1 - (state.histories?.lostShare ?? 0))
      profile = nil
      let one = state.singleCopy
      let single = state.frequency(purity: purity, multiplicity: one, error: error)
      func point(_ map: ExpectedFrequency?, _ fraction: Double) -> Point {
        Self.point(map?.frequency(at: fraction) ?? error.rate, error, precision)
      }
      slab = Self.batch(grid.nodes.map { point(single, $0) })
      let prior = state.clonalCopies
      clonalWeights = prior.map { state.weight * $0.weight }
      clonalLogWeights = clonalWeights.map { log($0) }
      clonal = Self.batch(
        prior.map { prior in
          point(
            prior.copies == one
              ? single : state.frequency(purity: purity, multiplicity: prior.copies, error: error),
            1)
        })
      slope = point(single, 1).mean - error.rate
    }

    /// The spread of the share of cells that a caller of copy numbers states.
    private static let shareDeviation = 0.05

    /// Mutations of all cells that some cells lost: their fraction is near that of the others.
    init(
      grid: CellFractionGrid, state: LocusState, lost history: SubclonalHistories.History,
      purity: Double, error: ErrorModel, precision: PrecisionRule, slab shape: SlabShape
    ) {
      weight = state.weight * history.weight
      let map = state.frequency(purity: purity, multiplicity: history.copies, error: error)
      // No more than all molecules carry the mutation, however many cells do.
      let share = map?.clonalMoleculeFraction ?? 0
      let most = share > 0 ? 1 / share : 1
      func point(_ fraction: Double) -> Point {
        let mean = map?.frequency(at: min(most, fraction / history.cellFraction)) ?? error.rate
        return Self.point(mean, error, precision)
      }
      slab = Self.batch(grid.nodes.map(point))
      let end = min(1, most * history.cellFraction)
      slope = (point(end).mean - error.rate) / end
      let densities = grid.nodes.map { shape.density(at: $0) }
      let bump = zip(grid.nodes, densities).map { node, density -> Double in
        let z = (node - history.cellFraction) / Self.shareDeviation
        return density > 0 ? exp(-0.5 * z * z) : 0
      }
      let total = zip(grid.weights, bump).reduce(0) { $0 + $1.0 * $1.1 }
      profile = zip(bump, densities).map { $0 > 0 ? $0 / (total * $1) : 0 }
      (clonalWeights, clonalLogWeights) = ([], [])
      clonal = Self.batch([])
    }

    private typealias Point = (mean: Double, spread: Double)

    private static func point(
      _ mean: Double, _ error: ErrorModel, _ precision: PrecisionRule
    ) -> Point {
      let captured = max(0, (mean - error.rate) / (1 - error.rate - error.missRate))
      return (mean, precision.value(share: captured, mean: mean, error: error))
    }

    private static func batch(_ points: [Point]) -> BetaBinomialBatch {
      BetaBinomialBatch(means: points.map(\.mean), precisions: points.map(\.spread))
    }
  }
}

extension LocusModel.Component {
  /// Writes ln L(c) at the nodes around the peak, by panels on both sides until one falls 24 nats
  /// below it (e⁻²⁴ is 4e-11); returns the greatest value and the nodes written.
  func evaluate(
    alternate: Int, depth: Int, errorRate: Double, grid: CellFractionGrid,
    into result: UnsafeMutablePointer<Double>
  ) -> (best: Double, nodes: Range<Int>) {
    let negligible = 24.0
    let order = grid.order
    let frequency = depth == 0 ? 0 : Double(alternate) / Double(depth)
    let peak = slope > 0 ? min(max((frequency - errorRate) / slope, 0), 1) : 0
    // Nodes are evaluated four at a time, so that panels of six go in pairs.
    let group = order % 4 == 0 ? 1 : 2
    let groups = (grid.panels + group - 1) / group
    func nodes(_ index: Int) -> Range<Int> {
      (index * group * order)..<(min((index + 1) * group, grid.panels) * order)
    }
    func compute(_ index: Int) -> Double {
      let nodes = nodes(index)
      slab.logProbabilities(alternate: alternate, depth: depth, nodes: nodes, into: result)
      var best = -Double.infinity
      for i in nodes where result[i] > best { best = result[i] }
      return best
    }
    let start = grid.panel(of: peak) / group
    var best = compute(start)
    var last = start
    while last + 1 < groups {
      last += 1
      let value = compute(last)
      best = max(best, value)
      if value < best - negligible { break }
    }
    var first = start
    while first > 0 {
      first -= 1
      let value = compute(first)
      best = max(best, value)
      if value < best - negligible { break }
    }
    return (best, nodes(first).lowerBound..<nodes(last).upperBound)
  }
}
