import CohortStatistics
import Foundation
import NumericalMethods
import Testing

@Suite struct IntervalLaws {
  private static let kinds: [@Sendable (Int, Int) -> ProportionInterval] = [
    { .clopperPearson($0, of: $1) }, { .wilson($0, of: $1) }, { .jeffreys($0, of: $1) },
  ]

  @Test(arguments: 0..<3) func `grows with successes and mirrors with failures`(_ kind: Int) {
    for n in [1, 2, 5, 13, 168] {
      let intervals = (0...n).map { Self.kinds[kind]($0, n) }
      #expect(intervals[0].lower == 0)
      #expect(intervals[n].upper == 1)
      for x in 0...n {
        #expect(abs(intervals[x].lower - (1 - intervals[n - x].upper)) < 1e-12)
        #expect(intervals[x].contains(Double(x) / Double(n)))
        guard x > 0 else { continue }
        #expect(intervals[x].lower > intervals[x - 1].lower)
        #expect(intervals[x].upper > intervals[x - 1].upper)
      }
    }
    #expect(Self.kinds[kind](0, 0) == .whole)
  }

  @Test func `Clopper-Pearson inverts the binomial test`() {
    let interval = ProportionInterval.clopperPearson(8, of: 30, level: 0.9)
    let low = Binomial(trials: 30, probability: interval.lower).upperTailProbability(above: 7)
    let high = Binomial(trials: 30, probability: interval.upper).cumulativeProbability(upTo: 8)
    #expect(abs(low - 0.05) < 1e-12)
    #expect(abs(high - 0.05) < 1e-12)
  }
}

@Suite struct AcquiredFractionLaws {
  @Test func `calls that say nothing leave the prior`() throws {
    let prior = try #require(BetaPrior(alpha: 2, beta: 5))
    let posterior = AcquiredFraction(
      logLikelihoodRatios: [Double](repeating: 0, count: 2_000), prior: prior)
    let beta = BetaDistribution(alpha: 2, beta: 5)
    #expect(abs(posterior.mean - beta.mean) < 1e-12)
    #expect(abs(posterior.standardDeviation - beta.variance.squareRoot()) < 1e-12)
    #expect(abs(posterior.quantile(at: 0.025) - beta.quantile(at: 0.025)) < 1e-10)
    #expect(abs(posterior.density(at: 0.3) - exp(beta.logDensity(at: 0.3))) < 1e-9)
  }

  @Test func `certain calls give a beta distribution`() {
    let posterior = AcquiredFraction(
      logLikelihoodRatios: [.infinity, .infinity, -.infinity, 800, -900], prior: .jeffreys)
    let beta = BetaDistribution(alpha: 3.5, beta: 2.5)
    #expect(posterior.numberAcquired.enumerated().allSatisfy { $1 == ($0 == 3 ? 1 : 0) })
    #expect(abs(posterior.interval().upper - beta.quantile(at: 0.975)) < 1e-12)
  }

  @Test func `is the numerical integral of the likelihood, in any order and mirrored`() {
    let source = RandomSource(seed: 8)
    var ratios = (0..<25).map { _ in 3 * source.normal() }
    let posterior = AcquiredFraction(logLikelihoodRatios: ratios)
    var (mass, first) = (0.0, 0.0)
    for step in 0..<100_000 {
      let theta = (Double(step) + 0.5) / 100_000
      let density = exp(ratios.reduce(0) { $0 + log(theta * exp($1) + 1 - theta) })
      mass += density
      first += density * theta
    }
    #expect(abs(posterior.mean - first / mass) < 1e-9)
    #expect(abs(posterior.numberAcquired.reduce(0, +) - 1) < 1e-12)
    let mirrored = AcquiredFraction(logLikelihoodRatios: ratios.map { -$0 })
    #expect(abs(mirrored.mean + posterior.mean - 1) < 1e-12)
    #expect(abs(mirrored.median + posterior.median - 1) < 1e-10)
    source.shuffle(&ratios)
    #expect(AcquiredFraction(logLikelihoodRatios: ratios) == posterior)
  }

  @Test func `no patients leave the prior, and empty priors are refused`() {
    #expect(AcquiredFraction(logLikelihoodRatios: []).mean == 0.5)
    #expect(AcquiredFractionGrid().posterior(prior: .jeffreys).mean.distance(to: 0.5) < 1e-9)
    #expect(BetaPrior(alpha: 0, beta: 1) == nil)
    #expect(BetaPrior(alpha: 1, beta: .nan) == nil)
  }
}

@Suite struct ComparisonLaws {
  private static let tables = [
    TwoByTwoTable(8, 2, 1, 5), TwoByTwoTable(4, 1, 3, 160), TwoByTwoTable(10, 0, 4, 9),
    TwoByTwoTable(0, 7, 3, 3), TwoByTwoTable(3, 3, 3, 3), TwoByTwoTable(300, 200, 100, 400),
  ]

  @Test(arguments: tables) func `Fisher's test is the same transposed`(_ table: TwoByTwoTable)
    throws
  {
    let test = try #require(FisherTest(table))
    let other = try #require(FisherTest(TwoByTwoTable(table.a, table.c, table.b, table.d)))
    #expect(abs(test.pValue - other.pValue) < 1e-12)
    #expect(abs(test.pGreater - other.pGreater) < 1e-12)
    let ratio = try #require(test.oddsRatio)
    let transposed = try #require(other.oddsRatio)
    #expect(ratio == transposed || abs(log(ratio / transposed)) < 1e-9)
    #expect(abs(test.pLess + test.pGreater - 1) >= 0)
    // Exchanging the rows turns the odds ratio over.
    let turned = try #require(FisherTest(TwoByTwoTable(table.c, table.d, table.a, table.b)))
    #expect(abs(turned.pLess - test.pGreater) < 1e-12)
    let inverse = try #require(turned.oddsRatio)
    #expect(ratio == 1 / inverse || abs(log(ratio * inverse)) < 1e-9)
    #expect(
      turned.interval.upper == 1 / test.interval.lower
        || abs(log(turned.interval.upper * test.interval.lower)) < 1e-9)
  }

  @Test func `a table without a margin says nothing`() throws {
    for table in [TwoByTwoTable(0, 0, 0, 0), TwoByTwoTable(0, 0, 3, 4), TwoByTwoTable(2, 0, 3, 0)] {
      let test = try #require(FisherTest(table))
      #expect(test.pValue == 1 && test.pGreater == 1 && test.pLess == 1)
      #expect(test.oddsRatio == nil)
      #expect(test.interval == OddsRatioInterval(lower: 0, upper: .infinity))
      let pooled = MantelHaenszelTest(strata: [table])
      #expect(pooled.oddsRatio == nil && pooled.pValue == nil && pooled.interval() == nil)
      #expect(pooled.remark == .noInformativeStratum)
    }
  }

  @Test func `the exact test over strata sums over all tables of the margins`() throws {
    let strata = [TwoByTwoTable(2, 1, 1, 3), TwoByTwoTable(3, 1, 0, 2), TwoByTwoTable(0, 0, 2, 5)]
    let test = try #require(ExactConditionalTest(strata: strata))
    // By hand: every pair of counts, weighted by the products of binomial coefficients.
    var weights = [Int: Double]()
    for first in 0...3 {
      for second in 1...3 {
        let weight =
          SpecialFunctions.logChoose(3, first) + SpecialFunctions.logChoose(4, 3 - first)
          + SpecialFunctions.logChoose(4, second) + SpecialFunctions.logChoose(2, 3 - second)
        weights[first + second, default: 0] += exp(weight)
      }
    }
    let total = weights.values.reduce(0, +)
    let upper = weights.filter { $0.key >= 5 }.values.reduce(0, +) / total
    #expect(abs(test.pGreater - upper) < 1e-12)
    #expect(test.informativeStrata == 2)
    let ratio = try #require(test.oddsRatio)
    let tilted = weights.map { ($0.key, $0.value * pow(ratio, Double($0.key))) }
    let mean =
      tilted.reduce(0) { $0 + Double($1.0) * $1.1 } / tilted.reduce(0) { $0 + $1.1 }
    #expect(abs(mean - 5) < 1e-9)
    #expect(test.interval.lower < ratio && ratio < test.interval.upper)
    #expect(
      ExactConditionalTest(strata: strata.reversed())?.pValue.distance(to: test.pValue).magnitude
        ?? 1 < 1e-12)
  }

  @Test func `large tables agree with Mantel and Haenszel, too large ones are refused`() throws {
    let strata = [TwoByTwoTable(120, 80, 90, 130), TwoByTwoTable(60, 70, 40, 90)]
    let exact = try #require(ExactConditionalTest(strata: strata)?.oddsRatio)
    let pooled = try #require(MantelHaenszelTest(strata: strata).oddsRatio)
    #expect(abs(log(exact / pooled)) < 0.02)
    let huge = TwoByTwoTable(50_000, 50_000, 50_000, 50_000)
    #expect(ExactConditionalTest(strata: [huge, huge]) == nil)
    #expect(MantelHaenszelTest(strata: [huge, huge]).oddsRatio == 1)
  }

  @Test func `separated strata give one bound`() throws {
    let strata = [TwoByTwoTable(4, 0, 1, 3), TwoByTwoTable(2, 0, 0, 2)]
    let pooled = MantelHaenszelTest(strata: strata)
    #expect(pooled.oddsRatio == .infinity && pooled.logStandardError == nil)
    #expect(pooled.remark == .separated)
    let exact = try #require(ExactConditionalTest(strata: strata))
    #expect(exact.oddsRatio == .infinity && exact.interval.upper == .infinity)
    #expect(exact.interval.lower > 1)
  }

  @Test func `McNemar's test is symmetric, and five pairs cannot reach 0.05`() {
    #expect(McNemarTest(gained: 0, lost: 0).pValue == 1)
    #expect(McNemarTest(gained: 0, lost: 0).midP == 1)
    #expect(McNemarTest(gained: 3, lost: 3).midP == 1)
    #expect(McNemarTest(gained: 2, lost: 7).pValue == McNemarTest(gained: 7, lost: 2).pValue)
    #expect(McNemarTest(gained: 5, lost: 0).pValue > 0.05)
  }
}

@Suite struct MultipleTestingLaws {
  @Test func `adjusted values keep the order and never fall below the p-values`() {
    let source = RandomSource(seed: 5)
    let p = (0..<500).map { _ in source.uniform() * source.uniform() }
    let q = BenjaminiHochberg.adjusted(p)
    let order = p.indices.sorted { p[$0] < p[$1] }
    #expect(order.map { q[$0] } == q.sorted())
    #expect(zip(p, q).allSatisfy { $0 <= $1 && $1 <= 1 })
    #expect(BenjaminiHochberg.adjusted([]).isEmpty)
    #expect(BenjaminiHochberg.adjusted([0.2]) == [0.2])
  }
}
