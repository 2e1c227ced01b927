import Foundation
import NumericalMethods
import _TestSupport

@testable import ClonalEvolution

/// One site of one sample under the reference cases' model: fixed purity, one precision for alleles
/// and errors alike, no artefacts.
struct ReferenceSample {
  let grid: CellFractionGrid
  let alternate: Int
  let depth: Int
  let states: StateLikelihoods
  let density: [Double]
  let weights: [Double]
  private let purity: Double
  private let copies: Int
  private let error: Double
  private let precision: Double

  /// Evaluates a site; `error` is both ε01 and ε10.
  init(
    alternate: Int, depth: Int, purity: Double, copies: Int, error: Double,
    precision: Double = .infinity,
    slab: @Sendable (Double) -> Double = { _ in 1 }, major: Int? = nil, minor: Int? = nil
  ) {
    let major = major ?? copies - 1
    let minor = minor ?? copies - major
    let slope = (1 - 2 * error) * purity / (purity * Double(copies) + (1 - purity) * 2)
    grid = CellFractionGrid(
      thresholds: [], depth: depth, precision: precision, errorPrecision: precision,
      errorRate: error, slope: slope, order: 32, resolution: 4)
    self.purity = purity
    self.copies = copies
    self.error = error
    self.precision = precision
    self.alternate = alternate
    self.depth = depth
    let molecules = purity * Double(copies) + (1 - purity) * 2
    /// ln L, straight from the definition, with a share of mutated molecules.
    func logLikelihood(share: Double) -> Double {
      BetaBinomialBatch.logProbability(
        alternate: alternate, depth: depth, mean: error + (1 - 2 * error) * share,
        precision: precision)
    }
    let logs = grid.nodes.map { logLikelihood(share: purity / molecules * $0) }
    let best = logs.max() ?? 0
    let values = logs.map { exp($0 - best) }
    let weights = zip(grid.nodes, grid.weights).map { slab($0) * $1 }
    let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    self.weights = weights
    density = values.map { $0 / sum }
    let clonal = MultiplicityPrior.timing(major: major, minor: minor).map {
      log($0.weight) + logLikelihood(share: purity * Double($0.copies) / molecules)
    }
    states = StateLikelihoods(
      absent: logLikelihood(share: 0), subclonal: best + log(sum),
      clonal: SpecialFunctions.logSumExp(clonal))
  }

  /// ln L(c), straight from the definition.
  func logLikelihood(at cellFraction: Double) -> Double {
    let slope = (1 - 2 * error) * purity / (purity * Double(copies) + (1 - purity) * 2)
    return BetaBinomialBatch.logProbability(
      alternate: alternate, depth: depth, mean: error + slope * cellFraction, precision: precision)
  }

  /// Runs `body` with the sub-clonal posterior.
  func withPosterior<Result>(_ body: (CellFractionPosterior) -> Result) -> Result? {
    weights.withUnsafeBufferPointer { weights in
      density.withUnsafeBufferPointer { density in
        guard let weights = weights.baseAddress, let density = density.baseAddress else {
          return nil
        }
        return body(CellFractionPosterior(grid: grid, slabWeights: weights, density: density))
      }
    }
  }

  /// Normalised products of weights and likelihoods.
  func posterior(_ prior: [Double]) -> [Double] {
    let logs = [
      log(prior[0]) + states.absent, log(prior[1]) + states.subclonal,
      log(prior[2]) + states.clonal,
    ]
    let best = logs.max() ?? 0
    let total = best + log(logs.reduce(0) { $0 + exp($1 - best) })
    return logs.map { exp($0 - total) }
  }
}
