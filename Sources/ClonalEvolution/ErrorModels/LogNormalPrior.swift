import Glibc

/// A log-normal prior of a factor on a rate.
struct LogNormalPrior: Hashable, Sendable {
  /// The mean of the factor's logarithm.
  var mean: Double
  /// The standard deviation of the factor's logarithm.
  var deviation: Double

  /// The log density of ln `factor`, without its constant.
  func logDensity(_ factor: Double) -> Double {
    let z = (log(factor) - mean) / deviation
    return -0.5 * z * z
  }

  /// The factor `f` that maximises `reads ln f − f expected` plus the log density.
  ///
  /// - Parameters:
  ///   - reads: Error reads seen.
  ///   - expected: Error reads expected at factor 1.
  func mode(reads: Double, expected: Double) -> Double {
    let precision = 1 / (deviation * deviation)
    var x = mean
    // Newton on a concave function of x = ln f.
    for _ in 0..<50 {
      let slope = reads - exp(x) * expected - (x - mean) * precision
      let curvature = exp(x) * expected + precision
      let step = max(-1, min(1, slope / curvature))
      x += step
      if abs(step) < 1e-10 { break }
    }
    return exp(x)
  }
}
