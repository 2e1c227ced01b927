import CGSL

extension SpecialFunctions {
  /// `ln(2π) / 2`.
  static let halfLogTwoPi = 0.918_938_533_204_672_741_78

  /// The remainder of Stirling's formula for `ln Γ(x)`, for `x ≥ 10`.
  ///
  /// `ln Γ(x) = (x - 1/2) ln x - x + ln(2π)/2 + δ(x)`; the series below is exact to rounding there.
  @inline(__always)
  static func stirlingCorrection(_ x: Double) -> Double {
    let inverse = 1 / x
    let square = inverse * inverse
    var sum = 691.0 / 360_360
    sum = 1.0 / 1_188 - square * sum
    sum = 1.0 / 1_680 - square * sum
    sum = 1.0 / 1_260 - square * sum
    sum = 1.0 / 360 - square * sum
    sum = 1.0 / 12 - square * sum
    return inverse * sum
  }

  /// The natural logarithm of the gamma function.
  ///
  /// Safe on any thread: unlike C's `lgamma` it writes no global sign. Relative error below 1e-13.
  ///
  /// - Parameter x: Above 0; `nan` otherwise, and infinity at 0.
  /// - Returns: `ln Γ(x)`.
  public static func logGamma(_ x: Double) -> Double {
    if x >= 10 {
      guard x.isFinite else { return x }
      return (x - 0.5) * log(x) - x + halfLogTwoPi + stirlingCorrection(x)
    }
    guard x >= 0 else { return .nan }
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }

  /// The natural logarithm of the beta function.
  ///
  /// `ln B(a, b) = ln Γ(a) + ln Γ(b) - ln Γ(a + b)`, without the cancellation of that difference when
  /// an argument is large, as in Algorithm 708: A. R. DiDonato and A. H. Morris, *ACM Trans. Math. Softw.*
  /// 18, 360–373 (1992), doi:10.1145/131766.131776.
  ///
  /// - Parameters:
  ///   - a: Above 0.
  ///   - b: Above 0.
  public static func logBeta(_ a: Double, _ b: Double) -> Double {
    let small = min(a, b)
    let large = max(a, b)
    guard small > 0 else { return small == 0 ? .infinity : .nan }
    if large < 10 { return logGamma(small) + logGamma(large) - logGamma(small + large) }
    let sum = small + large
    let tail = stirlingCorrection(large) - stirlingCorrection(sum)
    if small < 10 {
      // ln Γ(large) - ln Γ(sum)
      return logGamma(small) + small - small * log(sum)
        + (large - 0.5) * log1p(-small / sum) + tail
    }
    return small * log(small / sum) + large * log1p(-small / sum)
      + 0.5 * log(sum / (small * large)) + halfLogTwoPi + stirlingCorrection(small) + tail
  }

  /// The natural logarithm of a binomial coefficient.
  ///
  /// `ln C(n, k)`; minus infinity outside `0 ≤ k ≤ n`. Relative error of a few roundings at any depth.
  ///
  /// - Parameters:
  ///   - n: The number of things.
  ///   - k: The number chosen.
  public static func logChoose(_ n: Int, _ k: Int) -> Double {
    guard k >= 0, k <= n else { return -.infinity }
    let few = min(k, n - k)
    if few == 0 { return 0 }
    let total = Double(n)
    if few < 10 {
      // At most (1e19)^9: no overflow, and one logarithm.
      var product = 1.0
      for index in 0..<few { product *= (total - Double(index)) / Double(index + 1) }
      return log(product)
    }
    let chosen = Double(few)
    let rest = total - chosen
    let share = chosen / total
    return -chosen * log(share) - rest * log1p(-share)
      - 0.5 * log(chosen * (1 - share)) - halfLogTwoPi
      + stirlingCorrection(total) - stirlingCorrection(chosen) - stirlingCorrection(rest)
  }
}
