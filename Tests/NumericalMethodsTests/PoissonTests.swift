import Foundation
import NumericalMethods
import Testing

@Suite struct PoissonTests {
  @Test(arguments: [0, 0.01, 3, 9.5, 40, 700])
  func `tails are sums of probabilities`(_ mean: Double) {
    let counts = Poisson(mean: mean)
    var lower = 0.0
    for k in 0...1_200 {
      lower += exp(counts.logProbability(of: k))
      #expect(abs(counts.cumulativeProbability(upTo: k) - lower) < 1e-11)
      #expect(
        abs(counts.cumulativeProbability(upTo: k) + counts.upperTailProbability(above: k) - 1)
          < 1e-12)
    }
    #expect(abs(lower - 1) < 1e-11)
    #expect(counts.variance == mean)
  }

  @Test func `probabilities obey their recurrence across the change of method`() {
    let counts = Poisson(mean: 7.5)
    for k in 0..<40 {
      let expected = counts.logProbability(of: k) + log(7.5 / Double(k + 1))
      #expect(abs(counts.logProbability(of: k + 1) - expected) < 1e-13 * max(1, abs(expected)))
    }
  }

  @Test func `a small upper tail keeps its digits`() {
    // The first term of e^-λ Σ λ^k / k! leads by a factor of 1e5.
    let counts = Poisson(mean: 1e-5)
    #expect(agree(counts.upperTailProbability(above: 2), 1e-15 / 6, within: 1e-4))
    #expect(Poisson(mean: 1e-200).upperTailProbability(above: 5) == 0)
  }

  @Test func `outside the support`() {
    #expect(Poisson(mean: 2).logProbability(of: -1) == -.infinity)
    #expect(Poisson(mean: 0).logProbability(of: 0) == 0)
    #expect(Poisson(mean: 0).logProbability(of: 1) == -.infinity)
    #expect(Poisson(mean: 2).cumulativeProbability(upTo: -1) == 0)
    #expect(Poisson(mean: 2).upperTailProbability(above: -1) == 1)
  }
}
