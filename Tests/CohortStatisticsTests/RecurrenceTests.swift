import CohortStatistics
import Foundation
import NumericalMethods
import Testing

@Suite struct PoissonBinomialTests {
  @Test func `sums to one, and equal probabilities give a binomial`() {
    let binomial = Binomial(trials: 40, probability: 0.3)
    let single = PoissonBinomial(probabilities: [Double](repeating: 0.3, count: 40))
    let grouped = PoissonBinomial(groups: [.init(probability: 0.3, trials: 40)])
    for counts in [single, grouped] {
      #expect(abs((0...40).reduce(0) { $0 + counts.probability(of: $1) } - 1) < 1e-12)
      #expect(abs(counts.mean - 12) < 1e-12 && abs(counts.variance - 8.4) < 1e-12)
      for k in 0...40 {
        let upper = counts.upperTailProbability(above: k)
        #expect(abs(upper - binomial.upperTailProbability(above: k)) <= 1e-12 * upper)
        let lower = counts.cumulativeProbability(upTo: k)
        #expect(abs(lower - binomial.cumulativeProbability(upTo: k)) <= 1e-12 * lower)
      }
      #expect(counts.upperTailProbability(above: -1) == 1)
      #expect(counts.cumulativeProbability(upTo: -1) == 0)
      #expect(counts.cumulativeProbability(upTo: 50) == 1)
      let half = 0.5 * counts.probability(of: 7)
      #expect(abs(counts.upperMidP(7) + counts.cumulativeProbability(upTo: 6) + half - 1) < 1e-12)
    }
  }

  @Test func `groups agree with their trials one by one`() {
    let groups: [PoissonBinomial.Group] = [
      .init(probability: 0.02, trials: 300), .init(probability: 0.6, trials: 11),
      .init(probability: 0, trials: 5), .init(probability: 1, trials: 3),
      .init(probability: 0.999, trials: 40), .init(probability: 0.5, trials: 0),
    ]
    let grouped = PoissonBinomial(groups: groups)
    let single = PoissonBinomial(
      probabilities: groups.flatMap { [Double](repeating: $0.probability, count: $0.trials) })
    #expect(grouped.trials == single.trials)
    for k in 0...single.trials {
      let expected = single.probability(of: k)
      #expect(abs(grouped.probability(of: k) - expected) <= 1e-11 * expected + 1e-100)
      let tail = single.upperTailProbability(above: k)
      #expect(abs(grouped.upperTailProbability(above: k) - tail) <= 1e-11 * tail + 1e-100)
    }
  }

  @Test func `a hundred thousand trials cost little`() {
    let groups = (1...200).map {
      PoissonBinomial.Group(probability: Double($0) / 400, trials: 500)
    }
    let counts = PoissonBinomial(groups: groups)
    let z = 3 * counts.variance.squareRoot()
    #expect(abs(counts.cumulativeProbability(upTo: Int(counts.mean + z)) - 0.99865) < 1e-4)
  }
}
