import Foundation
import NumericalMethods
import Testing

@Suite struct BetaDistributionTests {
  /// Weights and levels at which the library's inverse fails, or never returns, among ordinary ones.
  static let hardCases: [(Double, Double, Double)] = [
    (200, 1e5, 0.95), (1e5, 1e7, 0.025), (0.01, 10, 0.5), (32, 970, 0.975), (1e6, 1e6, 0.5),
    (1e8, 1e8, 0.025), (0.05, 3, 0.2), (1, 1, 0.3), (5, 2, 0.05), (0.5, 0.5, 0.975),
  ]

  @Test(arguments: hardCases)
  func `the quantile inverts the cumulative probability`(_ a: Double, _ b: Double, _ p: Double) {
    let beta = BetaDistribution(alpha: a, beta: b)
    let x = beta.quantile(at: p)
    #expect(x > 0 && x < 1)
    #expect(abs(beta.cumulativeProbability(upTo: x) - p) < 1e-9)
    #expect(abs(beta.upperTailProbability(above: x) - (1 - p)) < 1e-9)
  }

  @Test(arguments: [500, 10_000])
  func `quantiles of every count rise with the count`(_ depth: Int) {
    for level in [0.025, 0.975] {
      var last = 0.0
      for k in stride(from: 0, through: depth, by: max(1, depth / 250)) {
        let beta = BetaDistribution(alpha: Double(k + 1), beta: Double(depth - k + 1))
        let x = beta.quantile(at: level)
        #expect(x > last)
        #expect(abs(beta.cumulativeProbability(upTo: x) - level) < 1e-9)
        last = x
      }
    }
  }

  @Test func `quantiles with an exact answer`() {
    #expect(agree(BetaDistribution(alpha: 1, beta: 1).quantile(at: 0.3), 0.3, within: 1e-13))
    // P(X ≤ x) = x^a when beta is 1.
    #expect(
      agree(BetaDistribution(alpha: 0.01, beta: 1).quantile(at: 0.5), pow(0.5, 100), within: 1e-10))
    #expect(
      agree(
        BetaDistribution(alpha: 1, beta: 120).quantile(at: 0.95), 1 - pow(0.05, 1 / 120.0),
        within: 1e-12))
    #expect(BetaDistribution(alpha: 3, beta: 4).quantile(at: 0) == 0)
    #expect(BetaDistribution(alpha: 3, beta: 4).quantile(at: 1) == 1)
    #expect(agree(BetaDistribution(alpha: 7, beta: 7).quantile(at: 0.5), 0.5, within: 1e-13))
  }

  @Test(arguments: [(3.0, 40.0), (0.5, 0.5), (25, 475), (1, 6)])
  func `the two tails add up and rise`(_ a: Double, _ b: Double) {
    let beta = BetaDistribution(alpha: a, beta: b)
    var last = 0.0
    for x in stride(from: 0.01, to: 1, by: 0.01) {
      let lower = beta.cumulativeProbability(upTo: x)
      #expect(abs(lower + beta.upperTailProbability(above: x) - 1) < 1e-12)
      #expect(lower >= last)
      last = lower
    }
    #expect(beta.cumulativeProbability(upTo: 0) == 0)
    #expect(beta.cumulativeProbability(upTo: 1) == 1)
    #expect(beta.upperTailProbability(above: 0) == 1)
    #expect(beta.upperTailProbability(above: 1) == 0)
  }

  @Test func `tails exist for very narrow distributions`() {
    let beta = BetaDistribution(alpha: 1e6, beta: 1e6)
    #expect(agree(beta.cumulativeProbability(upTo: 0.5), 0.5, within: 1e-11))
    #expect(agree(beta.upperTailProbability(above: 0.5), 0.5, within: 1e-11))
  }

  @Test(arguments: [(3.0, 40.0), (2, 2), (25, 475)])
  func `the density integrates to the cumulative probability`(_ a: Double, _ b: Double) {
    let beta = BetaDistribution(alpha: a, beta: b)
    let integral = GaussLegendre.table(points: 64)
      .integrate(over: 0...0.1) { exp(beta.logDensity(at: $0)) }
    #expect(agree(integral, beta.cumulativeProbability(upTo: 0.1), within: 1e-10))
  }

  @Test func `densities at and beyond the ends`() {
    let beta = BetaDistribution(alpha: 1, beta: 3)
    #expect(agree(beta.logDensity(at: 0), log(3), within: 1e-14))
    #expect(beta.logDensity(at: 1) == -.infinity)
    #expect(beta.logDensity(at: -0.1) == -.infinity)
    #expect(BetaDistribution(alpha: 0.5, beta: 3).logDensity(at: 0) == .infinity)
  }

  @Test func `moments`() {
    let beta = BetaDistribution(alpha: 2, beta: 6)
    #expect(beta.mean == 0.25)
    #expect(agree(beta.variance, 0.1875 / 9, within: 1e-15))
  }
}
