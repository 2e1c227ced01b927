import DrugResponse
import Foundation
import NumericalMethods
import Testing

@Suite("Genotypes compared")
struct ComparisonTests {
  private func pair(
    _ index: Int, fold: Double
  ) throws -> (first: [DosePoint], second: [DosePoint]) {
    let random = RandomSource(seed: RandomSource.seed(base: 31, stream: UInt64(index)))
    let wildType = HillCurve(e0: 1, eInfinity: 0.1, ec50: 3e-8, slope: 1.2)
    let mutant = HillCurve(e0: 1, eInfinity: 0.25, ec50: 3e-8 * fold, slope: 0.9)
    // The lines are not equally noisy.
    return (
      SimulatedCurve.points(mutant, noise: 0.06, random),
      SimulatedCurve.points(wildType, noise: 0.03, random)
    )
  }

  @Test func `the interval of a fold change covers`() throws {
    var (covered, rejected) = (0, 0)
    for index in 0..<500 {
      let (first, second) = try pair(index, fold: 4)
      let change = try #require(
        FoldChange(of: try HillFitter().fit(first), over: try HillFitter().fit(second)))
      if change.ratio.contains(4) { covered += 1 }
      if change.pValue < 0.05 { rejected += 1 }
      #expect((change.pValue < 0.05) == !change.ratio.contains(1))
    }
    #expect((465...490).contains(covered))
    #expect(rejected > 480)
  }

  @Test func `the test of equal IC50 keeps its level and finds a difference`() throws {
    var (false_, found) = (0, 0)
    for index in 0..<300 {
      for (fold, isTrue) in [(1.0, false), (4, true)] {
        let (first, second) = try pair(index, fold: fold)
        let fits = [try HillFitter().fit(first), try HillFitter().fit(second)]
        let test = try #require(try SumOfSquaresTest.sameDose(fits))
        #expect(test.numerator == 1 && test.denominator == 58)
        if test.pValue < 0.05 {
          if isTrue { found += 1 } else { false_ += 1 }
        }
      }
    }
    #expect((4...30).contains(false_))
    #expect(found > 285)
  }

  @Test func `one curve for all points is tested on all parameters`() throws {
    let random = RandomSource(seed: 12)
    let curve = HillCurve(e0: 1, eInfinity: 0.1, ec50: 3e-8, slope: 1.2)
    let same = (0..<2).map { _ in SimulatedCurve.points(curve, noise: 0.05, random) }
    let test = try SumOfSquaresTest.sameCurve(same)
    #expect(test.numerator == 4 && test.denominator == 58 && test.pValue > 0.01)
    let other = SimulatedCurve.points(
      HillCurve(e0: 1, eInfinity: 0.4, ec50: 3e-8, slope: 1.2), noise: 0.05, random)
    #expect(try SumOfSquaresTest.sameCurve([same[0], other]).pValue < 1e-6)
  }

  @Test func `nothing is compared with a dose that is not reached`() throws {
    let random = RandomSource(seed: 13)
    let curve = HillCurve(e0: 1, eInfinity: 0.1, ec50: 3e-8, slope: 1.2)
    let resistant = HillCurve(e0: 1, eInfinity: 0.7, ec50: 3e-8, slope: 1.2)
    let fits = [
      try HillFitter().fit(SimulatedCurve.points(resistant, noise: 0.02, random)),
      try HillFitter().fit(SimulatedCurve.points(curve, noise: 0.02, random)),
    ]
    #expect(FoldChange(of: fits[0], over: fits[1], .absolute(level: 0.5)) == nil)
    #expect(try SumOfSquaresTest.sameDose(fits, .absolute(level: 0.5)) == nil)
    #expect(FoldChange(of: fits[0], over: fits[1]) != nil)
  }

  @Test func `swapping two lines inverts their ratio`() throws {
    let (first, second) = try pair(1, fold: 3)
    let (one, other) = (try HillFitter().fit(first), try HillFitter().fit(second))
    let forward = try #require(FoldChange(of: one, over: other))
    let back = try #require(FoldChange(of: other, over: one))
    #expect(abs(forward.ratio.value * back.ratio.value - 1) < 1e-12)
    #expect(abs(forward.ratio.lower * back.ratio.upper - 1) < 1e-12)
    #expect(abs(forward.pValue - back.pValue) < 1e-14)
  }
}
