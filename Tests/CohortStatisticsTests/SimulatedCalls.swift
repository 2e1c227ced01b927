import Foundation
import NumericalMethods

/// Reads of an earlier sample at one site, which tell more or less of whether a mutation was there.
struct SimulatedCall {
  /// Whether the mutation was absent from the earlier sample.
  let acquired: Bool
  /// `ln L(acquired) / L(pre-existing)` under the model that drew the reads.
  let logLikelihoodRatio: Double

  /// The share of alternate reads where there is no mutation.
  private static let error = 1e-3

  /// Draws a depth, an expected share of alternate reads and the reads.
  init(acquired: Bool, using source: RandomSource, depths: ClosedRange<Double> = 8...250) {
    self.acquired = acquired
    let spread = log(depths.upperBound / depths.lowerBound)
    let depth = Int(depths.lowerBound * exp(spread * source.uniform()))
    let share = 0.03 + 0.32 * source.uniform()
    let present = Binomial(trials: depth, probability: share)
    let absent = Binomial(trials: depth, probability: Self.error)
    let reads = (acquired ? absent : present).sample(using: source)
    logLikelihoodRatio = absent.logProbability(of: reads) - present.logProbability(of: reads)
  }

  /// P(acquired) with a prior probability.
  func probability(prior: Double) -> Double {
    1 / (1 + exp(-logLikelihoodRatio) * (1 - prior) / prior)
  }
}
