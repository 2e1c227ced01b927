/// Points and weights of a Gauss–Legendre rule on `[-1, 1]`.
///
/// `∫ f(x) dx ≈ Σ weights[i] · f(nodes[i])`, exact for polynomials of degree below `2 · count`.
public struct GaussLegendreTable: Hashable, Sendable {
  /// The points, ascending, inside `(-1, 1)`.
  public let nodes: [Double]
  /// The weights; they sum to 2.
  public let weights: [Double]

  /// The number of points.
  public var count: Int { nodes.count }

  /// The integral of a function over a range.
  public func integrate(
    over range: ClosedRange<Double>, _ function: (Double) throws -> Double
  ) rethrows -> Double {
    let half = 0.5 * (range.upperBound - range.lowerBound)
    let middle = 0.5 * (range.upperBound + range.lowerBound)
    var sum = 0.0
    for index in nodes.indices {
      sum += weights[index] * (try function(middle + half * nodes[index]))
    }
    return half * sum
  }
}
