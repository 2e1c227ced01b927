import Glibc

extension HillFit {
  /// The BIC of a constant less that of the curve, `n ln(SS₀ / SS) - q ln n` with `q` parameters more: above
  /// 0, the curve describes the points better. `nil` for a robust fit, whose points do not all count.
  public var bicAdvantage: Double? {
    guard options.loss == .squares else { return nil }
    let more = parameters - (options.fixedE0 == nil ? 1 : 0)
    let count = Double(points)
    return count * log(constantSumOfSquares / sumOfSquares) - Double(more) * log(count)
  }
}
