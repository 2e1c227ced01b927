import Foundation
import NumericalMethods
import Testing

@Suite struct SpecialFunctionsTests {
  @Test func `log gamma of integers is a sum of logarithms`() {
    var sum = CompensatedSum()
    for n in 1...400 {
      #expect(
        agree(SpecialFunctions.logGamma(Double(n) + 1), sum.value + log(Double(n)), within: 1e-13))
      sum.add(log(Double(n)))
    }
  }

  @Test func `log gamma of one half`() {
    #expect(agree(SpecialFunctions.logGamma(0.5), 0.5 * log(Double.pi), within: 1e-14))
  }

  @Test(arguments: [1e-9, 0.3, 2.5, 9.2, 9.999_999, 10, 11.5, 1_234.5])
  func `log gamma obeys its recurrence across the change of method`(_ x: Double) {
    let next = SpecialFunctions.logGamma(x) + log(x)
    #expect(abs(SpecialFunctions.logGamma(x + 1) - next) <= 1e-13 * max(1, abs(next)))
  }

  @Test func `log gamma at and beyond its ends`() {
    #expect(SpecialFunctions.logGamma(0) == .infinity)
    #expect(SpecialFunctions.logGamma(.infinity) == .infinity)
    #expect(SpecialFunctions.logGamma(-0.5).isNaN)
    #expect(SpecialFunctions.logGamma(.nan).isNaN)
  }

  @Test(arguments: [(0.5, 0.5), (3, 9.5), (12, 0.2), (40, 30), (1e6, 5), (5, 1e6), (1e8, 2e8)])
  func `log beta obeys its recurrence`(_ a: Double, _ b: Double) {
    // B(a + 1, b) = B(a, b) a / (a + b)
    let expected = SpecialFunctions.logBeta(a, b) + log(a / (a + b))
    #expect(abs(SpecialFunctions.logBeta(a + 1, b) - expected) <= 1e-13 * max(1, abs(expected)))
    #expect(SpecialFunctions.logBeta(a, b) == SpecialFunctions.logBeta(b, a))
  }

  @Test func `log beta with a one is a logarithm`() {
    for b in [0.25, 7, 1e3, 1e9] {
      #expect(abs(SpecialFunctions.logBeta(1, b) + log(b)) < 1e-12)
    }
  }

  @Test func `binomial coefficients follow Pascal's rule`() {
    for n in [1, 5, 19, 20, 21, 60] {
      for k in 1...n {
        let sum = SpecialFunctions.logSumExp(
          SpecialFunctions.logChoose(n, k - 1), SpecialFunctions.logChoose(n, k))
        #expect(abs(SpecialFunctions.logChoose(n + 1, k) - sum) < 1e-13 * max(1, sum))
      }
    }
  }

  @Test func `binomial coefficients keep their digits at any depth`() {
    #expect(SpecialFunctions.logChoose(1_000_000_000, 1) == log(1e9))
    #expect(SpecialFunctions.logChoose(1_000_000_000, 999_999_999) == log(1e9))
    #expect(SpecialFunctions.logChoose(7, 0) == 0)
    #expect(SpecialFunctions.logChoose(7, 7) == 0)
    #expect(SpecialFunctions.logChoose(7, 8) == -.infinity)
    #expect(SpecialFunctions.logChoose(7, -1) == -.infinity)
  }

  @Test func `log sums of exponentials`() {
    let none: [Double] = []
    #expect(SpecialFunctions.logSumExp(none) == -.infinity)
    #expect(SpecialFunctions.logSumExp([-.infinity, -.infinity]) == -.infinity)
    #expect(SpecialFunctions.logSumExp([-.infinity, 2]) == 2)
    #expect(SpecialFunctions.logSumExp([.infinity, 2]) == .infinity)
    #expect(SpecialFunctions.logSumExp([1, .nan, 2]).isNaN)
    #expect(agree(SpecialFunctions.logSumExp([-2_000, -2_000]), -2_000 + log(2), within: 1e-15))
    #expect(agree(SpecialFunctions.logSumExp([1_000, 1_000]), 1_000 + log(2), within: 1e-15))
    #expect(SpecialFunctions.logSumExp(-.infinity, -.infinity) == -.infinity)
    #expect(SpecialFunctions.logSumExp(-.infinity, -3) == -3)
    #expect(agree(SpecialFunctions.logSumExp(0, log(3)), log(4), within: 1e-15))
    #expect(SpecialFunctions.logSumExp(.nan, 0).isNaN)
  }
}
