import Glibc

/// Beta-binomial log probabilities of many counts under fixed nodes, from tables of rising factorials.
///
/// With `(x)_i = x (x + 1) … (x + i − 1)` node `j` gives
/// ```
/// ln P(k; n) = ln C(n, k) + ln (α_j)_k + ln (β_j)_{n − k} − ln (α_j + β_j)_n
/// ```
/// so that a count costs three additions a node once the tables stand. The tables are sums of logarithms
/// from 0 up, accurate to about 1e-13 of the value, whatever the size of `α` and `β`.
public struct BetaBinomialRows: Sendable {
  /// The number of nodes.
  public let count: Int
  /// The greatest depth of the tables.
  public let limit: Int
  /// The nodes' parameters.
  private let alphas: [Double]
  private let betas: [Double]
  // `[i][node]`, the nodes filled up to whole lanes.
  private let stride: Int
  private let first: [Double]
  private let second: [Double]
  private let sum: [Double]

  /// Computes the tables.
  ///
  /// - Parameters:
  ///   - alphas: `α` of each node, positive.
  ///   - betas: `β` of each node, positive, as many.
  ///   - limit: The greatest depth, not negative.
  /// - Complexity: O(`limit` × nodes), about 4 ns each.
  public init(alphas: [Double], betas: [Double], limit: Int) {
    precondition(alphas.count == betas.count, "as many betas as alphas")
    count = alphas.count
    self.limit = limit
    stride = (count + 7) / 8 * 8
    self.alphas = alphas
    self.betas = betas
    first = Self.table(alphas, limit, stride)
    second = Self.table(betas, limit, stride)
    sum = Self.table(zip(alphas, betas).map { $0 + $1 }, limit, stride)
  }

  private static func table(_ start: [Double], _ limit: Int, _ stride: Int) -> [Double] {
    let padded = start + [Double](repeating: 1, count: stride - start.count)
    return [Double](unsafeUninitializedCapacity: (limit + 1) * stride) { result, count in
      padded.withUnsafeBufferPointer { start in
        guard let start = start.baseAddress, let result = result.baseAddress else { return }
        LaneKernels.risingLogarithms(start, columns: stride, limit: limit, into: result)
      }
      count = (limit + 1) * stride
    }
  }

  /// Writes the log probabilities of a count at all nodes.
  ///
  /// - Parameters:
  ///   - alternate: `k`, in `0...depth`.
  ///   - depth: `n`, at most ``limit``.
  ///   - result: Room for ``count`` values.
  /// - Complexity: O(nodes), about 1 ns each.
  public func logProbabilities(
    alternate: Int, depth: Int, into result: UnsafeMutablePointer<Double>
  ) {
    precondition(alternate >= 0 && alternate <= depth && depth <= limit, "a count of the tables")
    let choose = BetaBinomialBatch.logChoose(depth, alternate)
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        sum.withUnsafeBufferPointer { sum in
          guard let a = first.baseAddress.map({ $0 + alternate * stride }),
            let b = second.baseAddress.map({ $0 + (depth - alternate) * stride }),
            let s = sum.baseAddress.map({ $0 + depth * stride })
          else { return }
          for node in 0..<count { result[node] = choose + a[node] + b[node] - s[node] }
        }
      }
    }
  }

  /// Writes P(K >= `least`) at all nodes, by adding the terms from 0 up.
  ///
  /// - Parameters:
  ///   - least: At least 1 and at most the depth.
  ///   - depth: `n`, at most ``limit``.
  ///   - result: Room for ``count`` values.
  /// - Complexity: O(nodes × `least`).
  public func upperTails(
    from least: Int, depth: Int, into result: UnsafeMutablePointer<Double>
  ) {
    precondition(least >= 1 && least <= depth && depth <= limit, "a count of the tables")
    let n = Double(depth)
    alphas.withUnsafeBufferPointer { alphas in
      betas.withUnsafeBufferPointer { betas in
        second.withUnsafeBufferPointer { second in
          sum.withUnsafeBufferPointer { sum in
            guard let alpha = alphas.baseAddress, let beta = betas.baseAddress,
              let b = second.baseAddress.map({ $0 + depth * stride }),
              let s = sum.baseAddress.map({ $0 + depth * stride })
            else { return }
            var node = 0
            while node < count {
              var term = LaneFunctions.exp(
                LaneFunctions.load(b, node, count) - LaneFunctions.load(s, node, count))
              let (a, rest) = (
                LaneFunctions.load(alpha, node, count), LaneFunctions.load(beta, node, count)
              )
              var total = term
              for index in 0..<(least - 1) {
                let k = Double(index)
                let odds = (n - k) / (k + 1)
                term *= (a + k) * odds / (rest + (n - k - 1))
                total += term
              }
              let tail = 1 - total
              LaneFunctions.store(
                tail.replacing(with: 0, where: tail .< 0), to: result, node, count)
              node += 4
            }
          }
        }
      }
    }
  }
}
