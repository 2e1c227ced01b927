import Glibc

/// Beta-binomial log probabilities of one count under many means at once.
///
/// For node `i` with mean `μ` and precision `s`, `α = μ s` and `β = (1 − μ) s`, the value is
/// ```
/// ln C(n, k) + ln B(k + α, n − k + β) − ln B(α, β)
/// ```
/// and for infinite precision the binomial `ln C(n, k) + k ln μ + (n − k) ln(1 − μ)`. Terms that
/// depend only on the node are computed once, so that a count costs three log-gamma values per
/// node. The difference of log-beta values loses accuracy as precision grows: the absolute error
/// stays below 1e-9 up to a precision of 1e6 and reaches about 1e-6 at 1e9, beyond which the
/// binomial is used. For an exact value see the product form of ``BetaBinomial``, which also names
/// the source.
public struct BetaBinomialBatch: Sendable {
  /// Number of nodes.
  public let count: Int
  private let isBinomial: Bool
  // Per node: α, β, s and ln Γ(s) − ln Γ(α) − ln Γ(β); for the binomial ln μ, ln(1 − μ), 0 and 0.
  private let first: [Double]
  private let second: [Double]
  private let sum: [Double]
  private let constant: [Double]

  /// Prepares nodes.
  ///
  /// - Parameters:
  ///   - means: Each in `0...1`; clipped to `[1e-12, 1 − 1e-12]` inside logarithms.
  ///   - precisions: Each positive, as many as `means`. One infinite value makes the whole batch
  ///     binomial.
  public init(means: [Double], precisions: [Double]) {
    precondition(means.count == precisions.count, "as many precisions as means")
    count = means.count
    isBinomial = precisions.contains { $0 > 1e9 }
    let clipped = means.map { min(max($0, 1e-12), 1 - 1e-12) }
    if isBinomial {
      first = clipped.map { log($0) }
      second = clipped.map { log1p(-$0) }
      sum = []
      constant = []
    } else {
      first = zip(clipped, precisions).map { $0 * $1 }
      second = zip(clipped, precisions).map { (1 - $0) * $1 }
      sum = precisions
      constant = Self.constants(first, second, sum)
    }
  }

  /// Prepares nodes by the parameters of their beta distributions, each positive.
  public init(alphas: [Double], betas: [Double]) {
    precondition(alphas.count == betas.count, "as many betas as alphas")
    count = alphas.count
    isBinomial = false
    (first, second) = (alphas, betas)
    sum = zip(alphas, betas).map { $0 + $1 }
    constant = Self.constants(first, second, sum)
  }

  private static func constants(
    _ first: [Double], _ second: [Double], _ sum: [Double]
  ) -> [Double] {
    let end = sum.count
    return [Double](unsafeUninitializedCapacity: end) { result, count in
      first.withUnsafeBufferPointer { first in
        second.withUnsafeBufferPointer { second in
          sum.withUnsafeBufferPointer { sum in
            guard let first = first.baseAddress, let second = second.baseAddress,
              let sum = sum.baseAddress, let result = result.baseAddress
            else { return }
            var i = 0
            while i < end {
              let value =
                LaneFunctions.logGamma(LaneFunctions.load(sum, i, end))
                - LaneFunctions.logGamma(LaneFunctions.load(first, i, end))
                - LaneFunctions.logGamma(LaneFunctions.load(second, i, end))
              LaneFunctions.store(value, to: result, i, end)
              i += 4
            }
            count = end
          }
        }
      }
    }
  }

  /// Writes the log probabilities of a count for a range of nodes.
  ///
  /// - Parameters:
  ///   - alternate: `k`, in `0...depth`.
  ///   - depth: `n`, not negative.
  ///   - nodes: The nodes to compute.
  ///   - result: Room for ``count`` values; only those of `nodes` are written.
  /// - Complexity: O(nodes), about 15 ns per node.
  public func logProbabilities(
    alternate: Int, depth: Int, nodes: Range<Int>, into result: UnsafeMutablePointer<Double>
  ) {
    let (k, n) = (Double(alternate), Double(depth))
    let choose = Self.logChoose(depth, alternate)
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        if isBinomial {
          for i in nodes { result[i] = choose + k * first[i] + (n - k) * second[i] }
          return
        }
        sum.withUnsafeBufferPointer { sum in
          constant.withUnsafeBufferPointer { constant in
            guard let first = first.baseAddress, let second = second.baseAddress,
              let sum = sum.baseAddress, let constant = constant.baseAddress
            else { return }
            LaneKernels.logBetas(
              .init(first: first, second: second, sum: sum, constant: constant), successes: k,
              failures: n - k, fixed: choose, nodes: nodes, into: result)
          }
        }
      }
    }
  }

  /// The log probability of a count at one node.
  public func logProbability(alternate: Int, depth: Int, node: Int) -> Double {
    let (k, n) = (Double(alternate), Double(depth))
    let choose = Self.logChoose(depth, alternate)
    if isBinomial { return choose + k * first[node] + (n - k) * second[node] }
    return choose + constant[node] + quickLogGamma(first[node] + k)
      + quickLogGamma(second[node] + (n - k)) - quickLogGamma(sum[node] + n)
  }

  /// P(K >= `count`) at one node.
  ///
  /// - Complexity: O(`count`).
  public func upperTail(from count: Int, depth: Int, node: Int) -> Double {
    if isBinomial {
      return Self.upperTail(
        from: count, depth: depth, mean: exp(first[node]), precision: .infinity)
    }
    return Self.upperTail(
      from: count, depth: depth, mean: first[node] / sum[node], precision: sum[node])
  }

  /// P(K < `count`) at one node.
  ///
  /// - Complexity: O(`count`).
  public func lowerTail(below count: Int, depth: Int, node: Int) -> Double {
    if isBinomial {
      return Self.lowerTail(
        below: count, depth: depth, mean: exp(first[node]), precision: .infinity)
    }
    return Self.lowerTail(
      below: count, depth: depth, mean: first[node] / sum[node], precision: sum[node])
  }

  /// k*: the fewest successes, at least one, that a node reaches with probability at most `alpha`.
  ///
  /// - Returns: One more than the depth where no count is rare enough.
  /// - Complexity: O(result).
  public func criticalCount(depth: Int, node: Int, alpha: Double) -> Int {
    if isBinomial {
      return Self.criticalCount(
        depth: depth, mean: exp(first[node]), precision: .infinity, alpha: alpha)
    }
    return Self.criticalCount(
      depth: depth, mean: first[node] / sum[node], precision: sum[node], alpha: alpha)
  }

  /// k* for one mean and precision; see ``criticalCount(depth:node:alpha:)``.
  public static func criticalCount(
    depth: Int, mean: Double, precision: Double, alpha: Double
  ) -> Int {
    // Doubling, then bisection: k* is small for errors and the tail is not cheap.
    func isRare(_ count: Int) -> Bool {
      upperTail(from: count, depth: depth, mean: mean, precision: precision) <= alpha
    }
    var (low, high) = (0, 2)
    while high <= depth, !isRare(high) { (low, high) = (high, 2 * high) }
    high = min(high, depth + 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if isRare(middle) { high = middle } else { low = middle }
    }
    return max(1, high)
  }

  /// P(K >= `count`) for one mean and precision, accurate to about 1e-14 absolute.
  ///
  /// - Complexity: O(`count`).
  public static func upperTail(
    from count: Int, depth: Int, mean: Double, precision: Double
  ) -> Double {
    if count <= 0 { return 1 }
    if count > depth { return 0 }
    return max(0, 1 - lowerTail(below: count, depth: depth, mean: mean, precision: precision))
  }

  /// P(K >= `count`) for four means and precisions side by side, accurate to about 1e-13 absolute.
  ///
  /// - Complexity: O(`count`).
  public static func upperTails(
    from count: Int, depth: Int, means: SIMD4<Double>, precisions: SIMD4<Double>
  ) -> SIMD4<Double> {
    typealias Lanes = SIMD4<Double>
    if count <= 0 { return Lanes(repeating: 1) }
    if count > depth { return .zero }
    let n = Double(depth)
    let p = means.clamped(
      lowerBound: Lanes(repeating: 1e-12), upperBound: Lanes(repeating: 1 - 1e-12))
    let alpha: Lanes = p * precisions
    let beta: Lanes = (1 - p) * precisions
    let deep = Lanes(repeating: n)
    let ofBeta: Lanes = LaneFunctions.logGamma(beta + deep) - LaneFunctions.logGamma(beta)
    let ofSum: Lanes =
      LaneFunctions.logGamma(precisions + deep) - LaneFunctions.logGamma(precisions)
    let first: Lanes = ofBeta - ofSum
    // The binomial, first terms that underflow and very many terms one by one.
    guard count <= mostTerms, all(precisions .<= 1e9), all(first .>= -600) else {
      var tails = Lanes.zero
      for lane in 0..<4 {
        tails[lane] = upperTail(
          from: count, depth: depth, mean: means[lane], precision: precisions[lane])
      }
      return tails
    }
    var term = LaneFunctions.exp(first)
    var total = term
    for index in 0..<(count - 1) {
      let k = Double(index)
      let above: Lanes = (alpha + k) * (n - k)
      let below: Lanes = (beta + (n - k - 1)) * (k + 1)
      term *= above / below
      total += term
    }
    return (1 - total).clamped(lowerBound: .zero, upperBound: Lanes(repeating: 1))
  }

  /// The most terms of a tail that are added.
  private static let mostTerms = 1 << 16

  /// P(K < `count`) for one mean and precision, by adding the terms from 0 up.
  ///
  /// Beyond 65,536 terms the share of successes is as good as continuous: a binomial tail is then the
  /// incomplete beta function, and that of a beta-binomial the one of the beta distribution with the
  /// same mean and variance of the share, to about 1e-4 where both successes and failures are frequent.
  ///
  /// - Complexity: O(`count`) up to 65,536; no more beyond.
  public static func lowerTail(
    below count: Int, depth: Int, mean: Double, precision: Double
  ) -> Double {
    if count <= 0 { return 0 }
    if count > depth { return 1 }
    let p = min(max(mean, 1e-12), 1 - 1e-12)
    let n = Double(depth)
    let isBinomial = precision > 1e9
    if count > mostTerms {
      let k = Double(count)
      if isBinomial { return incompleteBeta(p, k, n - k + 1).upper }
      let matched = n * (precision + 1) / (n + precision) - 1
      return incompleteBeta((k - 0.5) / n, p * matched, (1 - p) * matched).lower
    }
    let (alpha, beta) = isBinomial ? (0, 0) : (p * precision, (1 - p) * precision)
    // Ratio recurrence: p(k + 1) / p(k) = (n − k)/(k + 1) · (α + k)/(β + n − k − 1), in logs for
    // the first term, which underflows at depth.
    var logTerm =
      isBinomial
      ? n * log1p(-p)
      : quickLogGamma(beta + n) - quickLogGamma(beta) + quickLogGamma(precision)
        - quickLogGamma(precision + n)
    var scale = 0.0
    if logTerm < -600 {
      scale = logTerm
      logTerm = 0
    }
    var term = exp(logTerm)
    var total = term
    let odds = isBinomial ? p / (1 - p) : 0
    for index in 0..<(count - 1) {
      let k = Double(index)
      // One division each, which the next term does not wait for.
      if isBinomial {
        term *= (n - k) / (k + 1) * odds
      } else {
        let above = (n - k) * (alpha + k)
        term *= above / ((k + 1) * (beta + n - k - 1))
      }
      total += term
      if total > 1e250 {
        // Keep the running sum in range; the scale remembers.
        term *= 1e-250
        total *= 1e-250
        scale += 250 * log(10)
      }
    }
    return min(1, scale == 0 ? total : exp(scale + log(total)))
  }

  /// ln C(n, k).
  public static func logChoose(_ n: Int, _ k: Int) -> Double {
    if k == 0 || k == n { return 0 }
    return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
  }

  private static func logFactorial(_ n: Int) -> Double {
    n < logFactorials.count ? logFactorials[n] : quickLogGamma(Double(n) + 1)
  }

  /// ln n! of usual depths.
  private static let logFactorials = (0..<2048).map { quickLogGamma(Double($0) + 1) }
}

/// ln Γ(x) for x > 0 by Stirling's series, its argument raised to 8 or more.
///
/// Accurate to about 1e-14 of the larger of 1 and the value; one or two logarithms.
@inline(__always)
func quickLogGamma(_ argument: Double) -> Double {
  var x = argument
  var shift = 0.0
  if x < 8 {
    // Γ(x) = Γ(x + 8) / [x (x + 1) … (x + 7)], the product taken in two steps.
    let low = x * (x + 1) * (x + 2) * (x + 3)
    let high = (x + 4) * (x + 5) * (x + 6) * (x + 7)
    shift = log(low * high)
    x += 8
  }
  let inverse = 1 / x
  let square = inverse * inverse
  let series =
    inverse
    * (1.0 / 12
      - square
      * (1.0 / 360
        - square
        * (1.0 / 1260
          - square * (1.0 / 1680 - square * (1.0 / 1188 - square * (691.0 / 360_360))))))
  return (x - 0.5) * log(x) - x + 0.918_938_533_204_672_8 + series - shift
}

extension BetaBinomialBatch {
  /// The log probability of one count under one mean and precision.
  public static func logProbability(
    alternate: Int, depth: Int, mean: Double, precision: Double
  ) -> Double {
    let p = min(max(mean, 1e-12), 1 - 1e-12)
    let (k, n) = (Double(alternate), Double(depth))
    let choose = logChoose(depth, alternate)
    if precision > 1e9 { return choose + k * log(p) + (n - k) * log1p(-p) }
    let (alpha, beta) = (p * precision, (1 - p) * precision)
    return choose + quickLogGamma(alpha + k) - quickLogGamma(alpha) + quickLogGamma(beta + n - k)
      - quickLogGamma(beta) + quickLogGamma(precision) - quickLogGamma(precision + n)
  }
}

extension BetaBinomialBatch {
  /// The log probability of one count by the parameters of the beta distribution, each positive.
  public static func logProbability(
    _ alternate: Int, _ depth: Int, alpha: Double, beta: Double
  ) -> Double {
    let (k, n) = (Double(alternate), Double(depth))
    return logChoose(depth, alternate) + quickLogGamma(alpha + k) - quickLogGamma(alpha)
      + quickLogGamma(beta + n - k) - quickLogGamma(beta) + quickLogGamma(alpha + beta)
      - quickLogGamma(alpha + beta + n)
  }
}
