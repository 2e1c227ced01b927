import Foundation

/// Read-count probabilities written apart from the model's, to judge it by.
enum ReadProbabilities {
  /// ln C(n, k).
  static func logChoose(_ n: Int, _ k: Int) -> Double {
    lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1)
  }

  /// The log probability of `count` of `depth` reads; binomial at infinite precision.
  static func log(_ count: Int, depth: Int, mean: Double, precision: Double) -> Double {
    let choose = logChoose(depth, count)
    if mean <= 0 { return count == 0 ? 0 : -.infinity }
    if mean >= 1 { return count == depth ? 0 : -.infinity }
    guard precision.isFinite else {
      return choose + Double(count) * Foundation.log(mean)
        + Double(depth - count) * Foundation.log1p(-mean)
    }
    let (a, b) = (mean * precision, (1 - mean) * precision)
    return choose + lgamma(a + Double(count)) + lgamma(b + Double(depth - count))
      - lgamma(precision + Double(depth)) - lgamma(a) - lgamma(b) + lgamma(precision)
  }

  /// P(at least `count` reads).
  static func upperTail(from count: Int, depth: Int, mean: Double, precision: Double) -> Double {
    guard count > 0 else { return 1 }
    let below = (0..<min(count, depth + 1)).reduce(0.0) {
      $0 + exp(log($1, depth: depth, mean: mean, precision: precision))
    }
    return max(0, 1 - below)
  }

  /// The power to see a clone: P(at least k* reads), where errors reach k* once in a thousand.
  static func power(
    fraction: Double, depth: Int, purity: Double, tumorCopies: Int, normalCopies: Int,
    errorRate: Double, precision: Double
  ) -> Double {
    let copies = purity * Double(tumorCopies) + (1 - purity) * Double(normalCopies)
    guard tumorCopies > 0, copies > 0 else { return 0 }
    var critical = 1
    while critical <= depth,
      upperTail(from: critical, depth: depth, mean: errorRate, precision: .infinity) > 1e-3
    {
      critical += 1
    }
    guard critical <= depth else { return 0 }
    let molecules = purity * fraction / copies
    let mean = errorRate + (1 - 2 * errorRate) * molecules
    return upperTail(from: critical, depth: depth, mean: mean, precision: precision)
  }
}
