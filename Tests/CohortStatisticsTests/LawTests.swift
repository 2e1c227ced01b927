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

  @Test func `tables that are too large are refused`() {
    let huge = TwoByTwoTable(50_000, 50_000, 50_000, 50_000)
    #expect(ExactConditionalTest(strata: [huge, huge]) == nil)
  }

  @Test func `separated strata give one bound`() throws {
    let strata = [TwoByTwoTable(4, 0, 1, 3), TwoByTwoTable(2, 0, 0, 2)]
    let exact = try #require(ExactConditionalTest(strata: strata))
    #expect(exact.oddsRatio == .infinity && exact.interval.upper == .infinity)
    #expect(exact.interval.lower > 1)
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
