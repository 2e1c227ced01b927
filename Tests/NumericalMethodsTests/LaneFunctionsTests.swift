import Foundation
import NumericalMethods
import Testing

@Suite("Functions of four numbers at a time")
struct LaneFunctionsTests {
  /// Values over many decades, four at a time.
  private static let positive = stride(from: -300.0, through: 300, by: 0.37).map {
    let x = pow(10, $0)
    return SIMD4(x, 1.3 * x, 3.7 * x, 7.1 * x)
  }

  @Test("the logarithm agrees with the C library's", arguments: [positive])
  func logarithm(_ values: [SIMD4<Double>]) {
    for x in values {
      let result = LaneFunctions.log(x)
      for lane in 0..<4 {
        let expected = log(x[lane])
        #expect(abs(result[lane] - expected) <= 1e-15 * max(1, abs(expected)) * 2)
      }
    }
  }

  @Test("the logarithm keeps its digits near one")
  func logarithmNearOne() {
    for power in 1...15 {
      let step = pow(10, -Double(power))
      let x = SIMD4(1 + step, 1 - step, 1 + 3 * step, 1 - 2.5 * step)
      let result = LaneFunctions.log(x)
      for lane in 0..<4 {
        #expect(abs(result[lane] / log(x[lane]) - 1) < 1e-14)
      }
    }
  }

  @Test("the exponential agrees with the C library's and ends at zero")
  func exponential() {
    for start in stride(from: -699.0, through: 690, by: 0.731) {
      let x = SIMD4(start, start + 0.1, start + 0.3, start + 0.55)
      let result = LaneFunctions.exp(x)
      for lane in 0..<4 { #expect(abs(result[lane] / exp(x[lane]) - 1) < 2e-14) }
    }
    let far = LaneFunctions.exp(SIMD4(-.infinity, -1e9, -701, 0))
    #expect(far == SIMD4(0, 0, 0, 1))
  }

  @Test("the log gamma function agrees with the C library's")
  func gamma() {
    for exponent in stride(from: -6.0, through: 7, by: 0.21) {
      let x = pow(10, exponent)
      let a = SIMD4(x, 2.1 * x, 0.3 * x, 5.5 * x)
      let result = LaneFunctions.logGamma(a)
      for lane in 0..<4 {
        let known = SpecialFunctions.logGamma(a[lane])
        #expect(abs(result[lane] - known) < 2e-14 * max(1, abs(known)))
      }
    }
  }

  @Test("any number of exponentials is written, and none beyond", arguments: 1...9)
  func exponentials(_ count: Int) {
    let values = (0..<12).map { -0.3 * Double($0) }
    var result = [Double](repeating: -1, count: 12)
    values.withUnsafeBufferPointer { values in
      result.withUnsafeMutableBufferPointer { result in
        guard let from = values.baseAddress, let to = result.baseAddress else { return }
        LaneFunctions.exponentials(of: from, minus: 0.5, count: count, into: to)
      }
    }
    for i in 0..<count { #expect(abs(result[i] / exp(values[i] - 0.5) - 1) < 1e-14) }
    #expect(result[count...].allSatisfy { $0 == -1 })
  }

  @Test("any number of logarithms is written, and none beyond", arguments: 1...9)
  func logarithms(_ count: Int) {
    let values = (0..<12).map { exp(70 - 12.3 * Double($0)) }
    var result = [Double](repeating: -1, count: 12)
    LaneFunctions.logarithms(of: values, count: count, into: &result)
    for i in 0..<count { #expect(abs(result[i] - log(values[i])) < 1e-15 * 70) }
    #expect(result[count...].allSatisfy { $0 == -1 })
  }
}
