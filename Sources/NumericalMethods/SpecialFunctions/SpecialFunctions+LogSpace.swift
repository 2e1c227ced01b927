import CGSL

extension SpecialFunctions {
  /// The logarithm of a sum of exponentials, `ln Σ exp(xᵢ)`.
  ///
  /// Minus infinity for no terms or when all are minus infinity; `nan` if a term is.
  public static func logSumExp(_ terms: UnsafeBufferPointer<Double>) -> Double {
    var largest = -Double.infinity
    for term in terms {
      if term > largest { largest = term }
      if term.isNaN { return .nan }
    }
    guard largest.isFinite else { return largest }
    var sum = 0.0
    for term in terms { sum += exp(term - largest) }
    return largest + log(sum)
  }

  /// The logarithm of a sum of exponentials, `ln Σ exp(xᵢ)`.
  ///
  /// Minus infinity for no terms or when all are minus infinity; `nan` if a term is.
  public static func logSumExp(_ terms: [Double]) -> Double {
    terms.withUnsafeBufferPointer { logSumExp($0) }
  }

  /// The logarithm of the sum of two exponentials, `ln(exp(x) + exp(y))`.
  public static func logSumExp(_ x: Double, _ y: Double) -> Double {
    if x.isNaN || y.isNaN { return .nan }
    let larger = max(x, y)
    guard larger.isFinite else { return larger }
    return larger + log1p(exp(min(x, y) - larger))
  }
}
