import Foundation
import NumericalMethods
import Testing

@Suite struct BinomialTests {
  static let examples = [
    Binomial(trials: 0, probability: 0.3), Binomial(trials: 1, probability: 0.3),
    Binomial(trials: 30, probability: 0.5), Binomial(trials: 180, probability: 0.01),
    Binomial(trials: 180, probability: 0), Binomial(trials: 180, probability: 1),
    Binomial(trials: 2_000, probability: 0.999),
  ]

  @Test(arguments: examples)
  func `probabilities sum to one`(_ reads: Binomial) {
    let sum = (0...reads.trials).map { exp(reads.logProbability(of: $0)) }.reduce(0, +)
    #expect(abs(sum - 1) < 1e-11)
  }

  @Test(arguments: examples)
  func `tails are sums of probabilities`(_ reads: Binomial) {
    var lower = 0.0
    for k in 0...reads.trials {
      lower += exp(reads.logProbability(of: k))
      #expect(abs(reads.cumulativeProbability(upTo: k) - lower) < 1e-10)
      #expect(
        abs(reads.cumulativeProbability(upTo: k) + reads.upperTailProbability(above: k) - 1) < 1e-10
      )
    }
    #expect(reads.upperTailProbability(above: -1) == 1)
    #expect(reads.cumulativeProbability(upTo: -1) == 0)
    #expect(reads.cumulativeProbability(upTo: reads.trials) == 1)
  }

  @Test(arguments: examples)
  func `the quantile is the least count that reaches the level`(_ reads: Binomial) {
    for level in [0.0, 0.025, 0.5, 0.95, 1] {
      let k = reads.quantile(at: level)
      #expect(reads.cumulativeProbability(upTo: k) >= level)
      #expect(k == 0 || reads.cumulativeProbability(upTo: k - 1) < level)
    }
  }

  @Test func `a small upper tail keeps its digits`() {
    // P(K > 9) of 10 trials is p^10.
    let reads = Binomial(trials: 10, probability: 1e-3)
    #expect(agree(reads.upperTailProbability(above: 9), 1e-30, within: 1e-12))
  }

  @Test func `tails exist where the library gives up`() {
    let reads = Binomial(trials: 2_000_000, probability: 0.5)
    let half = exp(reads.logProbability(of: 1_000_000)) / 2
    #expect(agree(reads.upperTailProbability(above: 1_000_000), 0.5 - half, within: 1e-9))
  }

  @Test func `moments`() {
    let reads = Binomial(trials: 100, probability: 0.2)
    #expect(agree(reads.mean, 20, within: 1e-15))
    #expect(agree(reads.variance, 16, within: 1e-15))
  }

  @Test func `outside the support`() {
    let reads = Binomial(trials: 5, probability: 0.2)
    #expect(reads.logProbability(of: -1) == -.infinity)
    #expect(reads.logProbability(of: 6) == -.infinity)
  }
}
