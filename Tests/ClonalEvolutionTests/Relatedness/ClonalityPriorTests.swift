import Foundation
import Testing
import TumorModel

@testable import ClonalEvolution

@Suite struct ClonalityPriorTests {
  /// `ln [L(ξ) / L(0)]` of a pair with so many rare loci in both and in one.
  private func pair(shared: Int, apart: Int) -> [Double] {
    var likelihood = SharingLikelihood(capacity: shared + apart)
    for index in 0..<(shared + apart) {
      likelihood.append(frequency: 1e-4, shared: index < shared ? 1 : 0)
    }
    return likelihood.logRatios(at: ClonalityPrior.signals)
  }

  private func test(_ prior: ClonalityPrior, shared: Int, apart: Int) -> RelatednessTest {
    RelatednessTest(
      frequencies: Array(repeating: 1e-4, count: shared + apart),
      shared: (0..<(shared + apart)).map { $0 < shared ? 1 : 0 }, prior: prior)
  }

  @Test func `few pairs teach nothing`() {
    let pairs = Array(repeating: pair(shared: 20, apart: 20), count: 9)
    #expect(ClonalityPrior(learningFrom: pairs) == .uniform)
  }

  @Test func `pairs that share much make one that shares nothing stand out`() {
    let prior = ClonalityPrior(
      learningFrom: (0..<30).map { pair(shared: 15 + $0 % 10, apart: 20) })
    #expect(prior != .uniform)
    #expect(abs(prior.mean - 0.5) < 0.2)
    let verdict = { (prior: ClonalityPrior) in
      self.test(prior, shared: 0, apart: 14).verdict(poweredPrivate: (7, 7))
    }
    #expect(verdict(.uniform) == .undecided)
    #expect(verdict(prior) == .independent)
    // A few shared mutations among many private ones are still a common past.
    #expect(test(prior, shared: 2, apart: 60).verdict(poweredPrivate: (10, 50)) == .related)
    #expect(test(prior, shared: 1, apart: 60).verdict(poweredPrivate: (10, 50)) == .undecided)
  }

  @Test func `no prior lowers the Bayes factor more than fivefold`() {
    let prior = ClonalityPrior(
      learningFrom: Array(repeating: pair(shared: 95, apart: 3), count: 40))
    #expect(prior.mean > 0.8)
    for (shared, apart) in [(0, 10), (0, 100), (1, 30), (3, 200), (30, 30)] {
      let change =
        test(prior, shared: shared, apart: apart).logBayesFactor
        - test(.uniform, shared: shared, apart: apart).logBayesFactor
      #expect(change > -log(5) - 1e-6, "\(shared) shared, \(apart) private: \(change)")
    }
  }

  @Test func `a study of independent pairs teaches nothing`() {
    let prior = ClonalityPrior(
      learningFrom: Array(repeating: pair(shared: 0, apart: 50), count: 40))
    #expect(prior == .uniform)
  }
}
