import Glibc

/// The growth rate of treated cells relative to that of untreated cells.
///
/// ```
/// GR = 2^(log2(x / x0) / log2(x_ctrl / x0)) - 1
/// ```
/// 1 without an effect, 0 for cytostasis, below 0 for a loss of cells; it does not depend on how often
/// untreated cells divide during the assay. M. Hafner, M. Niepel, M. Chung and P. K. Sorger, *Nat.
/// Methods* 13, 521–527 (2016), doi:10.1038/nmeth.3853.
public enum GrowthRateInhibition {
  /// Why there is no value.
  public enum Problem: Error, Hashable, Sendable {
    /// A count is not above 0.
    case countNotPositive
    /// Untreated cells did not grow, so that there is no rate to compare with.
    case controlDidNotGrow
  }

  /// The value for counts, or signals proportional to them.
  ///
  /// - Parameters:
  ///   - treated: The count at the end, `x`.
  ///   - dayZero: The count when the drug was added, `x0`.
  ///   - control: The count of untreated wells at the end, `x_ctrl`.
  public static func value(
    treated: Double, dayZero: Double, control: Double
  ) throws(Problem) -> Double {
    guard treated > 0, dayZero > 0, control > 0 else { throw .countNotPositive }
    guard control > dayZero else { throw .controlDidNotGrow }
    return exp2(log2(treated / dayZero) / log2(control / dayZero)) - 1
  }

  /// The options with which values are fitted: the response without drug is 1 by definition.
  public static func curveOptions(loss: CurveOptions.Loss = .squares) -> CurveOptions {
    CurveOptions(fixedE0: 1, loss: loss)
  }

  /// The question that the GR50 answers: the dose with a value of one half.
  public static let gr50 = DoseQuestion.absolute(level: 0.5)

  /// The dose at which the number of cells stays as it was.
  public static let cytostasis = DoseQuestion.absolute(level: 0)

  /// The area over the curve, `GR_AOC = 1 - mean GR`, over the doses tested.
  public static func areaOverCurve(_ fit: HillFit, level: Double = 0.95) -> Estimate {
    let mean = fit.meanResponse(level: level)
    return Estimate(value: 1 - mean.value, lower: 1 - mean.upper, upper: 1 - mean.lower)
  }
}
