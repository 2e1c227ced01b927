import Foundation
import NumericalMethods
import Testing

@Suite("Distributions of tests")
struct TestDistributionTests {
  @Test func `Student's t with closed forms`() {
    // One degree of freedom is Cauchy's distribution, two have a closed form as well.
    let one = StudentT(degreesOfFreedom: 1)
    let two = StudentT(degreesOfFreedom: 2)
    for t in [-3.0, -0.5, 0, 1, 4, 50] {
      #expect(abs(one.upperTailProbability(above: t) - (0.5 - atan(t) / .pi)) < 1e-12)
      let expected = 0.5 - t / (2 * (2 + t * t).squareRoot())
      #expect(abs(two.upperTailProbability(above: t) - expected) < 1e-12)
    }
    #expect(abs(one.quantile(at: 0.975) - tan(0.475 * .pi)) < 1e-9)
    #expect(
      abs(two.twoSidedProbability(beyond: -4) - 2 * two.upperTailProbability(above: 4)) < 1e-15)
    #expect(abs(StudentT(degreesOfFreedom: 20).quantile(at: 0.975) - 2.085963447) < 1e-8)
  }

  @Test func `F and chi-squared agree with t and exponential tails`() {
    for t in [0.3, 1.7, 4] {
      let f = FDistribution(numerator: 1, denominator: 12).upperTailProbability(above: t * t)
      #expect(abs(f - StudentT(degreesOfFreedom: 12).twoSidedProbability(beyond: t)) < 1e-12)
      let chi = ChiSquared(degreesOfFreedom: 2).upperTailProbability(above: t)
      #expect(abs(chi - exp(-t / 2)) < 1e-12)
      let one = ChiSquared(degreesOfFreedom: 1).upperTailProbability(above: t * t)
      #expect(abs(one - 2 * StandardNormal.upperTailProbability(above: t)) < 1e-12)
    }
    #expect(FDistribution(numerator: 3, denominator: 4).upperTailProbability(above: 0) == 1)
    #expect(ChiSquared(degreesOfFreedom: 3).upperTailProbability(above: -1) == 1)
  }
}
