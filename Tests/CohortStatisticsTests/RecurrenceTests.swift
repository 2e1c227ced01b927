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

@Suite struct AcquiredExcessTests {
  @Test func `equal burdens give a binomial's mid-p`() {
    var burdens = AcquiredBurdens()
    burdens.add(20, count: 50)
    let q = AcquiredExcess.hitProbability(geneShare: 0.01, acquired: 20)
    #expect(abs(q - 0.1820930624027691) < 1e-14)
    let test = AcquiredExcess(observed: 14, geneShare: 0.01, burdens: burdens)
    let null = Binomial(trials: 50, probability: q)
    let expected =
      null.upperTailProbability(above: 14) + 0.5 * exp(null.logProbability(of: 14))
    #expect(abs(test.pValue / expected - 1) < 1e-10)
    #expect(abs(test.expected - 50 * q) < 1e-12)
  }

  @Test func `falls steadily between whole numbers`() {
    var burdens = AcquiredBurdens()
    for acquired in 1...40 { burdens.add(Double(acquired)) }
    let p = (0...80).map {
      AcquiredExcess(observed: Double($0) / 4, geneShare: 0.004, burdens: burdens).pValue
    }
    #expect(zip(p, p.dropFirst()).allSatisfy { $0 > $1 })
    #expect(abs(p[9] - (0.75 * p[8] + 0.25 * p[12])) < 1e-15)
    // The short way at 0 agrees with the long one.
    #expect(abs(p[0] - (2 * p[2] - p[4])) < 1e-12)
  }

  @Test func `patients with many mutations say little`() {
    func p(_ acquired: [Double]) -> Double {
      var burdens = AcquiredBurdens()
      for number in acquired { burdens.add(number) }
      return AcquiredExcess(observed: 3, geneShare: 0.001, burdens: burdens).pValue
    }
    let plain = [Double](repeating: 10, count: 20)
    #expect(p(plain) < 1e-3)
    #expect(p(plain + [5_000, 5_000, 5_000]) > 0.3)
  }

  @Test func `histograms merge and stay small`() {
    let source = RandomSource(seed: 9)
    var (whole, parts) = (AcquiredBurdens(), [AcquiredBurdens(), AcquiredBurdens()])
    for patient in 0..<20_000 {
      let acquired = exp(2 * source.normal() + 2)
      whole.add(acquired)
      parts[patient % 2].add(acquired)
    }
    parts[1].merge(parts[0])
    #expect(parts[1] == whole && whole.total == 20_000)
    #expect(whole.bins.count < 250)
    var exact = AcquiredBurdens()
    exact.add(17.25)
    exact.add(400)
    exact.add(0)
    exact.add(401)
    #expect(exact.bins.map(\.acquired) == [0, 17.25, 400.5])
    #expect(exact.bins.map(\.patients) == [1, 1, 2])
    #expect(AcquiredExcess.hitProbability(geneShare: 0.5, acquired: 0) == 0)
    #expect(AcquiredExcess.hitProbability(geneShare: 1, acquired: 2) == 1)
    #expect(
      AcquiredExcess(observed: 0, geneShare: 0.1, burdens: AcquiredBurdens()).pValue == 0.5)
  }
}
