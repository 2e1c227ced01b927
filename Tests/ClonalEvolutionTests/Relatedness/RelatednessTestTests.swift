import ClonalEvolution
import Foundation
import NumericalMethods
import Testing
import TumorModel
import _TestSupport

@Suite struct RelatednessTestTests {
  @Test(arguments: ReferenceCase.cases("relatedness"))
  func `agrees with the reference`(_ reference: ReferenceCase) {
    let test = RelatednessTest(
      frequencies: reference.inputs["p"].doubles, shared: reference.inputs["shared"].doubles)
    let expected = reference.expected
    #expect(reference.agrees(test.independentLogLikelihood, expected["loglik_xi0"].double))
    #expect(reference.agrees(test.signal, expected["xi_hat"].double))
    #expect(reference.agrees(test.logLikelihoodRatio, expected["lr_stat"].double))
    #expect(reference.agrees(test.logBayesFactor, expected["log_bf_uniform_xi"].double))
    #expect(reference.agrees(test.posterior(), expected["post_clonal_prior0p5"].double))
  }

  @Test(arguments: [
    (0, 1), (1, 0), (1, 1), (3, 40), (60, 940), (500, 500), (990, 10), (1_000, 0), (0, 1_000),
  ])
  func `the integral is that of adaptive quadrature`(_ loci: (shared: Int, private: Int)) throws {
    let frequency = 1e-6
    let test = RelatednessTest(
      frequencies: .init(repeating: frequency, count: loci.shared + loci.private),
      shared: .init(repeating: 1, count: loci.shared) + .init(repeating: 0, count: loci.private))
    // A fine trapezium in the logit of the signal, which spreads peaks at either end.
    let steps = 200_000
    let terms = (0...steps).map { step -> Double in
      let logit = -35 + 70 * Double(step) / Double(steps)
      let signal = 1 / (1 + exp(-logit))
      let rest = 1 / (1 + exp(logit))
      let either = signal + rest * (2 - frequency)
      let shared = (signal + rest * frequency) / either
      let only = 2 * rest * (1 - frequency) / either
      var value = log(signal * rest)
      if loci.shared > 0 { value += Double(loci.shared) * log(shared) }
      if loci.private > 0 { value += Double(loci.private) * log(only) }
      return value
    }
    let integral =
      SpecialFunctions.logSumExp(terms) + log(70 / Double(steps))
      - test.independentLogLikelihood
    #expect(abs(test.logBayesFactor - integral) < 1e-7 * max(1, abs(integral)))
  }

  @Test func `the order of loci does not matter`() {
    let source = RandomSource(seed: 3)
    var loci = (0..<300).map { _ in (source.uniform() * 0.01, source.uniform()) }
    let first = RelatednessTest(frequencies: loci.map(\.0), shared: loci.map(\.1))
    source.shuffle(&loci)
    let second = RelatednessTest(frequencies: loci.map(\.0), shared: loci.map(\.1))
    #expect(abs(first.signal - second.signal) < 1e-9)
    #expect(abs(first.logBayesFactor - second.logBayesFactor) < 1e-9)
  }

  @Test func `the estimate is the greatest value on a grid`() {
    let source = RandomSource(seed: 5)
    for count in [1, 2, 7, 40, 200] {
      let frequencies = (0..<count).map { _ in source.uniform() * 0.2 }
      let shared = (0..<count).map { _ in source.uniform() }
      let test = RelatednessTest(frequencies: frequencies, shared: shared)
      func logValue(_ signal: Double) -> Double {
        zip(frequencies, shared).reduce(0) { sum, locus in
          let (p, r) = locus
          let either = signal + (1 - signal) * (2 - p)
          let both = (signal + (1 - signal) * p) / either
          let one = 2 * (1 - signal) * (1 - p) / either
          return sum + log(r * both + (1 - r) * one)
        }
      }
      let best = (0..<2_000).map { logValue(Double($0) / 2_000) }.max() ?? .nan
      #expect(test.logLikelihoodRatio >= best - logValue(0) - 1e-9)
      #expect(abs(logValue(test.signal) - logValue(0) - test.logLikelihoodRatio) < 1e-8)
    }
  }

  @Test func `a shared hot spot is no evidence and a shared rare mutation is`() {
    let privates = [0.001, 0.002, 0.001, 0.003, 0.001]
    let none: [Double] = [0, 0, 0, 0, 0]
    let hotspot = RelatednessTest(frequencies: [0.14] + privates, shared: [1] + none)
    let rare = RelatednessTest(frequencies: [1e-4] + privates, shared: [1] + none)
    #expect(hotspot.logBayesFactor < 0)
    #expect(hotspot.informativeShared == 0)
    #expect(rare.logBayesFactor > 5)
    #expect(rare.informativeShared == 1)
    // However many others are private, a shared hot spot never speaks for one tumour strongly.
    let alone = RelatednessTest(frequencies: [0.14], shared: [1])
    #expect(alone.logBayesFactor < 3)
  }

  @Test func `certainty grows with what is shared`() {
    let frequencies = [Double](repeating: 1e-3, count: 30)
    var last = -Double.infinity
    for count in 0...30 {
      let shared = (0..<30).map { $0 < count ? 1.0 : 0 }
      let test = RelatednessTest(frequencies: frequencies, shared: shared)
      #expect(test.logBayesFactor > last)
      last = test.logBayesFactor
    }
  }

  @Test func `doubt about sharing lies between its two ends`() {
    let frequencies = [1e-3, 1e-3, 1e-3, 1e-3]
    let values = [0, 0.2, 0.5, 0.9, 1].map {
      RelatednessTest(frequencies: frequencies, shared: [$0, 0, 0, 0]).logBayesFactor
    }
    #expect(values == values.sorted())
    #expect(Set(values).count == values.count)
  }

  @Test func `no locus is no evidence`() {
    let test = RelatednessTest(frequencies: [], shared: [])
    #expect(abs(test.logBayesFactor) < 1e-12)
    #expect(test.signal == 0)
    #expect(test.verdict(poweredPrivate: (0, 0)) == .undecided)
  }

  @Test func `verdicts need enough loci`() {
    let rare = [Double](repeating: 1e-6, count: 60)
    let apart = RelatednessTest(frequencies: rare, shared: .init(repeating: 0, count: 60))
    #expect(apart.verdict(poweredPrivate: (30, 30)) == .independent)
    #expect(apart.verdict(poweredPrivate: (4, 56)) == .undecided)
    let panel = RelatednessTest(
      frequencies: Array(rare[..<12]), shared: .init(repeating: 0, count: 12))
    #expect(panel.verdict(poweredPrivate: (6, 6)) == .undecided)
    let one = RelatednessTest(frequencies: rare, shared: [1] + .init(repeating: 0, count: 59))
    #expect(one.verdict(poweredPrivate: (30, 29)) == .undecided)
    let two = RelatednessTest(frequencies: rare, shared: [1, 1] + .init(repeating: 0, count: 58))
    #expect(two.verdict(poweredPrivate: (29, 29)) == .related)
  }

  @Test func `simulated independent pairs give an honest p-value`() throws {
    let frequencies: [Double] = [0.2, 0.3, 0.25, 0.1, 0.15, 0.3]
    let shared = RelatednessTest(
      frequencies: frequencies, shared: [1, 1, 1, 1, 1, 1], simulations: 2_000, seed: 9)
    let again = RelatednessTest(
      frequencies: frequencies, shared: [1, 1, 1, 1, 1, 1], simulations: 2_000, seed: 9)
    #expect(shared == again)
    #expect(try #require(shared.pValue) < 0.005)
    let none = RelatednessTest(
      frequencies: frequencies, shared: [0, 0, 0, 0, 0, 0], simulations: 200, seed: 9)
    #expect(none.pValue == 1)
    #expect(RelatednessTest(frequencies: frequencies, shared: [1, 1, 0, 0, 0, 0]).pValue == nil)
    // P(all six shared | independent) is the product of p / (2 - p); here one locus of p = 0.4.
    let single = RelatednessTest(frequencies: [0.4], shared: [1], simulations: 20_000, seed: 4)
    #expect(abs(try #require(single.pValue) - 0.25) < 0.02)
  }
}
