import Foundation
import NumericalMethods
import Testing

@Suite struct BetaBinomialTests {
  static let examples = [
    BetaBinomial(trials: 0, mean: 0.3, precision: 100),
    BetaBinomial(trials: 120, mean: 3e-4, precision: 1e4),
    BetaBinomial(trials: 120, mean: 1e-6, precision: 1e4),
    BetaBinomial(trials: 180, mean: 0.35, precision: 150),
    BetaBinomial(trials: 180, mean: 0.5, precision: 0.2),
    BetaBinomial(trials: 180, mean: 0.9, precision: 3),
    BetaBinomial(trials: 500, mean: 0.25, precision: 1e12),
    BetaBinomial(trials: 50, mean: 0.25, precision: .infinity),
    BetaBinomial(trials: 50, mean: 0, precision: 100),
    BetaBinomial(trials: 50, mean: 1, precision: 100),
    BetaBinomial(trials: 3_000, mean: 0.999, precision: 50),
  ]

  /// The sum of logarithms that the closed form stands for.
  static func product(_ k: Int, _ n: Int, _ mean: Double, _ precision: Double) -> Double {
    var sum = CompensatedSum()
    sum.add(SpecialFunctions.logChoose(n, k))
    for i in 0..<k { sum.add(log(mean + Double(i) / precision)) }
    for i in 0..<(n - k) { sum.add(log1p(-mean + Double(i) / precision)) }
    for i in 0..<n { sum.add(-log1p(Double(i) / precision)) }
    return sum.value
  }

  @Test func `tails of very many reads cost no more and go on where sums end`() {
    // The last that is added and the first that is not, which differ by one term.
    let most = 1 << 16
    for (depth, mean, precision) in [
      (200_000, 0.33, 500.0), (300_000, 0.2185, 5_000), (1_000_000, 0.066, 200),
      (400_000, 0.164, .infinity),
    ] {
      let sum = BetaBinomialBatch.lowerTail(
        below: most, depth: depth, mean: mean, precision: precision)
      let limit = BetaBinomialBatch.lowerTail(
        below: most + 1, depth: depth, mean: mean, precision: precision)
      #expect(sum > 0.01 && sum < 0.99)
      #expect(abs(sum - limit) < (precision.isInfinite ? 3e-3 : 5e-4), "\(depth): \(sum), \(limit)")
    }
    let begin = ContinuousClock.now
    for precision in [300, 1e6, .infinity] {
      let depth = Int(Int32.max)
      let half = BetaBinomialBatch.upperTail(
        from: depth / 2, depth: depth, mean: 0.5, precision: precision)
      #expect(abs(half - 0.5) < 1e-3)
      let count = BetaBinomialBatch.criticalCount(
        depth: depth, mean: 1e-3, precision: precision, alpha: 1e-3)
      #expect(count > depth / 1_000 && count <= depth)
    }
    #expect(begin.duration(to: .now) < .seconds(5))
  }

  @Test(arguments: [1, 9, 10, 11, 40, 180, 3_000])
  func `the closed form is the product`(_ n: Int) {
    for precision in [0.3, 5, 11, 100, 1e4, 1e8, 1e15] {
      for mean in [1e-6, 3e-4, 0.05, 0.5, 0.97] {
        for k in Set([0, 1, n / 20, n / 3, n - 1, n]) {
          let value = BetaBinomial(trials: n, mean: mean, precision: precision).logProbability(
            of: k)
          let expected = Self.product(k, n, mean, precision)
          #expect(
            abs(value - expected) < 1e-11 * max(1, abs(expected)),
            "\(k) of \(n), mean \(mean), precision \(precision): \(value), not \(expected)")
        }
      }
    }
  }

  @Test func `a deep site agrees with log-beta functions`() {
    let (n, k, alpha, beta) = (100_000, 5_000, 25.0, 475.0)
    let expected =
      SpecialFunctions.logChoose(n, k)
      + SpecialFunctions.logBeta(Double(k) + alpha, Double(n - k) + beta)
      - SpecialFunctions.logBeta(alpha, beta)
    let reads = BetaBinomial(trials: n, mean: 0.05, precision: 500)
    #expect(abs(reads.logProbability(of: k) - expected) < 1e-9)
  }

  @Test(arguments: examples)
  func `probabilities sum to one`(_ reads: BetaBinomial) {
    let sum = (0...reads.trials).map { exp(reads.logProbability(of: $0)) }.reduce(0, +)
    #expect(abs(sum - 1) < 1e-11)
  }

  @Test(arguments: examples)
  func `moments are those of the probabilities`(_ reads: BetaBinomial) {
    var mean = 0.0
    var square = 0.0
    for k in 0...reads.trials {
      let share = exp(reads.logProbability(of: k))
      mean += Double(k) * share
      square += Double(k) * Double(k) * share
    }
    #expect(abs(mean - reads.mean) <= 1e-10 * max(1, mean))
    #expect(abs(square - mean * mean - reads.variance) <= 1e-9 * max(1, square))
  }

  @Test(arguments: examples)
  func `tails are sums of probabilities, each to its own digits`(_ reads: BetaBinomial) {
    let shares = (0...reads.trials).map { exp(reads.logProbability(of: $0)) }
    for k in 0...reads.trials {
      let lower = shares[...k].reduce(0, +)
      let upper = shares[(k + 1)...].reversed().reduce(0, +)
      #expect(abs(reads.cumulativeProbability(upTo: k) - lower) <= 1e-10 * lower)
      let tail = reads.upperTailProbability(above: k)
      // The sums above leave what is below 1e-300 to rounding.
      #expect(abs(tail - upper) <= 1e-10 * upper + 1e-300, "\(k): \(tail), not \(upper)")
    }
    #expect(reads.upperTailProbability(above: -1) == 1)
    #expect(reads.upperTailProbability(above: reads.trials) == 0)
    #expect(reads.cumulativeProbability(upTo: -1) == 0)
    #expect(reads.cumulativeProbability(upTo: reads.trials) == 1)
  }

  @Test(arguments: examples)
  func `the quantile is the least count that reaches the level`(_ reads: BetaBinomial) {
    for level in [0.025, 0.5, 0.95] {
      let k = reads.quantile(at: level)
      #expect(reads.cumulativeProbability(upTo: k) >= level)
      #expect(k == 0 || reads.cumulativeProbability(upTo: k - 1) < level)
    }
  }

  @Test func `an infinite precision is the binomial, and a large one is near it`() {
    let binomial = Binomial(trials: 300, probability: 0.2)
    let infinite = BetaBinomial(trials: 300, mean: 0.2, precision: .infinity)
    let large = BetaBinomial(trials: 300, mean: 0.2, precision: 1e15)
    for k in 0...300 {
      #expect(infinite.logProbability(of: k) == binomial.logProbability(of: k))
      #expect(abs(large.logProbability(of: k) - binomial.logProbability(of: k)) < 1e-9)
    }
  }

  @Test func `a mean of zero or one leaves one outcome`() {
    let none = BetaBinomial(trials: 9, mean: 0, precision: 10)
    #expect(none.logProbability(of: 0) == 0)
    #expect(none.logProbability(of: 1) == -.infinity)
    #expect(none.upperTailProbability(above: 0) == 0)
    let all = BetaBinomial(trials: 9, mean: 1, precision: 10)
    #expect(all.logProbability(of: 9) == 0)
    #expect(all.logProbability(of: 8) == -.infinity)
    #expect(all.upperTailProbability(above: 8) == 1)
  }

  @Test func `a mean of one half and a precision of two is uniform`() {
    let reads = BetaBinomial(trials: 99, mean: 0.5, precision: 2)
    for k in 0...99 {
      #expect(agree(reads.logProbability(of: k), -log(100), within: 1e-13))
      #expect(agree(reads.upperTailProbability(above: k), Double(99 - k) / 100, within: 1e-12))
    }
  }

  @Test func `the likelihood is the probability`() {
    let likelihood = BetaBinomialLikelihood(successes: 9, trials: 120)
    for mean in [0, 1e-4, 0.1, 0.9, 1] {
      for precision in [2, 300, Double.infinity] {
        let reads = BetaBinomial(trials: 120, mean: mean, precision: precision)
        #expect(
          likelihood.logProbability(mean: mean, precision: precision)
            == reads.logProbability(of: 9))
      }
    }
  }
}
