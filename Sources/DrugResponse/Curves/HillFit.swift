import Glibc
import NumericalMethods

/// A Hill curve fitted to points, with what is needed for its uncertainty.
public struct HillFit: Hashable, Sendable {
  /// A parameter that was not free.
  public enum Fixed: Hashable, Sendable, CaseIterable {
    /// The response without drug was given.
    case e0
    /// The slope ran to the lowest or highest allowed and was held there.
    case slope
  }

  /// The curve.
  public let curve: HillCurve
  /// What was not free; its standard error is 0.
  public let fixed: Set<Fixed>
  /// The residual sum of squares, of all points; weighted for a robust fit.
  public let sumOfSquares: Double
  /// The residual sum of squares around the mean of all points.
  public let constantSumOfSquares: Double
  /// The number of points.
  public let points: Int
  /// The lowest and the highest dose above 0.
  public let doses: ClosedRange<Double>
  /// The options of the fit.
  public let options: CurveOptions
  /// Whether the solver met its criterion.
  public let converged: Bool
  /// The covariance of `(E0, E∞, ln EC50, ln h)`, as four columns; empty where the points do not
  /// determine the parameters.
  let covariance: [SIMD4<Double>]
  /// The points, collapsed by dose.
  let data: CollapsedDoses
  /// The residual standard deviation; for a robust fit, the robust scale.
  public let residualStandardDeviation: Double

  /// The parameters as the solver has them.
  var values: SIMD4<Double> { SIMD4(curve.e0, curve.eInfinity, log(curve.ec50), log(curve.slope)) }

  /// The number of free parameters.
  public var parameters: Int { 4 - fixed.count }

  /// The degrees of freedom of the residuals.
  public var degreesOfFreedom: Int { points - parameters }

  /// The standard error of a function of the parameters, by its derivatives.
  func standardError(_ gradient: SIMD4<Double>) -> Double {
    if covariance.isEmpty { return .infinity }
    var variance = 0.0
    for column in 0..<4 where gradient[column] != 0 {
      variance += gradient[column] * (covariance[column] * gradient).sum()
    }
    return max(0, variance).squareRoot()
  }

  /// The standard errors of `E0`, `E∞`, `ln EC50` and `ln h`.
  ///
  /// From `s² (JᵀJ)⁻¹`, with `s²` the residual mean square. The standard error of the EC50 itself is
  /// about the EC50 times that of its logarithm. Infinite where the points do not determine them.
  public var standardErrors: (e0: Double, eInfinity: Double, logEC50: Double, logSlope: Double) {
    if covariance.isEmpty { return (.infinity, .infinity, .infinity, .infinity) }
    let roots = (0..<4).map { max(0, covariance[$0][$0]).squareRoot() }
    return (roots[0], roots[1], roots[2], roots[3])
  }

  /// The quantile of Student's t for a two-sided interval.
  func critical(_ level: Double) -> Double {
    StudentT(degreesOfFreedom: Double(degreesOfFreedom)).quantile(at: 0.5 * (1 + level))
  }

  /// An estimate with a t interval.
  func estimate(_ value: Double, _ gradient: SIMD4<Double>, _ level: Double) -> Estimate {
    let half = critical(level) * standardError(gradient)
    return Estimate(value: value, lower: value - half, upper: value + half)
  }
}
